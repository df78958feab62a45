package dev.slipway.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.sqs.MessageForm;
import dev.slipway.adapters.sqs.SqsQueue;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.Queue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// What stands in for SQS, by itself and as the SDK speaks to it.
class FifoQueueTest {

    private static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));

    private Instant now = Instant.parse("2026-11-21T09:30:00Z");
    private final FifoQueue queue = queue(QueueFile.inMemory());

    @TempDir
    Path folder;

    private FifoQueue queue(QueueFile file) {
        return new FifoQueue(new QueueSettings(Duration.ofSeconds(30), 3), () -> now, file);
    }

    private Optional<String> receive() {
        return queue.receive().map(Waiting::body);
    }

    @Test
    void a_group_is_in_order_and_one_at_a_time() {
        queue.send("a", "1", "a1");
        queue.send("a", "2", "a2");
        queue.send("b", "3", "b1");

        var first = queue.receive().orElseThrow();
        assertThat(first.body()).isEqualTo("a1");
        assertThat(receive()).contains("b1");
        assertThat(receive()).isEmpty();

        queue.delete(first.receipt());
        assertThat(receive()).contains("a2");
    }

    @Test
    void what_is_not_deleted_comes_again_before_all_behind_it() {
        queue.send("a", "1", "a1");
        queue.send("a", "2", "a2");
        queue.receive();
        now = now.plusSeconds(29);
        assertThat(receive()).isEmpty();
        now = now.plusSeconds(1);

        assertThat(queue.receive()).hasValueSatisfying(again -> {
            assertThat(again.body()).isEqualTo("a1");
            assertThat(again.received()).isEqualTo(2);
        });
    }

    @Test
    void what_is_held_keeps_its_place() {
        queue.send("a", "1", "a1");
        queue.send("a", "2", "a2");
        queue.hold(queue.receive().orElseThrow().receipt(), 600);
        now = now.plusSeconds(599);
        assertThat(receive()).isEmpty();
        now = now.plusSeconds(1);

        assertThat(receive()).contains("a1");
    }

    @Test
    void a_receipt_that_is_over_holds_and_deletes_nothing() {
        queue.send("a", "1", "a1");
        var old = queue.receive().orElseThrow().receipt();
        now = now.plusSeconds(30);
        assertThatThrownBy(() -> queue.hold(old, 5)).hasMessageContaining("not being dealt with");
        queue.receive();
        queue.delete(old);

        assertThat(queue.depth()).isOne();
        assertThatThrownBy(() -> queue.hold(old, 5)).hasMessageContaining("receipt");
        assertThatThrownBy(() -> queue.hold("", 5)).hasMessageContaining("receipt");
        assertThatThrownBy(() -> queue.hold("x", 43_201)).hasMessageContaining("43200");
    }

    @Test
    void the_same_is_taken_once_in_five_minutes() {
        var id = queue.send("a", "1", "a1");
        queue.delete(queue.receive().orElseThrow().receipt());

        now = now.plusSeconds(299);
        assertThat(queue.send("a", "1", "other")).isEqualTo(id);
        assertThat(queue.depth()).isZero();
        now = now.plusSeconds(1);
        assertThat(queue.send("a", "1", "a1")).isNotEqualTo(id);
        assertThat(queue.send("b", "1", "b1")).isNotEqualTo(id);
        assertThat(queue.depth()).isEqualTo(2);
    }

    @Test
    void what_was_received_too_often_is_set_aside_and_its_group_goes_on() {
        queue.send("a", "1", "a1");
        queue.send("a", "2", "a2");
        for (int i = 0; i < 3; i++) {
            assertThat(receive()).contains("a1");
            now = now.plusSeconds(30);
        }

        assertThat(receive()).contains("a2");
        assertThat(queue.dead()).containsExactly("a1");
    }

    @Test
    void what_waits_in_a_file_waits_for_the_next_start_and_for_nobody_who_has_died() {
        var file = QueueFile.in(folder.resolve("queue.json"));
        var before = queue(file);
        before.send("a", "1", "a1 \"é");
        before.send("a", "2", "a2");
        before.receive();

        var after = queue(file);

        assertThat(after.receive()).hasValueSatisfying(again -> {
            assertThat(again.body()).isEqualTo("a1 \"é");
            assertThat(again.received()).isEqualTo(2);
        });
        after.send("a", "3", "a3");
        assertThat(queue(file).depth()).isEqualTo(3);
    }

    @Test
    void the_cloud_has_the_same_settings() throws Exception {
        var settings = QueueSettings.read(ROOT.resolve("infra/queues.yaml"), "Deliveries");

        assertThat(settings).isEqualTo(new QueueSettings(Duration.ofMinutes(3), 300));
        assertThatThrownBy(() -> QueueSettings.read(ROOT.resolve("infra/queues.yaml"), "Untold"))
                .hasMessageContaining("FIFO");
    }

    private Queue.Message message(int lane) {
        var delivery = new DeliveryId(
                new EndpointId(Ids.random().next(now)), Ids.random().next(now));
        return new Queue.Message(new OrgSlug("acme"), delivery, lane, 1, 0);
    }

    private interface Use {
        void of(SqsQueue sqs, SqsStandIn standIn) throws Exception;
    }

    private void overTheWire(Use use) throws Exception {
        try (var standIn = SqsStandIn.start(0, queue);
                var connections = new Connections()) {
            use.of(SqsQueue.open(standIn.queueUrl(), Optional.of(standIn.url()), connections), standIn);
        }
    }

    @Test
    void a_message_is_read_as_it_was_sent_and_stands_in_the_line_of_its_lane() throws Exception {
        var one = message(3);
        var same = new Queue.Message(one.org(), one.delivery(), 3, 1, 2);
        overTheWire((sqs, _) -> {
            sqs.send(one);
            sqs.send(same);
            sqs.sendAside(one);
            sqs.send(new Queue.Message(one.org(), one.delivery(), 3, 2, 0));
        });

        var first = queue.receive().orElseThrow();
        assertThat(MessageForm.read(first.body())).isEqualTo(one);
        assertThat(first.group()).isEqualTo(one.delivery().endpoint() + "#3");
        var aside = queue.receive().orElseThrow();
        assertThat(aside.group())
                .isEqualTo(one.delivery().endpoint() + "#" + one.delivery().event());
        assertThat(queue.receive()).isEmpty();
        assertThat(queue.depth()).isEqualTo(3);
    }

    @Test
    void a_notice_is_read_as_it_was_sent_and_stands_once_in_a_line_of_its_own() throws Exception {
        var one = message(0);
        var notice = new Queue.Notice(
                one.org(), one.delivery().endpoint(), one.delivery().event());
        overTheWire((sqs, _) -> {
            sqs.send(one);
            sqs.sendNotice(notice);
            sqs.sendNotice(notice);
        });

        assertThat(MessageForm.read(queue.receive().orElseThrow().body())).isEqualTo(one);
        assertThat(MessageForm.read(queue.receive().orElseThrow().body())).isEqualTo(notice);
        assertThat(queue.depth()).isEqualTo(2);
    }

    @Test
    void a_message_is_held_over_the_wire_and_never_longer_than_sqs_allows() throws Exception {
        overTheWire((sqs, _) -> {
            sqs.send(message(0));
            sqs.hold(queue.receive().orElseThrow().receipt(), Duration.ofMillis(1_500));
            now = now.plusMillis(1_999);
            assertThat(queue.receive()).isEmpty();
            now = now.plusMillis(1);
            sqs.hold(queue.receive().orElseThrow().receipt(), Duration.ofDays(400));
            now = now.plus(Duration.ofHours(12));
            assertThat(queue.receive()).isPresent();
            assertThatThrownBy(() -> sqs.hold("none", Duration.ZERO)).isInstanceOf(SqsException.class);
        });
    }

    @Test
    void who_speaks_to_it_otherwise_than_the_sdk_is_refused() throws Exception {
        overTheWire((_, standIn) -> {
            try (var http = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(URI.create(standIn.url() + "/"))
                        .POST(HttpRequest.BodyPublishers.ofString("Action=SendMessage"))
                        .build();
                assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(400);
            }
            var other = SqsQueue.open(standIn.url() + "/1/other.fifo", Optional.of(standIn.url()), new Connections());
            assertThatThrownBy(() -> other.send(message(0))).isInstanceOf(SqsException.class);
        });
        assertThat(queue.depth()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "1",
                "2 acme 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC 0 1 0",
                "1 Acme! 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC 0 1 0",
                "1 acme nobody 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC 0 1 0",
                "1 acme 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC 8 1 0",
                "1 acme 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC 0 x 0",
                "1 acme 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC 0 1 -1",
                "1 acme 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC 0 1 0 more",
                "paused-1 acme 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB",
                "paused-1 acme 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB event",
                "paused-1 Acme! 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC",
                "paused-1 acme 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB 01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC 0",
            })
    void what_is_no_message_is_refused(String text) {
        assertThatThrownBy(() -> MessageForm.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
