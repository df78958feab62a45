package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EnvironmentsTest {
    private static final FunctionBlock BLOCK =
            Template.parse(Api.template("GET /")).function("EchoFunction");
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);

    private final List<String> log = new CopyOnWriteArrayList<>();

    @Test
    void an_idle_environment_is_used_again() throws Exception {
        var made = new AtomicInteger();
        try (var functions = new Functions(
                _ -> {
                    made.incrementAndGet();
                    return (_, _, _) -> {};
                },
                Limits.AWS,
                log::add)) {
            for (int i = 0; i < 100; i++) {
                functions.call(BLOCK, EVENT);
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void an_environment_stays_after_an_exception() throws Exception {
        var made = new AtomicInteger();
        try (var functions = new Functions(
                _ -> {
                    made.incrementAndGet();
                    return (_, _, _) -> {
                        throw new IllegalStateException();
                    };
                },
                Limits.AWS,
                log::add)) {
            assertThat(functions.call(BLOCK, EVENT)).isInstanceOf(Called.Crashed.class);
            assertThat(functions.call(BLOCK, EVENT)).isInstanceOf(Called.Crashed.class);
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void an_environment_whose_machine_broke_is_not_used_again() throws Exception {
        var made = new AtomicInteger();
        try (var functions = new Functions(
                _ -> {
                    made.incrementAndGet();
                    return (_, _, _) -> {
                        throw new OutOfMemoryError("heap");
                    };
                },
                Limits.AWS.withEnvironments(1),
                log::add)) {
            functions.call(BLOCK, EVENT);
            functions.call(BLOCK, EVENT);
        }
        assertThat(made).hasValue(2);
    }

    @Test
    void an_environment_serves_one_request_at_a_time_and_there_are_never_too_many() throws Exception {
        var handlers = new CopyOnWriteArrayList<Exclusive>();
        try (var functions = new Functions(
                _ -> {
                    var handler = new Exclusive();
                    handlers.add(handler);
                    return handler;
                },
                Limits.AWS.withEnvironments(4),
                log::add)) {
            var ends = together(200, () -> functions.call(BLOCK, EVENT));

            assertThat(ends).hasSize(200).allMatch(Called.Answered.class::isInstance);
        }
        assertThat(handlers).hasSizeBetween(1, 4);
        assertThat(handlers.stream().mapToInt(handler -> handler.calls.get()).sum())
                .isEqualTo(200);
    }

    @Test
    void as_many_requests_as_there_are_environments_run_at_the_same_time() throws Exception {
        var all = new CountDownLatch(32);
        try (var functions = functions(
                (_, _, _) -> {
                    all.countDown();
                    GatewayLimitsTest.await(all);
                },
                Limits.AWS)) {
            assertThat(together(32, () -> functions.call(BLOCK, EVENT))).allMatch(Called.Answered.class::isInstance);
        }
    }

    @Test
    void whoever_waits_too_long_for_an_environment_gets_no_answer() throws Exception {
        var release = new CountDownLatch(1);
        var busy = new CountDownLatch(1);
        try (var functions = functions(
                        (_, _, _) -> {
                            busy.countDown();
                            GatewayLimitsTest.await(release);
                        },
                        Limits.AWS.withEnvironments(1));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> functions.call(BLOCK, EVENT));
            busy.await();

            assertThat(functions.call(BLOCK, Payload.of(EVENT, 100), Duration.ofMillis(20)))
                    .isInstanceOf(Called.NoAnswerInTime.class);
            release.countDown();
            assertThat(first.get()).isInstanceOf(Called.Answered.class);
        }
    }

    @Test
    void a_killed_environment_makes_room_for_a_new_one() throws Exception {
        var made = new AtomicInteger();
        try (var functions = new Functions(
                _ -> made.incrementAndGet() == 1
                        ? (_, _, _) -> GatewayLimitsTest.await(new CountDownLatch(1))
                        : (_, _, _) -> {},
                Limits.AWS.withEnvironments(1),
                log::add)) {
            assertThat(functions.call(BLOCK.within(Duration.ofMillis(20)), EVENT))
                    .isInstanceOf(Called.RanTooLong.class);
            assertThat(functions.call(BLOCK, EVENT)).isInstanceOf(Called.Answered.class);
        }
    }

    private Functions functions(RequestStreamHandler handler, Limits limits) {
        return new Functions(_ -> handler, limits, log::add);
    }

    private static <T> List<T> together(int times, Callable<T> task) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ready = new CountDownLatch(times);
            List<Future<T>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                calls.add(callers.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (var call : calls) {
                results.add(call.get());
            }
            return results;
        }
    }

    /// Fails if it is called while it is being called.
    private static final class Exclusive implements RequestStreamHandler {
        private final AtomicBoolean busy = new AtomicBoolean();
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) {
            assertThat(busy.compareAndSet(false, true)).isTrue();
            calls.incrementAndGet();
            for (int i = 0; i < 1000; i++) {
                Thread.onSpinWait();
            }
            busy.set(false);
        }
    }
}
