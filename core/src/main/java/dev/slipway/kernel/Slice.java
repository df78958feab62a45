package dev.slipway.kernel;

import java.util.Optional;

/// Which part of a list somebody wants.
///
/// @param after where the part before it ended, as [Page#next] said; empty for the beginning
/// @param limit how many items at most
public record Slice(Optional<Position> after, int limit) {

    /// The beginning of a list.
    public static Slice first(int limit) {
        return new Slice(Optional.empty(), limit);
    }
}
