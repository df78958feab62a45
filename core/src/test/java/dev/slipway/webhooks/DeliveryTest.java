package dev.slipway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Actor;
import dev.slipway.audit.Origin;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final DeliveryId ID =
            new DeliveryId(new EndpointId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RA"), "01KAKJ8D1G0000000000000000");

    @Test
    void it_is_known_by_one_id_at_every_attempt() {
        assertThat(ID.messageId()).isEqualTo("msg_01KAKJ3V6Q8ZQ0W3Y2M7N5T4RA_01KAKJ8D1G0000000000000000");
    }

    @Test
    void the_last_ten_attempts_are_kept_and_of_the_last_one_more() {
        var delivery = begun();
        for (int i = 1; i <= 12; i++) {
            delivery = delivery.failed(attempt(delivery.nextNumber(), 500), NOW.plusSeconds(i));
        }
        delivery = delivery.delivered(attempt(delivery.nextNumber(), 204));
        assertThat(delivery.attempts()).hasSize(Delivery.KEPT);
        assertThat(delivery.attempts())
                .extracting(Attempt::number)
                .startsWith(4)
                .endsWith(13);
        assertThat(delivery.attempts().getFirst().answer()).hasSize(Attempt.LONGEST_OLD_ANSWER);
        assertThat(delivery.lastAttempt().orElseThrow().answer()).hasSize(Attempt.LONGEST_ANSWER);
        assertThat(delivery.made()).isEqualTo(13);
        assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery.nextAttempt()).isEmpty();
        assertThat(delivery.version()).isEqualTo(14);
    }

    @Test
    void sending_again_begins_another_round_and_forgets_nothing() {
        var failed = begun().failed(attempt(1, 500), NOW.plusSeconds(5)).failedForGood(attempt(2, 500));
        var again = failed.again(NOW.plusSeconds(90));
        assertThat(again.state()).isEqualTo(Delivery.State.PENDING);
        assertThat(again.round()).isEqualTo(2);
        assertThat(again.tries()).isZero();
        assertThat(again.nextNumber()).isEqualTo(3);
        assertThat(again.attempts()).isEqualTo(failed.attempts());
        assertThat(again.nextAttempt()).contains(NOW.plusSeconds(90));
        assertThat(Queue.Message.of(again)).isNotEqualTo(Queue.Message.of(begun()));
    }

    @Test
    void a_redirect_is_no_success() {
        assertThat(attempt(1, 200).succeeded()).isTrue();
        assertThat(attempt(1, 299).succeeded()).isTrue();
        assertThat(attempt(1, 302).succeeded()).isFalse();
        assertThat(attempt(1, 199).succeeded()).isFalse();
    }

    @Test
    void a_payload_says_neither_where_somebody_was_nor_what_they_used() {
        var payload = Payload.of(new OrgSlug("acme"), event(Map.of("tag", "latest")));
        assertThat(payload.details()).containsExactly(Map.entry("tag", "latest"));
        assertThat(payload.cut()).isFalse();
        assertThat(payload.toString()).doesNotContain("198.51.100.7").doesNotContain("npm/11");
    }

    @Test
    void however_much_there_is_to_tell_a_payload_stays_small() {
        var details = new HashMap<String, String>();
        for (int i = 0; i < 1_000; i++) {
            details.put("versions" + i, "1.2.3 ".repeat(200));
        }
        details.put("tag", "latest");
        var payload = Payload.of(new OrgSlug("acme"), event(details));
        assertThat(payload.cut()).isTrue();
        assertThat(payload.details()).containsEntry("tag", "latest");
        assertThat(payload.details().entrySet().stream()
                        .mapToInt(detail ->
                                detail.getKey().length() + detail.getValue().length())
                        .sum())
                .isLessThanOrEqualTo(2_800);
    }

    private static RecordedEvent event(Map<String, String> details) {
        return new RecordedEvent(
                ID.event(),
                NOW,
                new Actor.Registry(),
                "version.published",
                "@acme/pad@1.0.0",
                details,
                new Origin("198.51.100.7", "npm/11", "request"));
    }

    private static Delivery begun() {
        return Delivery.begun(ID, new OrgSlug("acme"), "version.published", "@acme/pad@1.0.0", "{}", NOW, NOW);
    }

    private static Attempt attempt(int number, int status) {
        return new Attempt(number, NOW, Duration.ofMillis(20), new Attempt.Ending.Answered(status), "x".repeat(10_000));
    }
}
