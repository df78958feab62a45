package dev.slipway.cli;

import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What stands behind `verify-audit`.
///
/// @param folder a copy of an organization's seals
/// @param keys files with the public keys that are trusted
/// @param org whose they must be; empty for what the folder is called
/// @param head the digest of a seal that must be among them
/// @param log a file with the log as the registry has it now
/// @param from the first moment that was asked of the registry
/// @param to the first moment that wasn't
record Words(
        Path folder,
        List<Path> keys,
        Optional<OrgSlug> org,
        Optional<String> head,
        Optional<Path> log,
        Instant from,
        Instant to) {

    /// The latest time that an id can have.
    private static final Instant NEVER = Instant.ofEpochMilli((1L << 48) - 1);

    private static final Set<String> ONCE = Set.of("--org", "--head", "--log", "--from", "--to");

    static Words read(List<String> all) throws Unusable {
        var rest = new ArrayDeque<>(all);
        var folders = new ArrayList<Path>();
        var keys = new ArrayList<Path>();
        var given = new HashMap<String, String>();
        while (!rest.isEmpty()) {
            var word = rest.remove();
            if (word.equals("--key")) {
                keys.add(path(value(word, rest)));
            } else if (ONCE.contains(word)) {
                if (given.put(word, value(word, rest)) != null) {
                    throw new Unusable(word + " is given twice.");
                }
            } else if (word.startsWith("-")) {
                throw new Unusable("There is no option " + word + ".");
            } else {
                folders.add(path(word));
            }
        }
        if (folders.size() != 1) {
            throw new Unusable("Give one folder with the copy of an organization's seals.");
        }
        if (keys.isEmpty()) {
            throw new Unusable("Give the public key that signs the seals: --key FILE.");
        }
        return read(folders.getFirst(), keys, given);
    }

    private static Words read(Path folder, List<Path> keys, Map<String, String> given) throws Unusable {
        var log = Optional.ofNullable(given.get("--log"));
        if (log.isEmpty() && (given.containsKey("--from") || given.containsKey("--to"))) {
            throw new Unusable("--from and --to say which part of the log was asked for: they belong to --log.");
        }
        var head = Optional.ofNullable(given.get("--head")).map(text -> text.replaceFirst("^sha256:", ""));
        if (head.filter(text -> !text.matches("[0-9a-f]{64}")).isPresent()) {
            throw new Unusable("--head is the SHA-256 of a seal, 64 hexadecimal digits, as this command prints it.");
        }
        return new Words(
                folder,
                keys,
                org(Optional.ofNullable(given.get("--org"))),
                head,
                log.isPresent() ? Optional.of(path(log.get())) : Optional.empty(),
                moment(given, "--from", Instant.EPOCH),
                moment(given, "--to", NEVER));
    }

    private static Optional<OrgSlug> org(Optional<String> name) throws Unusable {
        try {
            return name.map(text -> new OrgSlug(text.replaceFirst("^@", "")));
        } catch (Malformed e) {
            throw new Unusable(e.sentence());
        }
    }

    private static Instant moment(Map<String, String> given, String word, Instant usual) throws Unusable {
        try {
            return given.containsKey(word) ? Instant.parse(given.get(word)) : usual;
        } catch (DateTimeException _) {
            throw new Unusable(word + " is a time such as 2026-11-28T00:00:00Z.");
        }
    }

    private static String value(String word, Deque<String> rest) throws Unusable {
        var value = rest.poll();
        if (value == null || value.startsWith("--")) {
            throw new Unusable("Something must follow " + word + ".");
        }
        return value;
    }

    private static Path path(String text) throws Unusable {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new Unusable("\"" + text + "\" is no path.");
        }
    }
}
