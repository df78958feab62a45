package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FunctionsTest {
    private static final FunctionBlock BLOCK =
            Template.parse(Api.template("GET /")).function("EchoFunction");
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);

    private final List<String> log = new CopyOnWriteArrayList<>();

    @Test
    void a_function_is_told_about_its_invocation() throws Exception {
        var seen = new ArrayList<Context>();
        try (var functions = functions(
                (_, _, context) -> {
                    seen.add(context);
                    assertThat(context.getRemainingTimeInMillis()).isBetween(1, 29_000);
                    context.getLogger().log("hello\n");
                },
                Limits.AWS)) {
            functions.call(BLOCK, EVENT);
            functions.call(BLOCK, EVENT);
        }

        assertThat(log).containsExactly("hello", "hello");
        var context = seen.getFirst();
        assertThat(context.getFunctionName()).isEqualTo("EchoFunction");
        assertThat(context.getMemoryLimitInMB()).isEqualTo(128);
        assertThat(context.getFunctionVersion()).isEqualTo("$LATEST");
        assertThat(context.getInvokedFunctionArn()).endsWith(":function:EchoFunction");
        assertThat(context.getAwsRequestId())
                .hasSize(36)
                .isNotEqualTo(seen.getLast().getAwsRequestId());
    }

    @Test
    void a_schedule_calls_a_function_as_a_request_does() throws Exception {
        try (var functions = functions((in, out, _) -> in.transferTo(out), Limits.AWS)) {
            var called = functions.call(BLOCK, "{\"source\":\"aws.scheduler\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(called)
                    .isInstanceOfSatisfying(
                            Called.Answered.class,
                            answered -> assertThat(answered.result().toBytes())
                                    .asString()
                                    .contains("aws.scheduler"));
        }
    }

    @Test
    void a_function_left_behind_by_the_gateway_is_still_killed_at_its_timeout() throws Exception {
        var killed = new CountDownLatch(1);
        try (var functions = functions(
                (_, _, _) -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException _) {
                        killed.countDown();
                    }
                },
                Limits.AWS)) {
            var patience = Duration.ofMillis(10);
            assertThat(functions.call(BLOCK.within(patience.multipliedBy(3)), Payload.of(EVENT, 100), patience))
                    .isInstanceOf(Called.NoAnswerInTime.class);
            killed.await();
        }
    }

    @Test
    void an_event_that_is_too_large_never_reaches_the_function() throws Exception {
        var calls = new AtomicInteger();
        try (var functions = functions((_, _, _) -> calls.incrementAndGet(), Limits.AWS)) {
            assertThat(functions.call(BLOCK, new byte[(6 << 20) + 1])).isInstanceOf(Called.EventTooLarge.class);
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_result_that_is_too_large_is_not_an_answer() throws Exception {
        try (var functions = functions((_, out, _) -> out.write(new byte[(6 << 20) + 101]), Limits.AWS)) {
            assertThat(functions.call(BLOCK, EVENT)).isInstanceOf(Called.ResultTooLarge.class);
        }
    }

    private Functions functions(RequestStreamHandler handler, Limits limits) {
        return new Functions(_ -> handler, limits, log::add);
    }
}
