package dev.slipway.adapters.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.billing.CustomerId;
import dev.slipway.billing.Payments.Customer;
import dev.slipway.billing.Payments.Unreachable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What comes of answers that Stripe gives seldom, or that aren't Stripe's.
class WireTest {

    private static final String KEY = "sk_test_thekeythatnobodymaysee";
    private static final CustomerId CUSTOMER = new CustomerId("cus_1");

    private static StripePayments asking(Scripted stripe) {
        return asking(stripe.endpoint());
    }

    private static StripePayments asking(URI base) {
        var settings = new StripeSettings(Optional.of(base), "price_seat", Optional.empty());
        return StripePayments.open(settings, Secret.of(KEY), () -> Counter.START, 300);
    }

    private static String error(String type, String code, String sentence) {
        return "{\"error\":{\"type\":\"%s\",\"code\":\"%s\",\"message\":\"%s\"}}".formatted(type, code, sentence);
    }

    private static String whole(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "409, idempotency_error, idempotency_key_in_use",
        "409, invalid_request_error, lock_timeout",
        "429, invalid_request_error, lock_timeout",
        "429, invalid_request_error, rate_limit",
        "500, api_error, ''",
        "503, api_error, ''"
    })
    void what_passes_is_worth_another_try(int status, String type, String code) {
        try (var stripe = new Scripted()) {
            stripe.says(status, error(type, code, "Later."));
            assertThatThrownBy(() -> asking(stripe).find(CUSTOMER)).isInstanceOf(Unreachable.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "502, ''",
        "502, <html>Bad gateway</html>",
        "200, ''",
        "200, []",
        "200, {",
        "403, <html>Forbidden</html>"
    })
    void whoever_answers_without_json_is_not_stripe(int status, String body) {
        try (var stripe = new Scripted()) {
            stripe.says(status, body);
            assertThatThrownBy(() -> asking(stripe).find(CUSTOMER)).isInstanceOf(Unreachable.class);
        }
    }

    @Test
    void a_stripe_that_says_nothing_is_given_up() {
        try (var stripe = new Scripted()) {
            stripe.saysNothing();
            assertThatThrownBy(() -> asking(stripe).find(CUSTOMER)).isInstanceOf(Unreachable.class);
            assertThat(stripe.asked()).hasSize(2);
        }
    }

    @Test
    void a_stripe_that_is_not_there_is_unreachable() {
        URI gone;
        try (var stripe = new Scripted()) {
            gone = stripe.endpoint();
        }
        assertThatThrownBy(() -> asking(gone).find(CUSTOMER)).isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void a_key_that_is_not_let_in_is_a_broken_world_and_is_not_shown(int status) {
        try (var stripe = new Scripted()) {
            stripe.says(status, error("invalid_request_error", "", "Invalid API Key provided: sk_test_****ysee"));
            assertThatThrownBy(() -> asking(stripe).find(CUSTOMER))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("STRIPE_API_KEY")
                    .satisfies(thrown -> assertThat(whole(thrown)).doesNotContain("sk_test", "ysee"));
        }
    }

    @Test
    void a_key_with_a_space_in_it_is_a_broken_world_and_is_not_shown() {
        try (var stripe = new Scripted()) {
            var settings = new StripeSettings(Optional.of(stripe.endpoint()), "price_seat", Optional.empty());
            var payments = StripePayments.open(settings, Secret.of("sk_test_a b"), () -> Counter.START);
            assertThatThrownBy(() -> payments.find(CUSTOMER))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .satisfies(thrown -> assertThat(whole(thrown)).doesNotContain("sk_test"));
            assertThat(stripe.asked()).isEmpty();
        }
    }

    @Test
    void another_key_counts_from_the_next_request_on() {
        try (var stripe = new Scripted()) {
            stripe.says(200, "{\"object\":\"list\",\"data\":[]}");
            var key = new AtomicReference<>("sk_test_old\n");
            var settings = new StripeSettings(Optional.of(stripe.endpoint()), "price_seat", Optional.empty());
            var payments = StripePayments.open(settings, key::get, () -> Counter.START);
            payments.find(CUSTOMER);
            key.set("sk_test_new");
            payments.find(CUSTOMER);
            assertThat(stripe.asked())
                    .extracting(asked -> asked.headers().get("Authorization").getFirst())
                    .containsExactly("Bearer sk_test_old", "Bearer sk_test_new");
        }
    }

    @Test
    void keys_are_sent_and_nothing_is_measured() {
        try (var stripe = new Scripted()) {
            stripe.says(200, "{\"id\":\"cus_1\",\"object\":\"customer\"}");
            var payments = asking(stripe);
            var customer = new Customer(Counter.ACME, "Acme", Optional.empty());
            payments.open(customer, "our-key");
            payments.open(customer, "our-key");
            assertThat(stripe.asked()).hasSize(2).allSatisfy(asked -> {
                assertThat(asked.headers().get("Idempotency-Key")).containsExactly("our-key");
                assertThat(asked.headers()).doesNotContainKey("X-stripe-client-telemetry");
                assertThat(asked.headers().get("Stripe-Version")).containsExactly(com.stripe.Stripe.API_VERSION);
            });
        }
    }

    @Test
    void what_fails_at_stripe_is_tried_once_more_under_the_same_key() {
        try (var stripe = new Scripted()) {
            stripe.says(500, error("api_error", "", "Later."));
            var payments = asking(stripe);
            assertThatThrownBy(() -> payments.describe(CUSTOMER, new Customer(Counter.ACME, "A", Optional.empty())))
                    .isInstanceOf(Unreachable.class);
            assertThat(stripe.asked())
                    .hasSize(2)
                    .extracting(asked -> asked.headers().get("Idempotency-Key").getFirst())
                    .allSatisfy(key -> assertThat(key)
                            .isEqualTo(stripe.asked()
                                    .getFirst()
                                    .headers()
                                    .get("Idempotency-Key")
                                    .getFirst()));
        }
    }

    @Test
    void priming_needs_no_stripe() {
        try (var stripe = new Scripted()) {
            stripe.says(500, error("api_error", "", "Later."));
            asking(stripe).prime();
            assertThat(stripe.asked()).isNotEmpty();
        }
    }

    @Test
    void a_price_without_a_whole_amount_is_refused() {
        try (var stripe = new Scripted()) {
            stripe.says(200, "{\"id\":\"price_seat\",\"object\":\"price\",\"unit_amount\":null,\"currency\":\"usd\"}");
            assertThatThrownBy(() -> asking(stripe).prices())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("price_seat");
        }
    }

    @Test
    void settings_that_sell_nothing_or_one_thing_twice_are_refused() {
        assertThatThrownBy(() -> new StripeSettings(Optional.empty(), " ", Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("STRIPE_SEAT_PRICE");
        assertThatThrownBy(() -> new StripeSettings(Optional.empty(), "price_1", Optional.of("price_1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("STRIPE_POOL_SEAT_PRICE");
    }
}
