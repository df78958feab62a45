package dev.slipway.audit;

import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What somebody asks an organization's audit log.
///
/// @param from the earliest moment
/// @param to the first moment that is too late
/// @param action one of [AuditAction#NAMES], and no other
/// @param actor by their [name][dev.slipway.access.Actor#shownName]: a handle, `acme/ci` for a machine token
/// @param target what it was done to; a package stands for all of its versions
public record AuditQuery(
        OrgSlug org,
        Instant from,
        Instant to,
        Include include,
        Optional<String> action,
        Optional<String> actor,
        Optional<String> target,
        Order order) {

    private static final String INSTALLED = "version.installed";

    /// Which part of the log. Installs are by far the most of it, and seldom what somebody looks for.
    public enum Include {
        /// All but installs.
        CHANGES,
        INSTALLS,
        ALL;

        /// @throws Malformed `invalid_include`
        public static Include named(String name) {
            return Stream.of(values())
                    .filter(one -> one.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> new Malformed("invalid_include", "\"include\" must be changes, installs or all."));
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Order {
        /// The latest first.
        DESCENDING,
        ASCENDING;

        /// @throws Malformed `invalid_order`
        public static Order named(String name) {
            return switch (name) {
                case "desc" -> DESCENDING;
                case "asc" -> ASCENDING;
                default -> throw new Malformed("invalid_order", "\"order\" must be desc or asc.");
            };
        }
    }

    /// @throws Malformed `invalid_action` for one that there isn't
    public AuditQuery {
        if (action.filter(name -> !AuditAction.NAMES.contains(name)).isPresent()) {
            throw new Malformed(
                    "invalid_action",
                    "There is no action \"" + Malformed.shown(action.get())
                            + "\": the documentation of the API lists them.");
        }
    }

    /// Whether nothing can lie between.
    public boolean empty() {
        return !from.isBefore(to);
    }

    /// Whether an index is asked: all but installs can be found by what they are filtered by.
    public boolean indexed() {
        return changes() && (action.isPresent() || actor.isPresent() || target.isPresent());
    }

    /// Whether installs have to be looked through.
    public boolean installs() {
        return action.map(INSTALLED::equals).orElse(include != Include.CHANGES);
    }

    /// Whether all else has to be.
    public boolean changes() {
        return action.map(name -> !name.equals(INSTALLED)).orElse(include != Include.INSTALLS);
    }

    /// The same in the order of time, and up to this moment at most.
    AuditQuery settledAt(Instant moment) {
        return new AuditQuery(
                org, from, moment.isBefore(to) ? moment : to, include, action, actor, target, Order.ASCENDING);
    }

    /// What it is narrowed to, by the names that the API has for it.
    Map<String, String> words() {
        var words = new TreeMap<String, String>();
        words.put("include", include.wireName());
        action.ifPresent(name -> words.put("action", name));
        actor.ifPresent(name -> words.put("actor", name));
        target.ifPresent(name -> words.put("target", name));
        return words;
    }

    /// The same up to another moment.
    AuditQuery upTo(Instant earlier) {
        return new AuditQuery(org, from, earlier, include, action, actor, target, order);
    }
}
