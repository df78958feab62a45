package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.backends.Cashier;
import dev.slipway.local.stripe.account.Card;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where acme of ada's is billed: a [Registrar] beside a stand-in for Stripe, both by one clock.
final class Counter implements AutoCloseable {

    static final String BILLING = Registrar.ORG + "/billing";
    static final String PAGE = Registrar.CONSOLE + "/billing";

    final Cashier cashier;
    final Registrar registrar;

    Counter() {
        var now = new AtomicReference<>(Reception.NOON);
        this.cashier = Cashier.open(now::get);
        this.registrar = new Registrar(now, cashier.variables());
    }

    /// By ada, who owns acme.
    Answer call(String method, String below, String body) {
        return registrar.call("ada", method, BILLING + below, body);
    }

    Answer get() {
        return call("GET", "", "");
    }

    /// Pays on the page that was opened last, and has Stripe tell of it.
    void subscribe(long seats) {
        var opened = call("POST", "/checkout", "{\"seats\": " + seats + "}");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        var back = cashier.pay(opened.json().get("url").toString(), "PAYS");
        assertThat(back).startsWith(Reception.URL + PAGE + "?checkout=cs_");
        assertThat(told("checkout.session.completed").status()).isEqualTo(204);
    }

    /// Has Stripe tell something of acme's customer, as it says it.
    Answer told(String type) {
        var event = event("evt_" + System.nanoTime(), type, customer());
        return webhook(event, cashier.signature(event, registrar.reception.now()));
    }

    static String event(String id, String type, String customer) {
        return "{\"id\": \"" + id + "\", \"object\": \"event\", \"type\": \"" + type
                + "\", \"created\": 1795255200, \"data\": {\"object\": {\"id\": \"sub_1\", \"object\": \"subscription\","
                + " \"customer\": \"" + customer + "\"}}}";
    }

    Answer webhook(String event, String signature) {
        return registrar.reception.call("POST", "/webhooks/stripe", event, Map.of("stripe-signature", signature));
    }

    String customer() {
        try {
            return cashier.customer();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    void use(Card card) {
        cashier.stripe().use(card, customer());
    }

    /// Lets time pass for everybody, and Stripe tell what came of it.
    void wait(Duration duration) {
        registrar.reception.wait(duration);
        cashier.stripe().catchUp();
        assertThat(told("customer.subscription.updated").status()).isEqualTo(204);
    }

    Map<String, AttributeValue> item(String sk) {
        return registrar.reception.items().stream()
                .filter(item -> item.get("pk").s().equals("ORG#acme"))
                .filter(item -> item.get("sk").s().equals(sk))
                .findFirst()
                .orElseGet(Map::of);
    }

    long paid() {
        return Long.parseLong(item("SEATS").get("paid").n());
    }

    int entries(String action) {
        return registrar.reception.entries(action).size();
    }

    /// All that is stored, but for when somebody was seen and how often something was tried.
    List<Map<String, AttributeValue>> stored() {
        return registrar.reception.items().stream()
                .filter(item -> !item.get("pk").s().startsWith("LIMIT#"))
                .map(item -> {
                    var lasting = new TreeMap<>(item);
                    lasting.keySet().removeAll(List.of("seenAt", "seenFrom"));
                    return (Map<String, AttributeValue>) lasting;
                })
                .toList();
    }

    /// Asserts that it is refused, and that neither the table nor Stripe was changed by it.
    Answer refused(String who, String method, String below, String body, int status, String code) {
        var token = registrar.token(who);
        var before = stored();
        int happened = cashier.stripe().events().size();
        var answer = registrar.reception.call(token, method, BILLING + below, body);
        told(answer, status, code);
        assertThat(stored()).as("what is stored after " + code).isEqualTo(before);
        assertThat(cashier.stripe().events())
                .as("events of Stripe's after " + code)
                .hasSize(happened);
        return answer;
    }

    Answer refused(String method, String below, String body, int status, String code) {
        return refused("ada", method, below, body, status, code);
    }

    static void told(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json()).containsEntry("code", code);
    }

    @Override
    public void close() {
        registrar.close();
        cashier.close();
        assertThat(registrar.reception.log()).doesNotContain("sk_test_", "whsec_");
    }
}
