package dev.slipway.local.billing;

import dev.slipway.local.backends.Backend;
import java.security.SecureRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever happens to several organizations, in whatever order, with whatever lost on the way: nobody sits on a seat
/// that isn't paid for, nothing is billed twice, and in the end both sides say the same.
@ParameterizedClass
@MethodSource("dev.slipway.local.backends.Backend#all")
class AnyOrderTest {

    private static final int SEEDS = Integer.getInteger("slipway.billing.seeds", 5);
    private static final int LENGTH = 120;
    private static final int ORGANIZATIONS = 3;

    @Parameter
    Backend backend;

    /// The same ones each time, and one that nobody has tried.
    static Stream<Long> seeds() {
        var fresh = new SecureRandom().nextLong();
        IO.println("AnyOrderTest tries the seed " + fresh + "L");
        return Stream.concat(LongStream.rangeClosed(1, SEEDS).boxed(), Stream.of(fresh));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobody_sits_unpaid_and_nothing_is_billed_twice(long seed) throws Exception {
        try (var cloud = backend.open();
                var stage = new Stage(cloud)) {
            var walk = new Walk(stage, seed, ORGANIZATIONS);
            try {
                walk.run(LENGTH);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ":\n" + String.join("\n", walk.steps()), e);
            }
        }
    }
}
