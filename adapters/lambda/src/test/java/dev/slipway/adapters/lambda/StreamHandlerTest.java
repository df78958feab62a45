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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamHandlerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<StreamRecord> handled = new ArrayList<>();
    private Instant clock = NOW;

    private final class Ear extends StreamHandler {

        Ear() {
            super(
                    new Settings("dispatch", "dispatch", "1", Optional.empty(), false, false, true),
                    () -> clock,
                    () -> 0,
                    log);
        }

        @Override
        protected void handle(StreamRecord change, Instant now, RequestNotes notes) {
            assertThat(now).isEqualTo(NOW);
            notes.action("webhook.dispatch");
            if (change.image().containsKey("bad")) {
                throw new IllegalArgumentException("poison");
            }
            handled.add(change);
        }
    }

    private String hand(String event) throws IOException {
        var output = new ByteArrayOutputStream();
        new Ear()
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new Invocation());
        return output.toString(StandardCharsets.UTF_8);
    }

    private static String record(String number, String image) {
        return """
                {"eventID":"e%1$s","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-west-1",
                 "dynamodb":{"ApproximateCreationDateTime":1764000000,"Keys":{"pk":{"S":"AUDIT#org:acme"}},
                 "NewImage":%2$s,"SequenceNumber":"%1$s","SizeBytes":12,"StreamViewType":"NEW_IMAGE"}}""".formatted(number, image);
    }

    private static String event(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    @Test
    void what_it_hears_of_is_told_the_time_to_the_millisecond_whatever_the_clock_has() throws IOException {
        clock = NOW.plusNanos(999_999);

        assertThat(hand(event(record("100", "{}")))).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(handled).hasSize(1);
    }

    @Test
    void each_record_is_dealt_with_and_logged() throws IOException {
        var answer = hand(event(
                record("100", "{\"pk\":{\"S\":\"AUDIT#org:acme\"},\"n\":{\"N\":\"3\"},\"b\":{\"BOOL\":true}}"),
                record("200", "{\"l\":{\"L\":[{\"S\":\"x\"}]},\"none\":{\"NULL\":true}}")));

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(handled)
                .containsExactly(
                        new StreamRecord(
                                "e100",
                                "100",
                                Map.of(
                                        "pk", Map.of("S", "AUDIT#org:acme"),
                                        "n", Map.of("N", "3"),
                                        "b", Map.of("BOOL", true))),
                        new StreamRecord(
                                "e200",
                                "200",
                                Map.of(
                                        "l", Map.of("L", List.of(Map.of("S", "x"))),
                                        "none", Map.of("NULL", true))));
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("STREAM webhook.dispatch 200", "e100", "e200");
    }

    @Test
    void one_that_breaks_is_reported_and_logged_and_those_behind_it_are_dealt_with() throws IOException {
        var answer = hand(event(
                record("100", "{\"bad\":{\"S\":\"x\"}}"),
                record("200", "{\"good\":{\"S\":\"x\"}}"),
                record("300", "{\"bad\":{\"S\":\"x\"}}")));

        assertThat(answer)
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"100\"},{\"itemIdentifier\":\"300\"}]}");
        assertThat(handled).extracting(StreamRecord::sequenceNumber).containsExactly("200");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("STREAM webhook.dispatch 500", "poison");
    }

    @Test
    void a_record_without_an_image_is_one_with_nothing_in_it() throws IOException {
        hand(event("{\"eventID\":\"e\",\"dynamodb\":{\"SequenceNumber\":\"7\"}}"));

        assertThat(handled).containsExactly(new StreamRecord("e", "7", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"Records\":[]}", "{\"Records\":[{\"Sns\":{}}]}", "{\"Records\":\"x\"}"})
    void an_event_of_something_else_is_refused(String event) {
        assertThatThrownBy(() -> hand(event)).isInstanceOf(IllegalArgumentException.class);
        assertThat(handled).isEmpty();
    }
}
