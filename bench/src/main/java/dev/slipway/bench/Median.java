package dev.slipway.bench;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/// The middle of what was measured: one disturbed run moves a mean, and leaves the median where it is.
public final class Median {
    private Median() {}

    public static <T> double of(Collection<T> measured, ToDoubleFunction<T> figure) {
        var sorted = measured.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        var upper = sorted[sorted.length / 2];
        return sorted.length % 2 == 1 ? upper : (sorted[sorted.length / 2 - 1] + upper) / 2;
    }
}
