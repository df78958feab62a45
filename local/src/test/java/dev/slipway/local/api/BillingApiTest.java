package dev.slipway.local.api;

import static dev.slipway.local.api.Counter.BILLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.stripe.account.Card;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `/api/v1/orgs/{org}/billing` and what is below it.
class BillingApiTest {

    private Counter counter;

    @BeforeEach
    void open() {
        counter = new Counter();
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private static Answer done(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private Map<String, Object> part(String name) {
        return part(done(counter.get(), 200), name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Answer answer, String name) {
        return (Map<String, Object>) answer.json().get(name);
    }

    private static String seats(long count) {
        return "{\"seats\": " + count + "}";
    }

    @Test
    void who_never_subscribed_has_no_seat_and_reads_what_one_costs() {
        var shown = done(counter.get(), 200);

        assertThat(shown.json())
                .containsEntry("organization", "acme")
                .containsEntry("standing", "lapsed")
                .containsKey("worksUntil")
                .doesNotContainKey("subscription");
        assertThat(part(shown, "seats")).containsEntry("paid", 0).containsEntry("taken", 1);
        assertThat(part(shown, "seatPrice")).containsEntry("amount", 700).containsEntry("currency", "usd");
        assertThat(part(shown, "poolSeatPrice")).containsEntry("amount", 500);
    }

    @Test
    void a_checkout_gives_nothing_before_it_is_paid() {
        var opened = done(counter.call("POST", "/checkout", seats(5)), 201);

        assertThat(opened.json().get("url").toString())
                .startsWith(counter.cashier.stripe().url().toString());
        assertThat(counter.paid()).isZero();
        assertThat(part("seats")).containsEntry("paid", 0);
        assertThat(counter.item("BILLING").get("customer").s()).isEqualTo(counter.customer());
        assertThat(counter.item("BILLING").toString())
                .doesNotContain(counter.cashier.stripe().url().toString());
        assertThat(counter.entries("billing.checkout_opened")).isOne();
        assertThat(counter.entries("billing.changed")).isZero();
    }

    @Test
    void what_is_paid_is_there_once_stripe_says_so() {
        counter.subscribe(5);

        var shown = done(counter.get(), 200);
        assertThat(shown.json()).containsEntry("standing", "paid").doesNotContainKey("worksUntil");
        assertThat(part(shown, "seats")).containsEntry("paid", 5);
        assertThat(part(shown, "storage")).containsEntry("quotaBytes", 25_000_000_000L);
        assertThat(part(shown, "subscription"))
                .containsEntry("status", "active")
                .containsEntry("ends", false);
        assertThat(counter.entries("billing.changed")).isOne();
    }

    @Test
    void an_organization_subscribes_once() {
        counter.subscribe(5);

        counter.refused("POST", "/checkout", seats(7), 409, "already_subscribed");
        assertThat(counter.entries("billing.checkout_opened")).isOne();
    }

    @Test
    void a_page_that_was_opened_before_can_not_be_paid_any_more() {
        var first = done(counter.call("POST", "/checkout", seats(5)), 201)
                .json()
                .get("url")
                .toString();
        var second = done(counter.call("POST", "/checkout", seats(6)), 201)
                .json()
                .get("url")
                .toString();

        assertThat(counter.cashier.pay(first, "PAYS")).isEqualTo(first);
        assertThat(counter.cashier.pay(second, "PAYS")).isNotEqualTo(second);
        done(counter.told("checkout.session.completed"), 204);
        assertThat(counter.paid()).isEqualTo(6);
    }

    @Test
    void fewer_seats_than_are_taken_are_not_sold() {
        counter.subscribe(3);
        counter.registrar.join("mia", Role.MEMBER);
        counter.registrar.join("max", Role.MEMBER);

        var refused = counter.refused("PUT", "/seats", seats(2), 409, "seats_taken");
        assertThat(refused.json()).containsEntry("taken", 3).containsEntry("organization", "acme");
        counter.refused("PUT", "/seats", "{\"seats\": 2, \"dryRun\": true}", 409, "seats_taken");
        counter.refused("POST", "/checkout", seats(2), 409, "seats_taken");
        assertThat(counter.paid()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 100_001, Long.MAX_VALUE})
    void a_number_of_seats_is_one_to_a_hundred_thousand(long seats) {
        counter.refused("POST", "/checkout", seats(seats), 400, "invalid_seats");
        counter.refused("PUT", "/seats", seats(seats), 400, "invalid_seats");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[] invalid_json",
                "{ invalid_json",
                "{} missing_field",
                "{\"seats\":\"5\"} invalid_field",
                "{\"seats\":1.5} invalid_field",
                "{\"seats\":null} missing_field",
                "{\"seats\":5,\"price\":0} unknown_field"
            })
    void an_odd_body_is_refused(String story) {
        int space = story.lastIndexOf(' ');
        var body = story.substring(0, space);
        var code = story.substring(space + 1);
        counter.refused("POST", "/checkout", body, 400, code);
        counter.refused("PUT", "/seats", body, 400, code);
    }

    @Test
    void what_else_is_asked_with_a_change_must_be_of_its_kind() {
        counter.refused("PUT", "/seats", "{\"seats\": 5, \"dryRun\": \"yes\"}", 400, "invalid_field");
        counter.refused("PUT", "/seats", "{\"seats\": 5, \"pricedAt\": \"now\"}", 400, "invalid_field");
        counter.refused("POST", "/checkout", "{\"seats\": 5, \"dryRun\": true}", 400, "unknown_field");
    }

    @Test
    void a_personal_organization_has_one_seat() {
        var me = "/api/v1/orgs/adas-own/billing";
        var made = "{\"name\": \"Mine\", \"slug\": \"adas-own\", \"kind\": \"personal\"}";
        done(counter.registrar.call("ada", "POST", "/api/v1/orgs", made), 201);

        var before = counter.stored();
        Counter.told(counter.registrar.call("ada", "POST", me + "/checkout", seats(2)), 409, "personal_organization");
        Counter.told(counter.registrar.call("ada", "PUT", me + "/seats", seats(2)), 409, "personal_organization");
        assertThat(counter.stored()).isEqualTo(before);
        done(counter.registrar.call("ada", "POST", me + "/checkout", seats(1)), 201);
    }

    @Test
    void more_seats_are_had_at_the_price_that_was_shown() {
        counter.subscribe(5);
        var before = counter.stored();
        var priced = done(counter.call("PUT", "/seats", "{\"seats\": 7, \"dryRun\": true}"), 200);

        assertThat(priced.json()).containsEntry("dryRun", true);
        assertThat(part(priced, "now")).containsEntry("amount", 1400);
        assertThat(part(priced, "perPeriod")).containsEntry("amount", 4900);
        assertThat(counter.stored()).isEqualTo(before);

        counter.registrar.reception.wait(Duration.ofMinutes(14));
        var at = priced.json().get("pricedAt");
        var changed = done(counter.call("PUT", "/seats", "{\"seats\": 7, \"pricedAt\": \"" + at + "\"}"), 200);
        assertThat(changed.json()).containsEntry("dryRun", false).containsEntry("status", "active");
        assertThat(counter.paid()).isEqualTo(7);
        assertThat(counter.entries("billing.seats_asked")).isOne();
        assertThat(counter.entries("billing.changed")).isEqualTo(2);
        assertThat(counter.item("BILLING")).doesNotContainKey("change");
    }

    @Test
    void a_price_is_gone_after_a_quarter_of_an_hour_and_is_none_that_was_never_given() {
        counter.subscribe(5);
        var at = counter.registrar.reception.now();
        var later = "{\"seats\": 7, \"pricedAt\": \"" + at.plusSeconds(1) + "\"}";
        counter.refused("PUT", "/seats", later, 409, "price_gone");

        counter.registrar.reception.wait(Duration.ofMinutes(15).plusSeconds(1));
        counter.refused("PUT", "/seats", "{\"seats\": 7, \"pricedAt\": \"" + at + "\"}", 409, "price_gone");
        assertThat(counter.paid()).isEqualTo(5);
    }

    @Test
    void fewer_seats_are_gone_at_once_and_the_same_number_changes_nothing() {
        counter.subscribe(5);
        done(counter.call("PUT", "/seats", seats(2)), 200);
        assertThat(counter.paid()).isEqualTo(2);

        var before = counter.stored();
        done(counter.call("PUT", "/seats", seats(2)), 200);
        assertThat(counter.stored()).isEqualTo(before);
        assertThat(counter.entries("billing.seats_asked")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILS_LATER", "AUTHENTICATES"})
    void what_can_not_be_charged_waits_for_its_payment_and_can_be_dropped(String card) {
        counter.subscribe(5);
        counter.use(Card.valueOf(card));

        var waits = counter.call("PUT", "/seats", seats(9));
        Counter.told(waits, 402, "payment_needs_confirmation");
        assertThat(waits.json().get("payAt").toString())
                .startsWith(counter.cashier.stripe().url().toString());
        assertThat(counter.paid()).isEqualTo(5);
        var awaited =
                part(done(counter.get(), 200), "subscription").get("awaited").toString();
        assertThat(awaited).contains("seats=9", "payAt=");
        assertThat(counter.item("BILLING").toString()).contains("awaitedSeats").doesNotContain("payAt");
        counter.refused("PUT", "/seats", seats(6), 402, "payment_needs_confirmation");

        done(counter.call("DELETE", "/awaited", ""), 204);
        assertThat(part("subscription")).doesNotContainKey("awaited");
        assertThat(counter.paid()).isEqualTo(5);
        var before = counter.stored();
        done(counter.call("DELETE", "/awaited", ""), 204);
        assertThat(counter.stored()).isEqualTo(before);
    }

    @Test
    void what_is_paid_after_all_is_there_and_can_not_be_dropped_any_more() {
        counter.subscribe(5);
        counter.use(Card.FAILS_LATER);
        var waits = counter.call("PUT", "/seats", seats(9));
        counter.cashier.pay(waits.json().get("payAt") + "/pay", "PAYS");
        assertThat(part("subscription")).containsKey("awaited");

        // Stripe hasn't told yet.
        done(counter.call("DELETE", "/awaited", ""), 204);
        assertThat(counter.paid()).isEqualTo(9);
        assertThat(part("subscription")).doesNotContainKey("awaited");
    }

    @Test
    void nothing_more_is_sold_to_whoever_owes_and_after_a_fortnight_it_lapses() {
        counter.subscribe(5);
        counter.use(Card.FAILS_LATER);
        counter.wait(Duration.ofDays(31));

        assertThat(counter.get().json()).containsEntry("standing", "grace").containsKey("worksUntil");
        counter.refused("PUT", "/seats", seats(6), 402, "payment_owed");
        counter.refused("PUT", "/seats", "{\"seats\": 6, \"dryRun\": true}", 402, "payment_owed");

        counter.registrar.reception.wait(Duration.ofDays(15));
        assertThat(counter.get().json()).containsEntry("standing", "lapsed");
    }

    @Test
    void one_change_is_under_way_at_a_time() {
        counter.subscribe(5);
        var reception = counter.registrar.reception;
        var now = reception.now().toString();
        var change = Map.of("id", "1", "kind", "SEAT", "from", "5", "to", "8", "at", now, "since", now);
        var stored = new HashMap<String, AttributeValue>();
        change.forEach((name, value) -> stored.put(name, AttributeValue.fromS(value)));
        reception
                .client()
                .updateItem(request -> request.tableName("reception")
                        .key(Map.of("pk", AttributeValue.fromS("ORG#acme"), "sk", AttributeValue.fromS("BILLING")))
                        .updateExpression("SET #change = :change")
                        .expressionAttributeNames(Map.of("#change", "change"))
                        .expressionAttributeValues(Map.of(":change", AttributeValue.fromM(stored))));

        counter.refused("PUT", "/seats", seats(6), 503, "busy");

        reception.wait(Duration.ofMinutes(2).plusSeconds(1));
        done(counter.call("PUT", "/seats", seats(6)), 200);
        assertThat(counter.paid()).isEqualTo(6);
        assertThat(counter.entries("billing.seats_denied")).isOne();
    }

    @Test
    void a_subscription_is_ended_with_its_period_and_goes_on_after_all() {
        counter.subscribe(5);
        assertThat(done(counter.call("PUT", "/cancellation", ""), 200).json()).containsEntry("ends", true);
        assertThat(done(counter.call("PUT", "/cancellation", ""), 200).json()).containsEntry("ends", true);
        assertThat(counter.entries("billing.end_asked")).isOne();
        assertThat(counter.get().json()).containsEntry("standing", "paid");

        assertThat(done(counter.call("DELETE", "/cancellation", ""), 200).json())
                .containsEntry("ends", false);
        assertThat(counter.entries("billing.end_asked")).isEqualTo(2);

        done(counter.call("PUT", "/cancellation", ""), 200);
        counter.wait(Duration.ofDays(31));
        assertThat(counter.get().json()).containsEntry("standing", "lapsed");
        assertThat(part("subscription")).containsEntry("status", "canceled").containsKey("endedAt");
        assertThat(counter.paid()).isZero();
        counter.refused("DELETE", "/cancellation", "", 409, "not_subscribed");
        counter.subscribe(4);
        assertThat(counter.paid()).isEqualTo(4);
    }

    @Test
    void without_a_subscription_there_is_nothing_to_change() {
        counter.refused("PUT", "/seats", seats(5), 409, "not_subscribed");
        counter.refused("PUT", "/seats", "{\"seats\": 5, \"dryRun\": true}", 409, "not_subscribed");
        counter.refused("PUT", "/cancellation", "", 409, "not_subscribed");
        counter.refused("DELETE", "/cancellation", "", 409, "not_subscribed");
        counter.refused("POST", "/portal", "", 409, "not_subscribed");
        done(counter.call("DELETE", "/awaited", ""), 204);
    }

    @Test
    void cards_are_changed_at_stripe() {
        counter.subscribe(5);
        var before = counter.stored();
        var url =
                done(counter.call("POST", "/portal", ""), 201).json().get("url").toString();
        assertThat(url).startsWith(counter.cashier.stripe().url().toString());
        assertThat(counter.stored()).isEqualTo(before);
    }

    @Test
    void invoices_are_listed_the_newest_first_and_in_pages() {
        assertThat(done(counter.call("GET", "/invoices", ""), 200).json())
                .containsEntry("items", List.of())
                .doesNotContainKey("next");
        counter.subscribe(5);
        counter.registrar.reception.wait(Duration.ofMinutes(1));
        done(counter.call("PUT", "/seats", seats(6)), 200);

        var all =
                (List<?>) done(counter.call("GET", "/invoices", ""), 200).json().get("items");
        assertThat(all).hasSize(2);
        var first = done(counter.registrar.call("ada", "GET", BILLING + "/invoices", "limit=1", ""), 200);
        assertThat((List<?>) first.json().get("items")).hasSize(1).first().isEqualTo(all.getFirst());
        var next = "limit=1&cursor=" + first.json().get("next");
        var second = done(counter.registrar.call("ada", "GET", BILLING + "/invoices", next, ""), 200);
        assertThat((List<?>) second.json().get("items")).hasSize(1).first().isEqualTo(all.getLast());
        assertThat(second.json()).doesNotContainKey("next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0 invalid_limit",
                "limit=101 invalid_limit",
                "limit=x invalid_number",
                "cursor=in_1 invalid_cursor"
            })
    void a_page_of_invoices_that_can_not_be_is_refused(String story) {
        var query = story.split(" ", -1);
        Counter.told(counter.registrar.call("ada", "GET", BILLING + "/invoices", query[0], ""), 400, query[1]);
    }
}
