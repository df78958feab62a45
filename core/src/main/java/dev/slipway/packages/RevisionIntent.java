package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import java.util.Map;
import java.util.Optional;

/// What a client sends when it uploads a package's document again, which it does to deprecate and to unpublish.
///
/// The document is what the client read earlier, so it is never taken for the new state. What counts is where it
/// differs from the current state, and that only if nothing changed since the client read it.
///
/// @param revision the `_rev` that the client read
/// @param versions the versions it lists, with their deprecation messages
/// @param removes whether a version that it leaves out is meant to go: so on the `-rev` route, and nowhere else
public record RevisionIntent(
        PackageName name, long revision, Map<Version, Optional<String>> versions, boolean removes) {

    /// A message stands in every document once for each version it is said of.
    public static final int LONGEST_MESSAGE = 1_024;

    public RevisionIntent {
        versions.values().forEach(message -> message.ifPresent(RevisionIntent::requireFits));
        versions = Map.copyOf(versions);
    }

    /// @throws Malformed if a deprecation's message is too long
    public static void requireFits(String message) {
        if (message.length() > LONGEST_MESSAGE) {
            throw new Malformed(
                    "deprecation_too_long",
                    "A deprecation message has at most " + LONGEST_MESSAGE + " characters, and this one has "
                            + message.length() + ".");
        }
    }
}
