package dev.slipway.access;

import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Malformed;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The token that somebody asks for who has a token, or a session, already.
///
/// @param name for people, to tell tokens apart; up to 100 characters
/// @param scopes an empty set makes a token that allows nothing
/// @param networks empty for those that the one which makes it has
/// @param packages empty for those that the one which makes it has
public record TokenRequest(
        String name,
        Set<Scope> scopes,
        Optional<Set<Cidr>> networks,
        Optional<Set<PackagePattern>> packages,
        Lifetime lifetime) {

    private static final int LONGEST_NAME = 100;

    /// Each request reads them, so they are few.
    private static final int MOST_LIMITS = 50;

    /// @throws Malformed `invalid_token_name`, `too_many_limits`
    public TokenRequest {
        requireName(name);
        scopes = Set.copyOf(scopes);
        requireFew(networks.map(Set::size).orElse(0));
        requireFew(packages.map(Set::size).orElse(0));
    }

    /// Limited as the one that makes it, and to nothing else.
    public TokenRequest(String name, Set<Scope> scopes, Lifetime lifetime) {
        this(name, scopes, Optional.empty(), Optional.empty(), lifetime);
    }

    /// What a request comes to.
    public sealed interface Measured {

        /// @param expiresAt empty for never
        record Fits(Limits limits, Optional<Instant> expiresAt) implements Measured {}

        record DoesNotFit(Objection why) implements Measured {}
    }

    /// What stands against it.
    public sealed interface Objection {

        /// Nobody makes a token that can do more than the one they hold.
        record BeyondItself(Set<Scope> scopes) implements Objection {}

        /// It would be good where, or for what, the one that makes it is not.
        record BeyondItsLimits() implements Objection {}

        /// It would outlive the one that makes it.
        record BeyondItsEnd(Instant end) implements Objection {}

        record AlreadyOver(Instant expiresAt) implements Objection {}
    }

    /// Measured by the one that makes it: a token makes none that can do more, elsewhere, or for longer than itself.
    public Measured by(Credential maker, Instant now) {
        var beyond = EnumSet.noneOf(Scope.class);
        scopes.stream().filter(scope -> !scope.within(maker.scopes())).forEach(beyond::add);
        if (!beyond.isEmpty()) {
            return new Measured.DoesNotFit(new Objection.BeyondItself(beyond));
        }
        var limits = new Limits(
                networks.orElse(maker.limits().networks()),
                packages.orElse(maker.limits().packages()));
        if (!limits.within(maker.limits())) {
            return new Measured.DoesNotFit(new Objection.BeyondItsLimits());
        }
        var end = lifetime.end(maker, now);
        var last = Lifetime.makersEnd(maker);
        if (last.isPresent() && end.filter(one -> !one.isAfter(last.get())).isEmpty()) {
            return new Measured.DoesNotFit(new Objection.BeyondItsEnd(last.get()));
        }
        return end.filter(one -> !one.isAfter(now))
                .<Measured>map(over -> new Measured.DoesNotFit(new Objection.AlreadyOver(over)))
                .orElseGet(() -> new Measured.Fits(limits, end));
    }

    /// @throws Malformed `invalid_token_name`
    public static void requireName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new Malformed(
                    "invalid_token_name",
                    "A token needs a name of 1 to " + LONGEST_NAME + " characters, without control characters.");
        }
    }

    private static void requireFew(int limits) {
        if (limits > MOST_LIMITS) {
            throw new Malformed(
                    "too_many_limits",
                    "A token can be limited to " + MOST_LIMITS
                            + " address ranges and as many packages, and not to more.");
        }
    }
}
