package dev.slipway.local.api;

import static dev.slipway.local.api.Counter.BILLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.stripe.api.ApiMood;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for all of `/api/v1/orgs/{org}/billing`: who may, by which methods, and what if Stripe is away.
class BillingDoorTest {

    private record Asked(String method, String below, String body) {}

    private static final List<Asked> EVERYTHING = List.of(
            new Asked("GET", "", ""),
            new Asked("POST", "/checkout", "{\"seats\": 5}"),
            new Asked("PUT", "/seats", "{\"seats\": 6}"),
            new Asked("PUT", "/seats", "{\"seats\": 6, \"dryRun\": true}"),
            new Asked("DELETE", "/awaited", ""),
            new Asked("PUT", "/cancellation", ""),
            new Asked("DELETE", "/cancellation", ""),
            new Asked("POST", "/portal", ""),
            new Asked("GET", "/invoices", ""));

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

    @ParameterizedTest
    @ValueSource(strings = {"FAILING", "SILENT", "THROTTLING"})
    void where_stripe_does_not_answer_all_says_so_but_what_is_stored(String mood) {
        counter.subscribe(5);
        counter.cashier.stripe().mood(ApiMood.valueOf(mood));

        for (var asked : EVERYTHING) {
            var answer = counter.call(asked.method(), asked.below(), asked.body());
            if (asked.method().equals("GET") && asked.below().isEmpty()) {
                assertThat(done(answer, 200).json()).containsEntry("standing", "paid");
            } else {
                Counter.told(answer, 503, "stripe_unreachable");
            }
        }
        assertThat(counter.paid()).isEqualTo(5);
        assertThat(counter.entries("billing.seats_asked")).isZero();
    }

    @Test
    void owners_and_billing_managers_pay_and_nobody_else() {
        counter.subscribe(9);
        counter.registrar.join("bill", Role.BILLING);
        counter.registrar.join("abe", Role.ADMIN);
        counter.registrar.join("mia", Role.MEMBER);
        counter.registrar.person("otto");

        for (var asked : EVERYTHING) {
            counter.refused("abe", asked.method(), asked.below(), asked.body(), 403, "not_permitted");
            counter.refused("mia", asked.method(), asked.below(), asked.body(), 403, "not_permitted");
            counter.refused("otto", asked.method(), asked.below(), asked.body(), 404, "not_found");
            counter.refused("", asked.method(), asked.below(), asked.body(), 401, "authentication_required");
            var byBill = counter.registrar.call("bill", asked.method(), BILLING + asked.below(), asked.body());
            assertThat(byBill.status()).as(asked + byBill.text()).isIn(200, 201, 204, 409);
        }
    }

    @Test
    void neither_a_machine_nor_a_token_that_does_not_manage_pays() {
        counter.subscribe(5);
        var machine = counter.registrar.machine(Scope.READ, Scope.PUBLISH);
        var publishing = counter.registrar.reception.token(counter.registrar.person("ada"), Scope.PUBLISH);
        var before = counter.stored();
        for (var asked : EVERYTHING) {
            for (var token : List.of(machine, publishing)) {
                var answer =
                        counter.registrar.reception.call(token, asked.method(), BILLING + asked.below(), asked.body());
                Counter.told(answer, 403, "token_scope");
            }
        }
        assertThat(counter.stored()).isEqualTo(before);
    }

    @Test
    void other_methods_are_none_and_head_is_as_get() {
        var registrar = counter.registrar;
        for (var story : List.of(
                "POST  GET",
                "GET /checkout POST",
                "POST /seats PUT",
                "GET /awaited DELETE",
                "GET /cancellation PUT, DELETE",
                "GET /portal POST",
                "DELETE /invoices GET")) {
            var words = story.split(" ", 3);
            var path = BILLING + words[1];
            var event = registrar.reception.event(words[0], path).bearer(registrar.token("ada"));
            var answer = registrar.reception.send(event, words[0], path);
            Counter.told(answer, 405, "method_not_allowed");
            assertThat(answer.header("allow")).isEqualTo(words[2]);
        }
        for (var path : List.of(BILLING, BILLING + "/invoices")) {
            var event = registrar.reception.event("HEAD", path).bearer(registrar.token("ada"));
            // The gateway leaves the body out.
            assertThat(done(registrar.reception.send(event, "HEAD", path), 200).header("content-type"))
                    .startsWith("application/json");
        }
    }

    @Test
    void where_nobody_is_billed_there_is_nothing() {
        try (var registrar = new Registrar()) {
            for (var asked : EVERYTHING) {
                for (var who : List.of("ada", "")) {
                    var answer = registrar.call(who, asked.method(), BILLING + asked.below(), asked.body());
                    Counter.told(answer, 404, "unknown_route");
                }
            }
            var event = Counter.event("evt_1", "invoice.paid", "cus_1");
            Counter.told(registrar.reception.call("POST", "/webhooks/stripe", event, Map.of()), 404, "unknown_route");
        }
    }
}
