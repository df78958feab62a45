package dev.slipway.adapters.stripe;

import java.util.function.Supplier;

/// A secret, or where it is kept. It is asked for when it is used, and shows itself to nobody who prints it.
public final class Secret implements Supplier<String> {

    private final Supplier<String> source;

    Secret(Supplier<String> source) {
        this.source = source;
    }

    /// One that is known.
    public static Secret of(String value) {
        return new Secret(() -> value);
    }

    @Override
    public String get() {
        return source.get();
    }

    @Override
    public String toString() {
        return "***";
    }
}
