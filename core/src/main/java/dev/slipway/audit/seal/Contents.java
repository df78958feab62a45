package dev.slipway.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.audit.seal.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// The events that follow a seal in its file, held against what it says of them.
final class Contents {

    /// A file that goes on and on is not read to its end.
    private static final int MOST_MORE = 100;

    /// An id, wherever in a line: one that was altered can't be trusted to have its form.
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9A-Za-z]{26})\"");

    private final String file;
    private final Seal seal;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<String> stood = new HashSet<>();
    private int last = -1;

    Contents(String file, Seal seal) {
        this.file = file;
        this.seal = seal;
        for (int i = 0; i < seal.events().size(); i++) {
            places.put(seal.events().get(i).sha256(), i);
            missing.add(seal.events().get(i).id());
        }
    }

    /// A line that is none of those that were sealed.
    private record Strange(int number, List<String> ids) {

        static Strange of(int number, String line) {
            return new Strange(
                    number,
                    ID.matcher(line).results().map(found -> found.group(1)).toList());
        }
    }

    /// Reads the lines to their end.
    ///
    /// @param each gets every event of the seal, with its line if it is as it was
    /// @return what is wrong
    List<Finding> check(Lines lines, BiConsumer<Digest, Optional<String>> each) throws IOException {
        var strange = new ArrayList<Strange>();
        int number = 0;
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            number++;
            var text = new String(line.get(), UTF_8);
            var place = places.get(Sha256.of(line.get()));
            if (place == null) {
                strange.add(Strange.of(number, text));
            } else {
                stands(place, text, each);
            }
            if (strange.size() + findings.size() > seal.events().size() + MOST_MORE) {
                find(Kind.INSERTED, "it has much more than was sealed, and was not read to its end");
                break;
            }
        }
        if (!lines.whole()) {
            find(Kind.ALTERED, "its last line has no end");
        }
        strange.forEach(this::name);
        for (var event : seal.events()) {
            if (missing.contains(event.id())) {
                find(Kind.REMOVED, "event " + event.id() + " is missing");
            }
            if (!stood.contains(event.id())) {
                each.accept(event, Optional.empty());
            }
        }
        return findings;
    }

    private void stands(int place, String text, BiConsumer<Digest, Optional<String>> each) {
        var event = seal.events().get(place);
        if (!stood.add(event.id())) {
            find(Kind.INSERTED, "event " + event.id() + " stands there twice");
            return;
        }
        missing.remove(event.id());
        if (place < last) {
            find(Kind.MISPLACED, "event " + event.id() + " stands behind later ones");
        }
        last = Math.max(last, place);
        each.accept(event, Optional.of(text));
    }

    /// Says of a line that was not sealed so whether it is one that was altered.
    private void name(Strange line) {
        var altered = line.ids().stream().filter(missing::remove).findFirst();
        if (altered.isPresent()) {
            find(Kind.ALTERED, "event " + altered.get() + " is not what was sealed");
        } else {
            var called = line.ids().isEmpty() ? "it has no id" : "it calls itself " + String.join(", ", line.ids());
            find(Kind.INSERTED, "line " + line.number() + " of its events was never sealed; " + called);
        }
    }

    private void find(Kind kind, String what) {
        findings.add(new Finding(kind, file, what));
    }
}
