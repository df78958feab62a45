package dev.slipway.local.api;

import static dev.slipway.local.api.Counter.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.api.ApiMood;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/console/organizations/{org}/billing`.
class BillingPagesTest {

    private static final Pattern PRICED_AT = Pattern.compile("name=\"pricedAt\" value=\"([^\"]+)\"");
    private static final List<String> ACTS = List.of(
            "act=subscribe&seats=5",
            "act=preview-seats&seats=6",
            "act=seats&seats=6",
            "act=forget",
            "act=cancel",
            "act=resume",
            "act=portal");

    private Counter counter;
    private Registrar.Browser ada;

    @BeforeEach
    void open() {
        counter = new Counter();
        ada = counter.registrar.browser("ada");
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private static void leadsTo(Answer answer, String location) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        assertThat(answer.header("location")).startsWith(location);
    }

    private static Answer shows(Answer answer, int status, String... sentences) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("text/html");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        for (var sentence : sentences) {
            assertThat(answer.text()).contains(sentence);
        }
        return answer;
    }

    private String stripe() {
        return counter.cashier.stripe().url().toString();
    }

    private String openCheckout(int seats) {
        var answer = ada.post(PAGE, "act=subscribe&seats=" + seats);
        leadsTo(answer, stripe());
        return answer.header("location");
    }

    @Test
    void an_organization_subscribes_and_waits_until_stripe_says_that_it_has() {
        shows(ada.get(PAGE), 200, "Subscribe", "$7.00", "$5.00");
        var page = openCheckout(5);
        assertThat(counter.paid()).isZero();

        var waits = shows(ada.get(PAGE, "checkout=cs_forged"), 200, "looks again by itself");
        assertThat(waits.header("refresh")).isEqualTo("3;url=" + PAGE + "?checkout=again&looked=1");
        assertThat(counter.paid()).isZero();

        counter.cashier.pay(page, "PAYS");
        leadsTo(ada.get(PAGE, "checkout=again&looked=1"), PAGE);
        assertThat(counter.paid()).isEqualTo(5);
        shows(ada.get(PAGE), 200, "Active", "1 of 5 taken", "$35.00", "Cancel the subscription");
    }

    @Test
    void it_looks_twenty_times_and_then_when_it_is_asked_to() {
        openCheckout(5);
        for (int looked = 0; looked < 20; looked++) {
            var page = ada.get(PAGE, "checkout=again&looked=" + looked);
            assertThat(page.header("refresh")).isEqualTo("3;url=" + PAGE + "?checkout=again&looked=" + (looked + 1));
        }

        var last = shows(ada.get(PAGE, "checkout=again&looked=20"), 200, "Look again", "?checkout=again\"");
        assertThat(last.header("refresh")).isEmpty();
        assertThat(ada.get(PAGE, "checkout=again&looked=2147483647").header("refresh"))
                .isEmpty();
        assertThat(ada.get(PAGE, "checkout=again&looked=-5").header("refresh")).endsWith("looked=0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"checkout=cs_test_1", "checkout=again&looked=3", "checkout=%3Cscript%3E", "checkout=1&seats=9"})
    void what_the_address_says_proves_nothing(String forged) {
        var before = counter.stored();
        var page = shows(ada.get(PAGE, forged), 200, "Subscribe");
        assertThat(page.text()).doesNotContain("<script>", "cs_test_1", "Waiting for the payment");
        assertThat(page.header("refresh")).isEmpty();
        assertThat(counter.stored()).isEqualTo(before);
    }

    @Test
    void whoever_comes_back_while_stripe_is_away_waits_as_well() {
        openCheckout(5);
        counter.cashier.stripe().mood(ApiMood.FAILING);
        var page = shows(ada.get(PAGE, "checkout=cs_1"), 200, "Waiting for the payment");
        assertThat(page.header("refresh")).isNotEmpty();
    }

    @Test
    void seats_are_priced_and_then_changed() {
        counter.subscribe(5);
        var priced = shows(ada.post(PAGE, "act=preview-seats&seats=7"), 200, "$14.00", "$49.00", "Change to 7 seats");
        assertThat(counter.paid()).isEqualTo(5);
        var at = PRICED_AT.matcher(priced.text());
        assertThat(at.find()).isTrue();

        leadsTo(ada.post(PAGE, "act=seats&seats=7&pricedAt=" + at.group(1)), PAGE);
        assertThat(counter.paid()).isEqualTo(7);
        shows(ada.post(PAGE, "act=preview-seats&seats=2"), 200, "on the next invoice");

        counter.registrar.reception.wait(Duration.ofMinutes(20));
        shows(ada.post(PAGE, "act=seats&seats=9&pricedAt=" + at.group(1)), 409, "A price holds for 15 minutes");
        assertThat(counter.paid()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5", "five", "1000000", "100001", "٣"})
    void what_is_no_number_of_seats_stays_in_the_field_with_a_sentence(String typed) {
        var before = counter.stored();
        shows(ada.post(PAGE, "act=subscribe&seats=" + typed), 400, "aria-invalid");
        assertThat(counter.stored()).isEqualTo(before);
        counter.subscribe(5);
        shows(ada.post(PAGE, "act=preview-seats&seats=" + typed), 400, "aria-invalid");
        shows(ada.post(PAGE, "act=seats&seats=" + typed), 400, "aria-invalid");
        assertThat(counter.paid()).isEqualTo(5);
    }

    @Test
    void fewer_than_are_taken_is_told_at_the_field() {
        counter.subscribe(3);
        counter.registrar.join("mia", Role.MEMBER);
        shows(ada.post(PAGE, "act=seats&seats=1"), 409, "hold 2 seats", "aria-invalid");
        shows(ada.post(PAGE, "act=preview-seats&seats=1"), 409, "hold 2 seats", "aria-invalid");
        assertThat(counter.paid()).isEqualTo(3);
    }

    @Test
    void what_waits_for_its_payment_is_told_and_dropped() {
        counter.subscribe(5);
        counter.use(Card.FAILS_LATER);
        leadsTo(ada.post(PAGE, "act=seats&seats=9"), PAGE);
        shows(ada.get(PAGE), 200, "A change to 9 seats waits for its payment", "Pay or confirm it", stripe());
        assertThat(counter.paid()).isEqualTo(5);

        leadsTo(ada.post(PAGE, "act=forget"), PAGE);
        assertThat(ada.get(PAGE).text()).doesNotContain("waits for its payment");
    }

    @Test
    void it_is_cancelled_and_resumed() {
        counter.subscribe(5);
        leadsTo(ada.post(PAGE, "act=cancel"), PAGE);
        shows(ada.get(PAGE), 200, "Ends with the period", "Let it go on");
        leadsTo(ada.post(PAGE, "act=resume"), PAGE);
        shows(ada.get(PAGE), 200, "Active", "Cancel the subscription");
        leadsTo(ada.post(PAGE, "act=portal"), stripe());
        leadsTo(ada.post(PAGE, "act=subscribe&seats=5"), PAGE);
        assertThat(counter.entries("billing.end_asked")).isEqualTo(2);
    }

    @Test
    void without_a_subscription_the_page_says_so() {
        for (var act :
                List.of("act=cancel", "act=resume", "act=portal", "act=preview-seats&seats=6", "act=seats&seats=6")) {
            var before = counter.stored();
            shows(ada.post(PAGE, act), 409, "has no subscription, or it is over");
            assertThat(counter.stored()).isEqualTo(before);
        }
    }

    @Test
    void where_stripe_is_away_the_page_is_there_and_says_so() {
        counter.subscribe(5);
        var guard = Registrar.guard(ada.get(PAGE));
        counter.cashier.stripe().mood(ApiMood.FAILING);

        shows(ada.get(PAGE), 200, "Active", "be asked for the invoices at this moment");
        for (var act : ACTS) {
            shows(ada.send(PAGE, "form=" + guard + "&" + act, Reception.URL), 503, "Stripe didn", "Active");
        }
        assertThat(counter.paid()).isEqualTo(5);
    }

    @Test
    void prices_that_can_not_be_had_are_told() {
        counter.cashier.stripe().mood(ApiMood.FAILING);
        shows(ada.get(PAGE), 200, "be asked for the prices at this moment");
    }

    @Test
    void whoever_may_not_pay_sees_nothing_and_does_nothing() {
        counter.subscribe(9);
        counter.registrar.join("abe", Role.ADMIN);
        counter.registrar.join("mia", Role.MEMBER);
        counter.registrar.join("bill", Role.BILLING);
        shows(counter.registrar.browser("bill").get(PAGE), 200, "Active");
        for (var who : List.of("abe", "mia", "otto")) {
            var browser = counter.registrar.browser(who);
            var status = who.equals("otto") ? 404 : 403;
            var guard = Registrar.guard(browser.get("/console/organizations/new"));
            var before = counter.stored();
            int happened = counter.cashier.stripe().events().size();
            for (var query : List.of("", "checkout=cs_1")) {
                assertThat(shows(browser.get(PAGE, query), status).text()).doesNotContain("$7.00", "Invoices");
            }
            for (var act : ACTS) {
                shows(browser.send(PAGE, "form=" + guard + "&" + act, Reception.URL), status);
            }
            assertThat(counter.stored()).isEqualTo(before);
            assertThat(counter.cashier.stripe().events()).hasSize(happened);
        }
    }

    @Test
    void a_form_from_elsewhere_does_nothing() {
        counter.subscribe(5);
        var guard = Registrar.guard(ada.get(PAGE));
        var before = counter.stored();
        for (var act : ACTS) {
            assertThat(ada.send(PAGE, "form=" + guard + "&" + act, "https://evil.example")
                            .status())
                    .isEqualTo(403);
            assertThat(ada.send(PAGE, "form=00&" + act, Reception.URL).status()).isEqualTo(403);
        }
        assertThat(counter.stored()).isEqualTo(before);
        assertThat(ada.send(PAGE, "form=" + guard + "&act=refund", Reception.URL)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoever_is_not_signed_in_is_led_to_where_they_can() {
        var reception = counter.registrar.reception;
        leadsTo(reception.send(reception.event("GET", PAGE), "GET", PAGE), "/sign-in?returnTo=");
        var put = reception.send(reception.event("PUT", PAGE), "PUT", PAGE);
        assertThat(put.status()).isEqualTo(405);
    }

    @Test
    void the_tab_is_there_for_those_who_pay_and_only_where_somebody_is_billed() {
        counter.subscribe(5);
        counter.registrar.join("abe", Role.ADMIN);
        var overview = "/console/organizations/acme";
        assertThat(ada.get(overview).text()).contains("href=\"" + PAGE + "\"");
        assertThat(counter.registrar.browser("abe").get(overview).text()).doesNotContain("href=\"" + PAGE + "\"");
        try (var registrar = new Registrar()) {
            var browser = registrar.browser("ada");
            assertThat(browser.get(overview).text()).doesNotContain("href=\"" + PAGE + "\"");
            assertThat(browser.get(PAGE).status()).isEqualTo(404);
            assertThat(browser.get(PAGE, "checkout=cs_1").status()).isEqualTo(404);
        }
    }
}
