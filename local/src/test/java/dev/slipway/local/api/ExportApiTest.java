package dev.slipway.local.api;

import static dev.slipway.local.api.Registrar.CONSOLE;
import static dev.slipway.local.api.Registrar.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.backends.AtOnce;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/api/v1/orgs/{org}/audit-exports` and the page's button. Every answer of the API is held to the OpenAPI document.
class ExportApiTest {

    private static final String EXPORTS = ORG + "/audit-exports";
    private static final String PAGE = CONSOLE + "/audit";
    private static final String CSV = "{\"format\": \"csv\"}";

    private Registrar registrar;

    @BeforeEach
    void open() {
        registrar = new Registrar();
        registrar.join("abe", Role.ADMIN);
        registrar.join("mia", Role.MEMBER);
    }

    @AfterEach
    void close() {
        registrar.close();
    }

    private Answer asked(String who, String body) {
        return registrar.call(who, "POST", EXPORTS, body);
    }

    private int requested() {
        return registrar.reception.entries("audit.exported").size();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
    }

    @Test
    void what_was_asked_for_is_told_where_it_is_found_and_stands_in_the_log() {
        var answer = asked("abe", "{\"format\": \"csv\", \"from\": \"2026-11-01\", \"actor\": \"ada\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json())
                .containsEntry("state", "writing")
                .containsEntry("from", "2026-11-01T00:00:00Z")
                .containsEntry("to", "2026-11-21T11:59:00Z")
                .containsEntry("actor", "ada")
                .containsEntry("requestedBy", "abe");
        assertThat(answer.header("location"))
                .isEqualTo(EXPORTS + "/" + answer.json().get("id"));
        assertThat(registrar.get("ada", answer.header("location")).json()).containsEntry("state", "writing");
        assertThat(registrar.reception.entries("audit.exported"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.get("details").m().get("actor").s()).isEqualTo("ada"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing_field",
                "{'format': 'pdf'}|invalid_format",
                "{'format': 5}|invalid_field",
                "{'format': ['csv']}|invalid_field",
                "{'format': 'csv', 'order': 'asc'}|unknown_field",
                "{'format': 'csv', 'from': 'yesterday'}|invalid_time",
                "{'format': 'csv', 'from': '2026-11-22', 'to': '2026-11-20'}|invalid_range",
                "{'format': 'csv', 'include': 'everything'}|invalid_include",
                "{'format': 'csv', 'action': 'member.flown'}|invalid_action",
                "[]|invalid_json",
                "{|invalid_json",
            })
    void nonsense_is_refused_and_nothing_is_begun(String body, String code) {
        refused(asked("ada", body.replace('\'', '"')), 400, code);
        assertThat(requested()).isZero();
    }

    @Test
    void an_enormous_wish_is_refused() {
        refused(asked("ada", "{\"format\": \"csv\", \"actor\": \"" + "a".repeat(300_000) + "\"}"), 400, "invalid_json");
        assertThat(requested()).isZero();
    }

    @Test
    void who_may_not_read_the_log_gets_no_file_of_it() {
        var id = asked("ada", CSV).json().get("id");

        for (var path : List.of(EXPORTS, EXPORTS + "/" + id)) {
            var method = path.equals(EXPORTS) ? "POST" : "GET";
            var body = path.equals(EXPORTS) ? CSV : "";
            refused(registrar.call("mia", method, path, body), 403, "not_permitted");
            refused(registrar.call("bob", method, path, body), 404, "not_found");
            refused(registrar.call("", method, path, body), 401, "authentication_required");
            refused(registrar.reception.call(registrar.machine(Scope.READ), method, path, body), 403, "not_permitted");
        }
        assertThat(requested()).isEqualTo(1);
    }

    @Test
    void who_was_removed_gets_neither_a_new_file_nor_the_one_they_asked_for() {
        var id = asked("abe", CSV).json().get("id");
        assertThat(registrar.call("ada", "DELETE", ORG + "/members/abe", "").status())
                .isEqualTo(204);

        refused(asked("abe", CSV), 404, "not_found");
        refused(registrar.get("abe", EXPORTS + "/" + id), 404, "not_found");
    }

    @Test
    void a_file_of_one_organization_is_not_found_under_another() {
        var id = asked("ada", CSV).json().get("id");
        var made = registrar.call("ada", "POST", "/api/v1/orgs", "{\"name\": \"Globex\", \"slug\": \"globex\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);

        refused(registrar.get("ada", "/api/v1/orgs/globex/audit-exports/" + id), 404, "export_not_found");
        refused(registrar.get("ada", EXPORTS + "/01KAKJ8D1G3V6Q8ZQ0W3Y2M7NQ"), 404, "export_not_found");
        refused(registrar.get("ada", EXPORTS + "/x"), 400, "invalid_id");
    }

    @Test
    void twenty_are_asked_for_in_an_hour_and_no_more_also_at_once() {
        for (int i = 0; i < 19; i++) {
            assertThat(asked(i == 0 ? "abe" : "ada", CSV).status()).isEqualTo(202);
        }

        var answers = AtOnce.run(List.<Callable<Answer>>of(
                () -> asked("ada", CSV), () -> asked("ada", CSV), () -> asked("abe", CSV), () -> asked("abe", CSV)));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 429, 429, 429);
        assertThat(requested()).isEqualTo(20);
        assertThat(registrar.browser("ada").post(PAGE, "act=export&format=csv").status())
                .isEqualTo(429);
    }

    @Test
    void the_button_of_the_page_leads_to_where_the_file_will_be() {
        var ada = registrar.browser("ada");

        var answer = ada.post(PAGE, "act=export&format=jsonl&from=&to=&action=&actor=&target=&include=all");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).startsWith(PAGE + "/exports/");
        var page = ada.get(answer.header("location"));
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text()).contains("being written");
        assertThat(page.header("refresh")).isEqualTo("3");
        assertThat(ada.post(PAGE, "act=export&format=pdf").status()).isEqualTo(400);
        assertThat(ada.post(PAGE, "act=dance").status()).isEqualTo(400);
    }
}
