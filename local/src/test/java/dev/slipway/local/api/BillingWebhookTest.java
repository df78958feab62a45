package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.stripe.api.ApiMood;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST /webhooks/stripe`.
class BillingWebhookTest {

    private Counter counter;
    private String paid;

    @BeforeEach
    void open() {
        counter = new Counter();
        var opened = counter.call("POST", "/checkout", "{\"seats\": 5}");
        counter.cashier.pay(opened.json().get("url").toString(), "PAYS");
        paid = Counter.event("evt_paid", "invoice.paid", counter.customer());
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private String signature(String event) {
        return counter.cashier.signature(event, counter.registrar.reception.now());
    }

    private void hears(String event) {
        var answer = counter.webhook(event, signature(event));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
    }

    private void refuses(String event, String signature) {
        var before = counter.stored();
        var answer = counter.webhook(event, signature);
        Counter.told(answer, 400, "event_not_genuine");
        assertThat(counter.stored()).isEqualTo(before);
    }

    @Test
    void what_is_told_is_asked_anew_and_stored_with_the_event() {
        hears(paid);

        assertThat(counter.paid()).isEqualTo(5);
        assertThat(counter.entries("billing.changed")).isOne();
        var heard = counter.registrar.reception.items().stream()
                .filter(item -> item.get("pk").s().equals("EVENT#evt_paid"))
                .toList();
        assertThat(heard).hasSize(1).first().satisfies(item -> assertThat(item).containsKey("forgetAt"));
    }

    @Test
    void an_event_is_dealt_with_once() {
        hears(paid);
        var before = counter.stored();

        hears(paid);
        assertThat(counter.stored()).isEqualTo(before);
        assertThat(counter.registrar.reception.log()).contains("evt_paid: changed", "evt_paid: heard before");
    }

    @Test
    void another_event_that_says_nothing_new_changes_nothing_but_that_it_was_heard() {
        hears(paid);
        int entries = counter.entries("billing.changed");

        hears(Counter.event("evt_more", "customer.subscription.updated", counter.customer()));
        assertThat(counter.entries("billing.changed")).isEqualTo(entries);
        assertThat(counter.registrar.reception.log()).contains("evt_more: nothing new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer.created", "charge.refunded", "invoice.created", "no.such.type"})
    void what_is_of_no_use_is_taken_and_nothing_is_done(String type) {
        var before = counter.stored();
        hears(Counter.event("evt_1", type, counter.customer()));
        assertThat(counter.stored()).isEqualTo(before);
        assertThat(counter.registrar.reception.log()).contains("of no use");
    }

    @Test
    void what_is_of_a_stranger_or_of_nobody_is_taken_and_nothing_is_done() {
        var before = counter.stored();
        hears(Counter.event("evt_1", "invoice.paid", "cus_of_another_product"));
        hears("{\"id\": \"evt_2\", \"type\": \"invoice.paid\", \"created\": 1795255200, \"data\": {\"object\": {}}}");
        assertThat(counter.stored()).isEqualTo(before);
    }

    @Test
    void what_nobody_has_signed_is_refused() {
        var good = signature(paid);
        for (var signature : new String[] {
            "",
            "t=1,v1=00",
            good.replace("v1=", "v0="),
            good.substring(0, good.length() - 1) + (good.endsWith("0") ? "1" : "0"),
            good.replaceFirst(
                    "t=[0-9]+", "t=" + (counter.registrar.reception.now().getEpochSecond() + 1)),
            good.replaceFirst("t=[0-9]+,", "")
        }) {
            refuses(paid, signature);
        }
        refuses(paid.replace("evt_paid", "evt_else"), good);
        refuses(paid + " ", good);
        assertThat(counter.paid()).isZero();
    }

    @Test
    void what_was_signed_long_ago_is_refused() {
        var good = signature(paid);
        counter.registrar.reception.wait(Duration.ofMinutes(5).plusSeconds(1));
        refuses(paid, good);
    }

    @Test
    void what_is_signed_and_no_event_is_refused() {
        for (var body : new String[] {"", "[]", "{}", "{\"id\": \"evt_1\"}", "no JSON"}) {
            var answer = counter.registrar.reception.call(
                    "POST", "/webhooks/stripe", body, Map.of("stripe-signature", signature(body)));
            assertThat(answer.status()).as(body + answer.text()).isEqualTo(400);
        }
        assertThat(counter.paid()).isZero();
    }

    @Test
    void what_could_not_be_dealt_with_is_to_be_sent_again() {
        counter.cashier.stripe().mood(ApiMood.FAILING);
        var before = counter.stored();
        Counter.told(counter.webhook(paid, signature(paid)), 503, "stripe_unreachable");
        assertThat(counter.stored()).isEqualTo(before);

        counter.cashier.stripe().mood(ApiMood.WORKING);
        hears(paid);
        assertThat(counter.paid()).isEqualTo(5);
    }

    @Test
    void nobody_else_is_answered_there() {
        for (var method : new String[] {"GET", "HEAD", "PUT", "DELETE", "PATCH"}) {
            Answer answer = counter.registrar.reception.send(
                    counter.registrar.reception.event(method, "/webhooks/stripe"), method, "/webhooks/stripe");
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("allow")).isEqualTo("POST");
        }
    }
}
