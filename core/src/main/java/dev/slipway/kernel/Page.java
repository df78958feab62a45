package dev.slipway.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A part of a list.
///
/// @param next where the next part goes on; empty if this was the last
public record Page<T>(List<T> items, Optional<Position> next) {

    public Page {
        items = List.copyOf(items);
    }

    /// The same part, of what is made of each item.
    public <U> Page<U> map(Function<? super T, ? extends U> each) {
        return new Page<>(items.stream().<U>map(each).toList(), next);
    }

    /// The same part without the items that have nothing to show: it may be shorter than was asked for, and the list
    /// goes on all the same.
    public <U> Page<U> mapPresent(Function<? super T, Optional<U>> each) {
        return new Page<>(items.stream().map(each).flatMap(Optional::stream).toList(), next);
    }
}
