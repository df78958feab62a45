package dev.slipway.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.StripeObject;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerRetrieveParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.SubscriptionRetrieveParams;
import dev.slipway.local.stripe.account.Settings;
import dev.slipway.local.stripe.api.ApiMood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Idempotency, lists, expansion, the file, and that answers are what the models know.
class MemoryTest {

    private static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static CustomerCreateParams named(String name) {
        return CustomerCreateParams.builder().setName(name).build();
    }

    @Test
    void the_same_key_has_the_same_answer_and_other_parameters_are_refused() throws StripeException {
        try (var shop = new Shop()) {
            var customers = shop.client.v1().customers();
            var first = customers.create(named("Acme"), key("k1"));
            var again = customers.create(named("Acme"), key("k1"));
            assertThat(again.getId()).isEqualTo(first.getId());
            assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                    .hasValue("true");
            assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                    .isEmpty();
            assertThatThrownBy(() -> customers.create(named("Other"), key("k1")))
                    .isInstanceOf(IdempotencyException.class);
            assertThatThrownBy(() -> customers.update(
                            first.getId(), CustomerUpdateParams.builder().build(), key("k1")))
                    .isInstanceOf(IdempotencyException.class);
            assertThat(customers.list().getData()).hasSize(1);
            shop.stripe.advance(Duration.ofHours(25));
            assertThat(customers.create(named("Other"), key("k1")).getId()).isNotEqualTo(first.getId());
        }
    }

    @Test
    void a_refused_parameter_uses_up_no_key() throws StripeException {
        try (var shop = new Shop()) {
            assertThat(shop.raw(
                                    "POST",
                                    "/v1/customers",
                                    "nmae=x",
                                    Map.of(
                                            "Authorization",
                                            "Bearer " + shop.stripe.apiKey(),
                                            "Content-Type",
                                            "application/x-www-form-urlencoded",
                                            "Idempotency-Key",
                                            "k2"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(shop.client
                            .v1()
                            .customers()
                            .create(named("Acme"), key("k2"))
                            .getName())
                    .isEqualTo("Acme");
        }
    }

    @Test
    void an_answer_that_was_lost_is_found_by_its_key() throws StripeException {
        try (var shop = new Shop()) {
            shop.stripe.mood(ApiMood.FORGETFUL);
            assertThatThrownBy(() -> shop.client.v1().customers().create(named("Acme"), key("k3")))
                    .isInstanceOf(StripeException.class);
            shop.stripe.mood(ApiMood.WORKING);
            var found = shop.client.v1().customers().create(named("Acme"), key("k3"));
            assertThat(shop.client.v1().customers().list().getData())
                    .extracting(Customer::getId)
                    .containsExactly(found.getId());
        }
    }

    @Test
    void pages_neither_skip_nor_repeat() throws StripeException {
        try (var shop = new Shop()) {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                made.add(shop.client.v1().customers().create(named("c" + i)).getId());
            }
            var page = shop.client
                    .v1()
                    .customers()
                    .list(CustomerListParams.builder().setLimit(3L).build());
            assertThat(page.getHasMore()).isTrue();
            List<String> read = new ArrayList<>();
            page.autoPagingIterable().forEach(customer -> read.add(customer.getId()));
            assertThat(read).isEqualTo(made.reversed());
            var back = shop.client
                    .v1()
                    .customers()
                    .list(CustomerListParams.builder()
                            .setLimit(2L)
                            .setEndingBefore(made.get(0))
                            .build());
            assertThat(back.getData()).extracting(Customer::getId).containsExactly(made.get(2), made.get(1));
        }
    }

    @Test
    void what_is_asked_for_is_expanded_and_nothing_else_can_be() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = shop.subscription(1);
            var expanded = shop.client
                    .v1()
                    .subscriptions()
                    .retrieve(
                            subscription.getId(),
                            SubscriptionRetrieveParams.builder()
                                    .addExpand("latest_invoice.customer")
                                    .build());
            assertThat(expanded.getLatestInvoiceObject().getCustomerObject().getName())
                    .isEqualTo("Acme");
            assertThatThrownBy(() -> shop.client
                            .v1()
                            .subscriptions()
                            .retrieve(
                                    subscription.getId(),
                                    SubscriptionRetrieveParams.builder()
                                            .addExpand("status")
                                            .build()))
                    .hasMessageContaining("cannot be expanded (status)");
            assertThat(shop.client
                            .v1()
                            .customers()
                            .retrieve(
                                    subscription.getCustomer(),
                                    CustomerRetrieveParams.builder()
                                            .addExpand("subscriptions")
                                            .build())
                            .getSubscriptions()
                            .getData())
                    .hasSize(1);
        }
    }

    @Test
    void a_deleted_customer_is_a_stub_whose_subscriptions_have_ended() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = shop.subscription(1);
            var id = subscription.getCustomer();
            shop.client.v1().customers().delete(id);
            assertThat(Shop.json(shop.api("GET", "/v1/customers/" + id, "")).keySet())
                    .containsExactlyInAnyOrder("id", "object", "deleted");
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("canceled");
            assertThat(shop.api("POST", "/v1/customers/" + id, "name=x").statusCode())
                    .isEqualTo(404);
            assertThat(shop.api("POST", "/v1/billing_portal/sessions", "customer=" + id)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(shop.client.v1().customers().list().getData()).isEmpty();
        }
    }

    @Test
    void the_models_know_every_key_of_every_answer() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = shop.subscription(2);
            List<StripeObject> read = List.of(
                    shop.subscription(subscription.getId()),
                    shop.client.v1().customers().retrieve(subscription.getCustomer()),
                    shop.client.v1().invoices().retrieve(subscription.getLatestInvoice()),
                    shop.client.v1().prices().retrieve(shop.seat()),
                    shop.client
                            .v1()
                            .paymentMethods()
                            .retrieve(shop.client
                                    .v1()
                                    .customers()
                                    .paymentMethods()
                                    .list(subscription.getCustomer())
                                    .getData()
                                    .getFirst()
                                    .getId()),
                    shop.client.v1().events().list().getData().getFirst());
            for (var object : read.subList(0, 5)) {
                var sent = JsonParser.parseString(object.getLastResponse().body());
                var known = JsonParser.parseString(object.toJson());
                assertKnown(sent, known, sent.getAsJsonObject().get("object").getAsString());
            }
        }
    }

    private static void assertKnown(JsonElement sent, JsonElement known, String path) {
        if (sent instanceof JsonObject object && !path.endsWith("metadata")) {
            assertThat(known.isJsonObject()).as(path).isTrue();
            assertThat(known.getAsJsonObject().keySet()).as(path).containsAll(object.keySet());
            object.keySet().forEach(name -> {
                if (!object.get(name).isJsonNull()) {
                    assertKnown(object.get(name), known.getAsJsonObject().get(name), path + "." + name);
                }
            });
        } else if (sent instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                assertKnown(array.get(i), known.getAsJsonArray().get(i), path + "[]");
            }
        }
    }

    @Test
    void the_file_keeps_everything_over_a_restart(@TempDir Path folder) throws StripeException, IOException {
        var file = folder.resolve("stripe.json");
        String id;
        String invoice;
        try (var shop = new Shop(settings -> settings.keptIn(file))) {
            var subscription = shop.subscription(2);
            id = subscription.getId();
            invoice = subscription.getLatestInvoice();
            shop.stripe.advance(Duration.ofDays(3));
        }
        try (var shop = new Shop(settings -> settings.keptIn(file))) {
            assertThat(shop.stripe.now()).isEqualTo(Shop.START.plus(Duration.ofDays(3)));
            assertThat(shop.client.v1().prices().list().getData()).hasSize(2);
            assertThat(shop.subscription(id).getLatestInvoice()).isEqualTo(invoice);
            assertThat(shop.happened()).contains("invoice.paid");
            shop.stripe.advance(Duration.ofDays(28));
            assertThat(shop.subscription(id).getLatestInvoice()).isNotEqualTo(invoice);
        }
        Files.writeString(file, "{\"format\":99}");
        assertThatThrownBy(() -> new Shop(settings -> settings.keptIn(file)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Files.readString(file)).isEqualTo("{\"format\":99}");
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> Settings.of()).hasMessageContaining("nothing to sell");
        assertThatThrownBy(() -> Settings.of(Shop.SEAT, Shop.SEAT)).hasMessageContaining("same lookup key");
        assertThatThrownBy(() -> Settings.of(Shop.SEAT).withKey("sk_live_x")).hasMessageContaining("sk_test_");
        assertThatThrownBy(() -> Settings.of(Shop.SEAT).signedWith()).hasMessageContaining("one secret");
        assertThat(Settings.of(Shop.SEAT).toString()).doesNotContain("sk_test_", "whsec_");
    }
}
