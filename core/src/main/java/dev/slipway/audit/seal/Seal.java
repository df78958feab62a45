package dev.slipway.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is signed: which events an organization's log had in a stretch of time, and which seal came before.
///
/// Each seal begins where the one before it ended, so that no time is left out. Events before its beginning were
/// written late: when that stretch had been sealed already.
///
/// @param number 1 for the first
/// @param before the [digest][#sha256] of the seal before; empty for the first
/// @param from the beginning of its stretch; the epoch for the first
/// @param to its end, which belongs to the next
/// @param sealed when it was made
/// @param key the [fingerprint][SealKey#fingerprint] of the key that signed it
/// @param events in the order of their ids
public record Seal(
        OrgSlug org,
        long number,
        Optional<String> before,
        Instant from,
        Instant to,
        Instant sealed,
        String key,
        List<Digest> events) {

    /// How long before the beginning of its stretch an event may stand that was written late. No function takes longer
    /// than a quarter of an hour.
    public static final Duration LATE = Duration.ofHours(1);

    private static final String FORM = "slipway audit seal 1";

    /// How many lines stand before the events.
    static final int HEADING = 9;

    private static final Pattern EVENT = Pattern.compile("([0-7][0-9A-HJKMNP-TV-Z]{25}) ([0-9a-f]{64})");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,9}");

    /// What is more can't be ours, and whoever reads it back must not need memory without end.
    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,4}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern KEY = Pattern.compile("sha256:[0-9a-f]{64}");

    public Seal {
        events = List.copyOf(events);
    }

    /// A text that is no seal.
    static final class NoSeal extends Exception {
        NoSeal(String why) {
            super(why);
        }
    }

    /// What is signed, to the byte.
    public byte[] text() {
        var text = new StringBuilder(FORM + "\n")
                .append("organization ")
                .append(org)
                .append('\n')
                .append("number ")
                .append(number)
                .append('\n')
                .append("before ")
                .append(before.orElse("none"))
                .append('\n')
                .append("from ")
                .append(from)
                .append('\n')
                .append("to ")
                .append(to)
                .append('\n')
                .append("sealed ")
                .append(sealed)
                .append('\n')
                .append("key ")
                .append(key)
                .append('\n')
                .append("events ")
                .append(events.size())
                .append('\n');
        events.forEach(event ->
                text.append(event.id()).append(' ').append(event.sha256()).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    /// What the next seal, and whoever remembers this one, call it.
    public String sha256() {
        return Sha256.of(text());
    }

    /// How many events the seal has whose first lines these are.
    ///
    /// @param heading the first [#HEADING] lines
    static int count(List<String> heading) throws NoSeal {
        if (heading.size() < HEADING) {
            throw new NoSeal("it ends too early");
        }
        if (!heading.getFirst().equals(FORM)) {
            throw new NoSeal("its first line is not \"" + FORM + "\"");
        }
        return Integer.parseInt(value(heading, 8, "events", COUNT));
    }

    /// Reads what [#text] wrote, and nothing else: there is one form of each seal only.
    static Seal read(List<String> lines) throws NoSeal {
        if (lines.size() != HEADING + count(lines)) {
            throw new NoSeal("it ends too early");
        }
        var events = new ArrayList<Digest>();
        for (var line : lines.subList(HEADING, lines.size())) {
            var event = EVENT.matcher(line);
            if (!event.matches()) {
                throw new NoSeal("line " + (HEADING + events.size() + 1) + " has not the form of an event");
            }
            events.add(new Digest(event.group(1), event.group(2)));
        }
        var before = value(lines, 3, "before", Pattern.compile("none|" + SHA256));
        try {
            return new Seal(
                    new OrgSlug(value(lines, 1, "organization", Pattern.compile(".+"))),
                    Long.parseLong(value(lines, 2, "number", NUMBER)),
                    before.equals("none") ? Optional.empty() : Optional.of(before),
                    moment(lines, 4, "from"),
                    moment(lines, 5, "to"),
                    moment(lines, 6, "sealed"),
                    value(lines, 7, "key", KEY),
                    events);
        } catch (Malformed e) {
            throw new NoSeal("line 2 names no organization");
        }
    }

    private static Instant moment(List<String> lines, int at, String name) throws NoSeal {
        var text = value(lines, at, name, Pattern.compile("[0-9T:.Z-]{20,24}"));
        try {
            var moment = Instant.parse(text);
            if (moment.toString().equals(text)) {
                return moment;
            }
        } catch (DateTimeException _) {
            // It is none.
        }
        throw new NoSeal("line " + (at + 1) + " has no time in the usual form");
    }

    private static String value(List<String> lines, int at, String name, Pattern form) throws NoSeal {
        var line = lines.get(at);
        if (!line.startsWith(name + " ")
                || !form.matcher(line.substring(name.length() + 1)).matches()) {
            throw new NoSeal("line " + (at + 1) + " must be \"" + name + "\" and what belongs to it");
        }
        return line.substring(name.length() + 1);
    }

    /// What is wrong with it in itself, whoever signed it; empty if nothing is.
    Optional<String> flaw() {
        if (to.isBefore(from)) {
            return Optional.of("it ends before it begins");
        }
        var earliest = Ids.first(from.minus(LATE));
        var tooLate = Ids.first(to);
        var last = "";
        for (var event : events) {
            if (event.id().compareTo(last) <= 0) {
                return Optional.of("event " + event.id() + " is not in its order");
            }
            if (event.id().compareTo(earliest) < 0 || event.id().compareTo(tooLate) >= 0) {
                return Optional.of("event " + event.id() + " is not of its time");
            }
            last = event.id();
        }
        return Optional.empty();
    }
}
