package dev.slipway.adapters.lambda;

/// How much storage a seat gives, as the deployment says.
public final class StorageTerms {

    private static final int USUAL = 5;
    private static final long GIGABYTE = 1_000_000_000L;

    private StorageTerms() {}

    /// @throws IllegalStateException if `GIGABYTES_PER_SEAT` is no whole number above nought
    public static long bytesPerSeat(Environment environment) {
        return GIGABYTE * environment.wholeNumber("GIGABYTES_PER_SEAT", USUAL);
    }
}
