package dev.slipway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.TagMoved;
import dev.slipway.audit.AuditAction.TagRemoved;
import dev.slipway.audit.AuditAction.WebhookPaused;
import dev.slipway.audit.AuditAction.WebhookResent;
import dev.slipway.audit.AuditAction.WebhookTestSent;
import dev.slipway.audit.Origin;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.webhooks.DispatchEvent.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a line of the audit log sets off.
class DispatchEventTest {

    private final Depot depot = new Depot();
    private final String webhook = depot.endpoint.id().value();
    private final String event = depot.delivery.id().event();

    private RecordedEvent line(Actor actor, AuditAction action) {
        return new RecordedEvent(
                depot.ids.next(depot.now),
                depot.now,
                actor,
                action.name(),
                action.target(),
                action.details(),
                Origin.INSIDE);
    }

    private RecordedEvent line(AuditAction action) {
        return line(depot.endpoint.createdBy(), action);
    }

    private static TagMoved moved() {
        return new TagMoved("@acme/pad", "latest", Optional.empty(), "1.0.0");
    }

    @Test
    void what_a_webhook_wants_is_set_off_once_however_often_it_is_heard_of() {
        var line = line(moved());

        assertThat(depot.dispatch(line)).isEqualTo(new Outcome(1));
        var set = depot.delivery;
        assertThat(set.id().event()).isEqualTo(line.id());
        assertThat(depot.dispatch(line)).isEqualTo(new Outcome(1));
        assertThat(depot.delivery).isEqualTo(set);
        // The message comes twice: the queue takes it once, and what was delivered needs it no more.
        assertThat(depot.inLine).containsExactly(Queue.Message.of(set), Queue.Message.of(set));
    }

    @Test
    void what_it_did_not_choose_or_what_was_done_before_it_was_there_is_not() {
        var before = depot.delivery;

        assertThat(depot.dispatch(line(new TagRemoved("@acme/pad", "next", "1.0.0"))))
                .isEqualTo(new Outcome(0));
        depot.now = depot.now.minus(Duration.ofSeconds(1));
        assertThat(depot.dispatch(line(moved()))).isEqualTo(new Outcome(0));
        assertThat(depot.delivery).isEqualTo(before);
        assertThat(depot.inLine).isEmpty();
    }

    @Test
    void what_somebody_sends_by_hand_is_put_in_line_by_its_line_in_the_log() {
        var test = line(new WebhookTestSent(webhook, "https://hooks.example.com/…", event));
        var again = line(new WebhookResent(webhook, "https://hooks.example.com/…", event, "tag.moved"));

        assertThat(depot.dispatch(test)).isEqualTo(new Outcome(1));
        depot.delivery = depot.delivery.again(depot.now);
        assertThat(depot.dispatch(again)).isEqualTo(new Outcome(1));
        assertThat(depot.inLine).extracting(Queue.Message::round).containsExactly(1, 2);
    }

    @Test
    void what_was_delivered_or_parked_since_or_is_not_listed_any_more_is_not() {
        var again = line(new WebhookResent(webhook, "https://hooks.example.com/…", event, "tag.moved"));
        var pending = depot.delivery;

        depot.delivery = pending.parked();
        assertThat(depot.dispatch(again)).isEqualTo(new Outcome(0));
        depot.delivery = pending;
        depot.run(depot.message());
        assertThat(depot.dispatch(again)).isEqualTo(new Outcome(0));
        depot.another();
        assertThat(depot.dispatch(again)).isEqualTo(new Outcome(0));
        assertThat(depot.inLine).isEmpty();
    }

    @Test
    void of_one_that_the_registry_has_paused_a_notice_is_sent_and_of_one_that_a_person_has_none() {
        var paused = new WebhookPaused(webhook, "https://hooks.example.com/…", "it answered 410 Gone");

        assertThat(depot.dispatch(line(paused))).isEqualTo(new Outcome(0));
        assertThat(depot.notices).isEmpty();
        var line = line(new Actor.Registry(), paused);
        assertThat(depot.dispatch(line)).isEqualTo(new Outcome(1));
        assertThat(depot.notices)
                .containsExactly(new Queue.Notice(depot.endpoint.org(), depot.endpoint.id(), line.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook.test_sent", "webhook.resent", "webhook.paused"})
    void a_line_that_does_not_say_which_webhook_is_none_as_it_is_written(String action) {
        for (var details : List.of(Map.<String, String>of(), Map.of("webhook", "none", "delivery", event))) {
            var line = new RecordedEvent(
                    depot.ids.next(depot.now), depot.now, new Actor.Registry(), action, "none", details, Origin.INSIDE);

            assertThatThrownBy(() -> depot.dispatch(line)).isInstanceOf(RuntimeException.class);
        }
        assertThat(depot.inLine).isEmpty();
        assertThat(depot.notices).isEmpty();
    }

    @Test
    void the_names_are_those_of_the_log() {
        assertThat(AuditAction.NAMES)
                .contains(WebhookEvents.TEST_SENT, WebhookEvents.RESENT, WebhookEvents.PAUSED)
                .doesNotContain(WebhookEvents.TEST);
    }
}
