package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.functions.organization.OrganizationHandler;
import dev.slipway.kernel.Posted;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `BILLING` says of the organizations that are founded.
class BilledTest {

    private static final String ACME = "/api/v1/orgs/acme";
    private static final String PAGE = "/console/organizations/acme";

    @Test
    void with_billing_an_organization_begins_without_seats_and_its_page_says_how_to_go_on() {
        try (var reception = new Reception((_, table, clock, log) -> organization("on", table, clock, log))) {
            var ada = reception.person("ada");
            var token = reception.fullToken(ada);

            var founded = reception.call(token, "POST", "/api/v1/orgs", "{\"name\": \"Acme\", \"slug\": \"acme\"}");

            assertThat(founded.status()).as(founded.text()).isEqualTo(201);
            assertThat(reception.get(token, ACME).json())
                    .containsEntry("seats", Map.of("paid", 0, "taken", 1))
                    .containsEntry("poolSeats", Map.of("paid", 0, "taken", 0));
            var session = reception.session(ada, "Firefox");
            var event = reception.event("GET", PAGE).cookie("slipway_session", session);
            assertThat(reception.send(event).text())
                    .contains("@acme isn't paid for", "href=\"" + PAGE + "/billing\"", "No subscription")
                    .doesNotContain("1 of 0");
            var members = reception.event("GET", PAGE + "/members").cookie("slipway_session", session);
            assertThat(reception.send(members).text())
                    .contains("@acme isn't paid for", "No subscription")
                    .doesNotContain("1 of 0", "Pool");
        }
    }

    @Test
    void without_it_or_with_it_off_there_are_seats_and_nothing_to_pay() {
        for (var billing : new String[] {"", "off"}) {
            try (var reception = new Reception((_, table, clock, log) -> organization(billing, table, clock, log))) {
                var ada = reception.person("ada");
                var token = reception.fullToken(ada);
                reception.call(token, "POST", "/api/v1/orgs", "{\"name\": \"Acme\", \"slug\": \"acme\"}");

                assertThat(reception.get(token, ACME).json()).containsEntry("seats", Map.of("paid", 20, "taken", 1));
                var event = reception.event("GET", PAGE).cookie("slipway_session", reception.session(ada, "Firefox"));
                assertThat(reception.send(event).text())
                        .contains("1 of 20 taken")
                        .doesNotContain("paid for", "/billing");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "ON", "1", "yes"})
    void what_is_neither_on_nor_off_starts_no_function(String billing) {
        assertThatThrownBy(() -> new Reception((_, table, clock, log) -> organization(billing, table, clock, log)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("BILLING is \"" + billing + "\": it must be on or off");
    }

    private static OrganizationHandler organization(
            String billing, Table table, InstantSource clock, OutputStream log) {
        var url = Map.of("REGISTRY_URL", Reception.URL);
        var environment = billing.isEmpty()
                ? url
                : Map.of(
                        "REGISTRY_URL",
                        Reception.URL,
                        "BILLING",
                        billing,
                        "STRIPE_API_KEY",
                        "sk_test_nobody_is_asked",
                        "STRIPE_SEAT_PRICE",
                        "price_1");
        return new OrganizationHandler(
                Environment.of(environment), table, _ -> new Posted.Accepted("message"), () -> {}, clock, log);
    }
}
