package dev.slipway.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Customer;
import com.stripe.net.Webhook;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.local.stripe.webhooks.DeliveryMood;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static final Clock CLOCK = Clock.fixed(Shop.START, ZoneOffset.UTC);

    @Test
    void an_event_is_signed_with_both_secrets_and_with_no_other() throws Exception {
        try (var shop = new Shop(settings -> settings.signedWith("whsec_new", "whsec_old"))) {
            var customer = shop.customer();
            shop.stripe.settle();
            var heard = shop.heard.getFirst();
            for (var secret : new String[] {"whsec_new", "whsec_old"}) {
                var event = Webhook.constructEvent(heard.body(), heard.signature(), secret, 300, CLOCK);
                assertThat(event.getType()).isEqualTo("customer.created");
                assertThat(event.getDataObjectDeserializer().getObject())
                        .hasValueSatisfying(object ->
                                assertThat(((Customer) object).getId()).isEqualTo(customer.getId()));
                assertThat(event.getRequest().getId()).startsWith("req_");
            }
            assertThatThrownBy(() -> Webhook.constructEvent(heard.body(), heard.signature(), "whsec_other", 300, CLOCK))
                    .isInstanceOf(SignatureVerificationException.class);
            assertThatThrownBy(() -> Webhook.constructEvent(
                            heard.body().replace("Acme", "Evil"), heard.signature(), "whsec_new", 300, CLOCK))
                    .isInstanceOf(SignatureVerificationException.class);
            var later = Clock.fixed(Shop.START.plusSeconds(301), ZoneOffset.UTC);
            assertThatThrownBy(() -> Webhook.constructEvent(heard.body(), heard.signature(), "whsec_new", 300, later))
                    .hasMessageContaining("tolerance");
        }
    }

    @Test
    void events_come_in_order_and_can_be_read_again() throws Exception {
        try (var shop = new Shop()) {
            shop.subscription(1);
            shop.stripe.settle();
            assertThat(shop.heard.stream().map(Shop.Heard::type)).containsExactlyElementsOf(shop.happened());
            var id = shop.heard.getFirst().event().get("id").getAsString();
            assertThat(shop.client.v1().events().retrieve(id).getType()).isEqualTo("customer.created");
            assertThat(shop.client.v1().events().list().getData().getFirst().getType())
                    .isEqualTo(shop.happened().getLast());
        }
    }

    @Test
    void an_update_says_what_was_before_and_nothing_else() throws Exception {
        try (var shop = new Shop()) {
            var customer = shop.customer();
            shop.api("POST", "/v1/customers/" + customer.getId(), "name=Other");
            var data = shop.stripe.events().getLast().getAsJsonObject("data");
            assertThat(data.getAsJsonObject("previous_attributes").toString()).isEqualTo("{\"name\":\"Acme\"}");
            var before = shop.stripe.events().size();
            shop.api("POST", "/v1/customers/" + customer.getId(), "name=Other");
            assertThat(shop.stripe.events()).hasSize(before);
        }
    }

    @Test
    void events_can_come_twice_late_backwards_or_never() throws Exception {
        try (var shop = new Shop()) {
            shop.stripe.mood(DeliveryMood.TWICE);
            shop.customer();
            shop.stripe.settle();
            assertThat(shop.heard).hasSize(2);
            assertThat(shop.heard.get(0).body()).isEqualTo(shop.heard.get(1).body());
            shop.stripe.mood(DeliveryMood.DROPPED);
            shop.customer();
            shop.stripe.settle();
            assertThat(shop.heard).hasSize(2);
            shop.heard.clear();
            shop.stripe.mood(DeliveryMood.HELD);
            shop.subscription(1);
            shop.stripe.settle();
            assertThat(shop.heard).isEmpty();
            shop.stripe.release(true);
            shop.stripe.settle();
            var expected = shop.happened().subList(2, shop.happened().size()).reversed();
            assertThat(shop.heard.stream().map(Shop.Heard::type)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void one_can_be_told_again() throws Exception {
        try (var shop = new Shop()) {
            shop.customer();
            shop.stripe.settle();
            var id = shop.heard.getFirst().event().get("id").getAsString();
            shop.post(shop.stripe.url() + "/_stand-in/resend", Map.of("event", id));
            shop.stripe.resend(id);
            shop.stripe.settle();
            assertThat(shop.heard).hasSize(3);
            assertThatThrownBy(() -> shop.stripe.resend("evt_x")).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void who_does_not_hear_is_told_again_by_the_clock_for_three_days() throws Exception {
        try (var shop = new Shop()) {
            shop.webhookAnswers = 500;
            shop.customer();
            shop.stripe.settle();
            assertThat(shop.heard).hasSize(1);
            shop.stripe.advance(Duration.ofSeconds(59));
            shop.stripe.settle();
            assertThat(shop.heard).hasSize(1);
            shop.stripe.advance(Duration.ofSeconds(1));
            shop.stripe.settle();
            assertThat(shop.heard).hasSize(2);
            shop.webhookAnswers = 302;
            shop.stripe.advance(Duration.ofMinutes(10));
            shop.stripe.settle();
            assertThat(shop.heard).hasSize(3);
            shop.webhookAnswers = 200;
            shop.stripe.advance(Duration.ofHours(1));
            shop.stripe.settle();
            assertThat(shop.heard).hasSize(4);
            shop.stripe.advance(Duration.ofDays(4));
            shop.stripe.settle();
            assertThat(shop.heard).hasSize(4);
        }
    }

    @Test
    void the_api_can_be_broken_and_does_nothing_then() throws Exception {
        try (var shop = new Shop()) {
            shop.stripe.mood(ApiMood.FAILING);
            assertThatThrownBy(shop::customer).isInstanceOf(ApiException.class);
            shop.stripe.mood(ApiMood.THROTTLING);
            assertThatThrownBy(shop::customer).hasMessageContaining("rate limit");
            shop.stripe.mood(ApiMood.SILENT);
            assertThatThrownBy(shop::customer).isInstanceOf(ApiConnectionException.class);
            assertThat(shop.stripe.events()).isEmpty();
        }
    }

    @Test
    void the_control_page_moves_the_clock_and_refuses_nonsense() {
        try (var shop = new Shop()) {
            var home = shop.stripe.url() + "/_stand-in/";
            shop.post(home + "clock", Map.of("advance", "P30D"));
            assertThat(shop.stripe.now()).isEqualTo(Shop.START.plus(Duration.ofDays(30)));
            for (var wrong : new String[] {"", "-P1D", "P9999D", "soon"}) {
                assertThat(shop.post(home + "clock", Map.of("advance", wrong)).statusCode())
                        .isEqualTo(400);
            }
            assertThat(shop.stripe.now()).isEqualTo(Shop.START.plus(Duration.ofDays(30)));
            shop.post(home + "webhook", Map.of("mood", "HELD"));
            shop.post(home + "api", Map.of("mood", "FAILING"));
            assertThat(shop.stripe.mood()).isEqualTo(ApiMood.FAILING);
            assertThat(shop.post(home + "api", Map.of("mood", "TIRED")).statusCode())
                    .isEqualTo(400);
            assertThat(shop.get(home).body()).contains("This is not Stripe", "selected>Held back");
        }
    }
}
