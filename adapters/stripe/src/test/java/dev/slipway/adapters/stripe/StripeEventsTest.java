package dev.slipway.adapters.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.adapters.stripe.StripeEvents.Delivery;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.EventId;
import dev.slipway.kernel.Malformed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeEventsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final String SECRET = "whsec_new";
    private static final String OLD = "whsec_old";
    private static final String EVENT = """
            {"id": "evt_1", "object": "event", "type": "invoice.paid", "created": 1795852800, "livemode": false,
             "data": {"object": {"id": "in_1", "object": "invoice", "lines": {"data": [{"customer": "cus_wrong"}]},
             "customer": "cus_1"}, "previous_attributes": {"customer": "cus_wrong"}},
             "request": {"id": "req_1"}}""";

    private final StripeEvents events = new StripeEvents(Secret.of(SECRET));

    private static String v1(String secret, Instant at, String body) {
        try {
            return Webhook.Util.computeHmacSha256(secret, at.getEpochSecond() + "." + body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(String secret, Instant at, String body) {
        return "t=" + at.getEpochSecond() + ",v1=" + v1(secret, at, body);
    }

    private Delivery hear(String body, String header) {
        return events.hear(body.getBytes(StandardCharsets.UTF_8), header, NOW);
    }

    private Delivery.Heard signed(String body) {
        return (Delivery.Heard) hear(body, header(SECRET, NOW, body));
    }

    @Test
    void an_event_that_is_signed_is_heard() {
        assertThat(signed(EVENT))
                .isEqualTo(new Delivery.Heard(
                        new EventId("evt_1"),
                        "invoice.paid",
                        Instant.ofEpochSecond(1795852800),
                        Optional.of(new CustomerId("cus_1"))));
    }

    @Test
    void an_event_of_a_customer_is_of_that_customer() {
        assertThat(signed("""
                        {"id": "evt_1", "type": "customer.updated", "created": 1,
                         "data": {"object": {"id": "cus_2", "object": "customer"}}}""").customer()).hasValue(new CustomerId("cus_2"));
        assertThat(signed("""
                        {"id": "evt_1", "type": "customer.subscription.updated", "created": 1,
                         "data": {"object": {"id": "sub_1", "object": "subscription", "customer": "cus_3"}}}""").customer()).hasValue(new CustomerId("cus_3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"evt_1\",\"type\":\"balance.available\",\"created\":1,\"data\":{\"object\":{\"object\":\"balance\"}}}",
                "{\"id\":\"evt_1\",\"type\":\"price.created\",\"created\":1,\"data\":{\"object\":{\"id\":\"price_1\",\"customer\":null}}}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":1,\"data\":{\"object\":[{\"customer\":\"cus_1\"}]}}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":1,\"data\":null}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":1,\"customer\":\"cus_1\"}"
            })
    void an_event_may_be_of_no_customer(String body) {
        assertThat(signed(body).customer()).isEmpty();
    }

    @Test
    void another_secret_is_not_ours() {
        assertThat(hear(EVENT, header("whsec_other", NOW, EVENT))).isEqualTo(new Delivery.NotGenuine());
        assertThat(hear(EVENT, header(SECRET + " ", NOW, EVENT))).isEqualTo(new Delivery.NotGenuine());
    }

    @Test
    void a_body_that_was_changed_is_not_genuine_by_a_single_byte() {
        var header = header(SECRET, NOW, EVENT);
        assertThat(hear(EVENT.replace("cus_1", "cus_9"), header)).isEqualTo(new Delivery.NotGenuine());
        assertThat(hear(EVENT + " ", header)).isEqualTo(new Delivery.NotGenuine());
    }

    @Test
    void the_time_belongs_to_what_is_signed() {
        var moved = header(SECRET, NOW, EVENT)
                .replace("t=" + NOW.getEpochSecond(), "t=" + NOW.plusSeconds(1).getEpochSecond());
        assertThat(hear(EVENT, moved)).isEqualTo(new Delivery.NotGenuine());
    }

    @Test
    void a_time_may_be_five_minutes_off_and_no_more() {
        for (var off : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-5))) {
            assertThat(hear(EVENT, header(SECRET, NOW.plus(off), EVENT))).isInstanceOf(Delivery.Heard.class);
        }
        for (var off : List.of(Duration.ofSeconds(301), Duration.ofSeconds(-301), Duration.ofDays(400))) {
            assertThat(hear(EVENT, header(SECRET, NOW.plus(off), EVENT))).isEqualTo(new Delivery.NotGenuine());
        }
    }

    @Test
    void while_a_secret_is_replaced_both_count() {
        var both = new StripeEvents(Secret.of(" " + SECRET + "\n" + OLD + "\n"));
        for (var secret : List.of(SECRET, OLD)) {
            assertThat(both.hear(EVENT.getBytes(StandardCharsets.UTF_8), header(secret, NOW, EVENT), NOW))
                    .isInstanceOf(Delivery.Heard.class);
        }
        assertThat(hear(EVENT, header(OLD, NOW, EVENT))).isEqualTo(new Delivery.NotGenuine());
        assertThat(both.hear(EVENT.getBytes(StandardCharsets.UTF_8), header(SECRET + " " + OLD, NOW, EVENT), NOW))
                .isEqualTo(new Delivery.NotGenuine());
    }

    @Test
    void any_signature_of_several_may_be_ours_and_other_schemes_count_nothing() {
        var at = "t=" + NOW.getEpochSecond();
        var ours = v1(SECRET, NOW, EVENT);
        var theirs = v1("whsec_other", NOW, EVENT);
        assertThat(hear(EVENT, at + ",v1=" + theirs + ",v1=" + ours)).isInstanceOf(Delivery.Heard.class);
        assertThat(hear(EVENT, at + ", v1=" + ours + ", v0=" + theirs)).isInstanceOf(Delivery.Heard.class);
        assertThat(hear(EVENT, at + ",v0=" + ours)).isEqualTo(new Delivery.NotGenuine());
        assertThat(hear(EVENT, at + ",v1=" + theirs + ",v0=" + ours)).isEqualTo(new Delivery.NotGenuine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "t=",
                "t=,v1=",
                "v1=00",
                "t=1795852800",
                "t=now,v1=0000000000000000000000000000000000000000000000000000000000000000",
                "t=-1,v1=0000000000000000000000000000000000000000000000000000000000000000",
                "t=99999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000",
                "t=1795852800,v1=zzzz",
                "t=1795852800,v1=000000000000000000000000000000000000000000000000000000000000000",
                "\uD83D\uDEA2"
            })
    void a_header_that_is_none_is_not_genuine(String header) {
        assertThat(hear(EVENT, header)).isEqualTo(new Delivery.NotGenuine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "not json",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":1} {}",
                "{\"id\":\"evt_1\",\"type\":\"x\"}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":\"1\"}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":1e400}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":99999999999999999999}",
                "{\"id\":\"evt_1\",\"created\":1}",
                "{\"id\":7,\"type\":\"x\",\"created\":1}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":1,\"data\":{\"object\":{\"id\":\"in_1\""
            })
    void what_is_signed_and_no_event_is_unusable_and_no_forgery(String body) {
        assertThatThrownBy(() -> signed(body)).isInstanceOf(Malformed.class);
        assertThat(hear(body, header("whsec_other", NOW, body))).isEqualTo(new Delivery.NotGenuine());
    }

    @Test
    void something_nested_too_deep_is_unusable() {
        var deep =
                "{\"id\":\"evt_1\",\"type\":\"x\",\"created\":1,\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThatThrownBy(() -> signed(deep)).isInstanceOf(Malformed.class);
    }

    @Test
    void without_a_secret_nothing_can_be_judged() {
        var nothing = new StripeEvents(Secret.of(" \n"));
        var header = header(SECRET, NOW, EVENT);
        assertThatThrownBy(() -> nothing.hear(EVENT.getBytes(StandardCharsets.UTF_8), header, NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("STRIPE_WEBHOOK_SECRETS");
    }

    @Test
    void all_that_the_stand_in_tells_is_heard_and_is_of_the_customer() throws IOException, InterruptedException {
        record Told(String body, String signature) {}
        var told = new CopyOnWriteArrayList<Told>();
        var webhook = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        webhook.createContext("/", exchange -> {
            var header = exchange.getRequestHeaders().getFirst("Stripe-Signature");
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.add(new Told(body, header));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        webhook.start();
        var url = URI.create("http://127.0.0.1:" + webhook.getAddress().getPort() + "/stripe");
        try (var counter = new Counter(settings -> settings.sendingTo(url).signedWith(SECRET, OLD))) {
            var customer = counter.subscribed(2, 1);
            counter.stripe.settle();
            assertThat(told).hasSizeGreaterThan(5).allSatisfy(each -> {
                var heard = (Delivery.Heard)
                        events.hear(each.body().getBytes(StandardCharsets.UTF_8), each.signature(), Counter.START);
                assertThat(heard.customer()).hasValue(customer);
                assertThat(heard.createdAt()).isEqualTo(Counter.START);
            });
        } finally {
            webhook.stop(0);
        }
    }
}
