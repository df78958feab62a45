package dev.slipway.org;

import java.util.Optional;
import java.util.function.Supplier;

/// Does again from the beginning what was refused because something was no longer as it had been read. Whoever meets
/// others so often gives up.
public final class Attempts {

    private static final int MOST = 20;

    private Attempts() {}

    /// @param attempt reads, decides and writes; empty if what it read had changed when it wrote
    public static <O> O until(Supplier<Optional<O>> attempt, O busy) {
        for (int i = 0; i < MOST; i++) {
            var outcome = attempt.get();
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return busy;
    }
}
