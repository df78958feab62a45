package dev.slipway.local.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import com.stripe.param.SubscriptionUpdateParams;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.billing.HearEvent;
import dev.slipway.local.backends.AtOnce;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.local.stripe.webhooks.DeliveryMood;
import dev.slipway.org.DeleteOrganization;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the webhook makes of what it is told, by whomever.
class WebhookTest extends OnAStage {

    private static final String STRANGERS = "whsec_of_somebody_else";

    static Stream<String> types() {
        return HearEvent.TYPES.stream().sorted();
    }

    /// An event in the form that Stripe's own samples have.
    private static String event(String id, String type, String customer) {
        var kind = type.startsWith("invoice.")
                ? "invoice"
                : type.startsWith("checkout.") ? "checkout.session" : "subscription";
        var object = type.equals("customer.deleted")
                ? "{\"id\": \"%s\", \"object\": \"customer\", \"balance\": 0}".formatted(customer)
                : "{\"id\": \"xx_1\", \"object\": \"%s\", \"metadata\": {\"customer\": \"no\"}, \"customer\": \"%s\"}"
                        .formatted(kind, customer);
        return """
                {"id": "%s", "object": "event", "api_version": "2025-09-30.clover", "created": 1772366400,
                "data": {"object": %s, "previous_attributes": {"status": "incomplete"}}, "livemode": false,
                "pending_webhooks": 1, "request": {"id": null, "idempotency_key": null}, "type": "%s"}""".formatted(id, object, type);
    }

    private static String signature(String body, String secret, Instant at) {
        try {
            return "t=" + at.getEpochSecond() + ",v1="
                    + Webhook.Util.computeHmacSha256(secret, at.getEpochSecond() + "." + body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer tell(String body) {
        return tell(body, signature(body, stage.stripe.webhookSecret(), stage.now()));
    }

    private Answer tell(String body, String signature) {
        return stage.ear.tell(Ear.event().header("stripe-signature", signature).body(body));
    }

    /// An organization of which something happened at Stripe that nobody told.
    private Stage.Org behind() throws Exception {
        var org = stage.paying(2);
        stage.stripe.mood(DeliveryMood.DROPPED);
        ends(org, true);
        return org;
    }

    private void ends(Stage.Org org, boolean ends) throws Exception {
        stage.till
                .client
                .v1()
                .subscriptions()
                .update(
                        stage.atStripe(org).orElseThrow().id().value(),
                        SubscriptionUpdateParams.builder()
                                .setCancelAtPeriodEnd(ends)
                                .build());
    }

    private boolean ends(Stage.Org org) {
        return stage.account(org).subscription().orElseThrow().ends();
    }

    private long changes(Stage.Org org) {
        return stage.records.log(org).stream()
                .filter(line -> line.startsWith("billing.changed"))
                .count();
    }

    @ParameterizedTest
    @MethodSource("types")
    void each_type_brings_the_organization_to_what_stripe_says(String type) throws Exception {
        var org = behind();

        assertThat(tell(event("evt_" + type, type, stage.customer(org))).status())
                .isEqualTo(204);

        assertThat(ends(org)).isTrue();
        assertThat(stage.records.log(org))
                .anyMatch(line -> line.startsWith("billing.changed by slipway")
                        && line.contains("ends.after=true, ends.before=false"));
    }

    @Test
    void what_nobody_signed_is_answered_alike_whatever_is_wrong_and_changes_nothing() throws Exception {
        var org = behind();
        var body = event("evt_1", "invoice.paid", stage.customer(org));
        var now = stage.now();
        var good = signature(body, stage.stripe.webhookSecret(), now);
        var before = stage.records.dump(org);

        var answers = List.of(
                stage.ear.tell(Ear.event().body(body)),
                tell(body, ""),
                tell(body, "v1=" + "0".repeat(64)),
                tell(body, signature(body, STRANGERS, now)),
                tell(body, signature(body, stage.stripe.webhookSecret(), now.minus(Duration.ofMinutes(6)))),
                tell(body, signature(body, stage.stripe.webhookSecret(), now.plus(Duration.ofMinutes(6)))),
                tell(body.replace("invoice.paid", "invoice.void"), good),
                tell(body, good.replace("v1=", "v0=")),
                tell("", good));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
        assertThat(answers.stream().map(answer -> withoutId(answer.text())))
                .containsOnly(withoutId(answers.getFirst().text()));
        assertThat(answers.getFirst().json()).containsEntry("code", "event_not_genuine");
        assertThat(stage.records.dump(org)).isEqualTo(before);
        assertThat(stage.ear.log()).doesNotContain(good, good.substring(good.indexOf("v1=") + 3));
    }

    private static String withoutId(String text) {
        return text.replaceAll("\"(requestId|request_id|instance)\":\"[^\"]*\"", "");
    }

    @Test
    void one_of_two_secrets_is_enough_while_one_replaces_the_other() throws Exception {
        var org = behind();
        var environment = new HashMap<>(stage.environment);
        environment.put("STRIPE_WEBHOOK_SECRETS", "whsec_new " + stage.stripe.webhookSecret());
        try (var ear = new Ear(environment, stage.table, stage::now)) {
            for (var secret : List.of("whsec_new", stage.stripe.webhookSecret())) {
                var body = event("evt_" + secret.length(), "invoice.paid", stage.customer(org));
                var signature = signature(body, secret, stage.now());
                assertThat(ear.tell(Ear.event()
                                        .header("stripe-signature", signature)
                                        .body(body))
                                .status())
                        .isEqualTo(204);
            }
            assertThat(ear.log()).doesNotContain("whsec_");
        }
        assertThat(ends(org)).isTrue();
    }

    @Test
    void a_body_in_base64_is_the_bytes_that_were_signed() throws Exception {
        var org = behind();
        var body = event("evt_1", "invoice.paid", stage.customer(org)) + "\n \u00e9";
        var good = event("evt_2", "invoice.paid", stage.customer(org)) + "\n";

        assertThat(stage.ear
                        .tell(Ear.event()
                                .header("stripe-signature", signature(good, stage.stripe.webhookSecret(), stage.now()))
                                .body(good.getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(204);
        assertThat(ends(org)).isTrue();
        // Signed, and yet no JSON: no forgery, and no event.
        assertThat(tell(body).json()).containsEntry("code", "invalid_json");
    }

    @Test
    void what_is_of_no_use_or_of_nobody_known_is_taken_and_logged() throws Exception {
        var org = behind();
        var before = stage.records.dump(org);

        assertThat(tell(event("evt_1", "charge.succeeded", stage.customer(org))).status())
                .isEqualTo(204);
        assertThat(tell(event("evt_2", "invoice.paid", "cus_of_another_product"))
                        .status())
                .isEqualTo(204);

        assertThat(stage.records.dump(org)).isEqualTo(before);
        assertThat(stage.ear.log())
                .contains(
                        "charge.succeeded evt_1: of no use", "invoice.paid evt_2: of a customer who isn't known here");
    }

    @Test
    void the_same_event_at_once_and_again_is_dealt_with_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            var org = behind();
            var before = changes(org);
            var body = event("evt_" + round, "customer.subscription.updated", stage.customer(org));

            var statuses = AtOnce.run(IntStream.range(0, 4)
                    .<Callable<Object>>mapToObj(_ -> () -> tell(body).status())
                    .toList());
            var again = tell(body);

            assertThat(statuses).containsOnly(204);
            assertThat(again.status()).isEqualTo(204);
            assertThat(changes(org)).isEqualTo(before + 1);
            stage.stripe.mood(DeliveryMood.PROMPT);
        }
        assertThat(stage.ear.log()).contains("heard before");
    }

    @Test
    void events_that_come_backwards_or_late_leave_the_latest_state() throws Exception {
        var org = stage.paying(2);
        stage.stripe.mood(DeliveryMood.HELD);
        ends(org, true);
        stage.pass(Duration.ofHours(1));
        ends(org, false);
        stage.pass(Duration.ofHours(1));
        ends(org, true);
        stage.stripe.release(true);
        stage.stripe.settle();
        assertThat(ends(org)).isTrue();

        stage.stripe.mood(DeliveryMood.PROMPT);
        ends(org, false);
        stage.stripe.settle();
        assertThat(ends(org)).isFalse();
        for (var old : stage.stripe.events()) {
            stage.stripe.resend(old.get("id").getAsString());
        }
        stage.stripe.settle();
        assertThat(ends(org)).isFalse();
    }

    @Test
    void an_event_that_stripe_can_not_be_asked_about_is_sent_again_and_then_does_it() throws Exception {
        var org = behind();
        var body = event("evt_1", "customer.subscription.updated", stage.customer(org));
        stage.stripe.mood(ApiMood.FAILING);

        assertThat(tell(body).status()).isGreaterThanOrEqualTo(500);
        assertThat(ends(org)).isFalse();

        stage.stripe.mood(ApiMood.WORKING);
        assertThat(tell(body).status()).isEqualTo(204);
        assertThat(ends(org)).isTrue();
        assertThat(stage.ear.log()).doesNotContain(stage.stripe.apiKey(), stage.stripe.webhookSecret());
    }

    @Test
    void stripe_tells_again_what_was_not_heard_by_itself() throws Exception {
        var org = stage.paying(2);
        ends(org, true);
        stage.stripe.settle();
        stage.stripe.mood(ApiMood.SILENT);
        stage.pass(Duration.ofDays(32));
        assertThat(stage.account(org).live()).isPresent();

        stage.stripe.mood(ApiMood.WORKING);
        stage.pass(Duration.ofHours(2));

        assertThat(stage.account(org).live()).isEmpty();
        assertThat(stage.billed(org).seats().paid()).isZero();
    }

    @Test
    void a_deleted_organization_is_followed_as_well() throws Exception {
        var org = behind();
        assertThat(stage.delete.run(
                        stage.by(org.owner()), org.slug(), org.slug().value()))
                .isInstanceOf(DeleteOrganization.Outcome.Deleted.class);

        assertThat(tell(event("evt_1", "customer.subscription.updated", stage.customer(org)))
                        .status())
                .isEqualTo(204);

        assertThat(ends(org)).isTrue();
        assertThat(stage.billed(org).organization().deletedAt()).isPresent();
    }

    @Test
    void a_customer_who_is_deleted_at_stripe_pays_for_nothing_any_more() throws Exception {
        var org = stage.paying(2);

        stage.till.client.v1().customers().delete(stage.customer(org));
        stage.stripe.settle();

        assertThat(stage.stripe.attempts().getLast().status()).isEqualTo(204);
        assertThat(stage.billed(org).seats().paid()).isZero();
        assertThat(stage.billed(org).organization().policy().worksUntil()).isPresent();
        stage.subscribe(org, 3);
        assertThat(stage.billed(org).seats().paid()).isEqualTo(3);
    }
}
