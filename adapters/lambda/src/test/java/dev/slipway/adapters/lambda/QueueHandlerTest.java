package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueHandlerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<QueuedMessage> handled = new ArrayList<>();

    private final class Ear extends QueueHandler {

        Ear() {
            super(
                    new Settings("deliver", "deliver", "1", Optional.empty(), false, false, true),
                    () -> NOW,
                    () -> 0,
                    log);
        }

        @Override
        protected boolean handle(QueuedMessage message, Instant now, RequestNotes notes) {
            assertThat(now).isEqualTo(NOW);
            notes.action("webhook.deliver");
            handled.add(message);
            if (message.body().equals("poison")) {
                throw new IllegalArgumentException("no message");
            }
            return !message.body().equals("later");
        }
    }

    private String hand(String... messages) throws IOException {
        var output = new ByteArrayOutputStream();
        var event = "{\"Records\":[" + String.join(",", messages) + "]}";
        new Ear()
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new Invocation());
        return output.toString(StandardCharsets.UTF_8);
    }

    private static String message(String id, String group, String body) {
        return """
                {"messageId":"%1$s","receiptHandle":"r-%1$s","body":"%3$s","attributes":{"ApproximateReceiveCount":"7",
                 "MessageGroupId":"%2$s","SentTimestamp":"1764000000000"},"messageAttributes":{},
                 "eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:eu-west-1:123456789012:x.fifo"}""".formatted(id, group, body);
    }

    @Test
    void what_is_done_leaves_the_queue() throws IOException {
        assertThat(hand(message("1", "a", "x"))).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(handled).containsExactly(new QueuedMessage("1", "r-1", "a", 7, "x"));
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("QUEUE webhook.deliver 200");
    }

    @Test
    void what_is_to_come_again_is_reported_and_no_failure() throws IOException {
        assertThat(hand(message("1", "a", "later"))).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("QUEUE webhook.deliver 200");
    }

    @Test
    void what_breaks_is_reported_and_logged() throws IOException {
        assertThat(hand(message("1", "a", "poison"))).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("QUEUE webhook.deliver 500", "no message");
    }

    @Test
    void nothing_overtakes_in_a_line_and_other_lines_go_on() throws IOException {
        assertThat(hand(
                        message("1", "a", "later"),
                        message("2", "b", "x"),
                        message("3", "a", "x"),
                        message("4", "b", "poison"),
                        message("5", "b", "x")))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"3\"},"
                        + "{\"itemIdentifier\":\"4\"},{\"itemIdentifier\":\"5\"}]}");
        assertThat(handled).extracting(QueuedMessage::id).containsExactly("1", "2", "4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "{\"messageId\":\"1\"}", "{\"eventSource\":\"aws:dynamodb\",\"messageId\":\"1\"}"})
    void an_event_of_something_else_is_refused(String record) {
        assertThatThrownBy(() -> hand(record)).isInstanceOf(IllegalArgumentException.class);
        assertThat(handled).isEmpty();
    }
}
