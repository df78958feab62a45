package dev.slipway.local.api;

import static dev.slipway.local.api.Registrar.ORG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/api/v1/orgs` and what is below it but invitations, and `/api/v1/transfers`. Every answer is held to the OpenAPI
/// document.
class OrganizationApiTest {

    private static final String ORGS = "/api/v1/orgs";
    private static final String MEMBERS = ORG + "/members";
    private static final String TRANSFERS = ORG + "/transfers";

    private Registrar registrar;

    @BeforeEach
    void open() {
        registrar = new Registrar();
    }

    @AfterEach
    void close() {
        registrar.close();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return (List<Map<String, Object>>) answer.json().get("items");
    }

    // Organizations

    @Test
    void an_organization_is_founded_shown_changed_and_listed() {
        var founded = registrar.call("ada", "POST", ORGS, "{\"name\": \"Globex Corp\"}");
        assertThat(founded.status()).isEqualTo(201);
        assertThat(founded.header("location")).isEqualTo(Reception.URL + "/api/v1/orgs/globex-corp");
        assertThat(founded.json())
                .containsEntry("slug", "globex-corp")
                .containsEntry("kind", "company")
                .containsEntry("membersCanPublish", false)
                .containsEntry("firstVisibility", "private");

        var changed = registrar.call("ada", "PATCH", ORGS + "/globex-corp", """
                {"name": "Globex", "description": "Ships.", "website": "https://globex.example",
                 "contactEmail": "hello@globex.example", "legalName": "Globex GmbH", "taxId": "DE1",
                 "membersCanPublish": true, "firstVisibility": "public"}""");
        assertThat(changed.json())
                .containsEntry("name", "Globex")
                .containsEntry("website", "https://globex.example")
                .containsEntry("firstVisibility", "public");

        assertThat(registrar.get("ada", ORGS + "/globex-corp").json())
                .containsEntry("taxId", "DE1")
                .containsEntry("role", "owner")
                .containsEntry("seats", Map.of("paid", 20, "taken", 1));
        assertThat(items(registrar.get("ada", ORGS)))
                .extracting(item -> item.get("slug"))
                .containsExactly("acme", "globex-corp");
    }

    @Test
    void a_slug_that_is_taken_is_refused_with_one_that_is_free() {
        for (var slug : List.of("acme", "a-c-m-e", "aws", "git-hub", "ada")) {
            var answer = registrar.call("bob", "POST", ORGS, "{\"name\": \"Acme\", \"slug\": \"" + slug + "\"}");
            refused(answer, 409, "slug_taken");
            assertThat(answer.json()).containsEntry("suggestion", "acme-2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing_field",
                "{'name': ''}|invalid_name",
                "{'name': ' '}|invalid_name",
                "{'name': 'a\\r\\nBcc: eve@example.com'}|invalid_name",
                "{'name': 7}|invalid_field",
                "{'name': 'x', 'slug': 'A'}|invalid_organization",
                "{'name': 'x', 'slug': '../x'}|invalid_organization",
                "{'name': 'x', 'kind': 'club'}|invalid_kind",
                "{'name': 'x', 'owner': 'eve'}|unknown_field",
                "[]|invalid_json",
            })
    void what_can_not_be_used_founds_nothing(String body, String code) {
        refused(registrar.call("bob", "POST", ORGS, body.replace('\'', '"')), 400, code);
        assertThat(items(registrar.get("bob", ORGS))).isEmpty();
    }

    @Test
    void a_name_of_a_megabyte_is_refused() {
        refused(
                registrar.call("bob", "POST", ORGS, "{\"name\": \"" + "x".repeat(1_000_000) + "\"}"),
                400,
                "invalid_json");
        refused(
                registrar.call("bob", "POST", ORGS, "{\"name\": \"" + "x".repeat(200_000) + "\"}"),
                400,
                "invalid_name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'website': 'http://acme.example'}|invalid_website",
                "{'website': 'javascript:alert(1)'}|invalid_website",
                "{'contactEmail': 'nobody'}|invalid_email",
                "{'contactEmail': 'a@b.example\\r\\nBcc: c@d.example'}|invalid_email",
                "{'description': 'two\\nlines'}|invalid_description",
                "{'taxId': '0123456789012345678901234567890123456789012345678901'}|invalid_tax_id",
                "{'legalName': 'a\\tb'}|invalid_legal_name",
                "{'firstVisibility': 'PUBLIC'}|invalid_visibility",
                "{'membersCanPublish': 'yes'}|invalid_field",
                "{'slug': 'acme-2'}|unknown_field",
            })
    void what_can_not_be_used_changes_nothing(String body, String code) {
        var before = registrar.get("ada", ORG).text();

        refused(registrar.call("ada", "PATCH", ORG, body.replace('\'', '"')), 400, code);
        assertThat(registrar.get("ada", ORG).text()).isEqualTo(before);
    }

    @Test
    void an_organization_is_deleted_with_its_slug_sent_once_more_and_restored() {
        refused(registrar.call("ada", "DELETE", ORG, ""), 400, "not_confirmed");
        refused(registrar.call("ada", "DELETE", ORG, "confirm=acne", ""), 400, "not_confirmed");
        assertThat(registrar.call("ada", "DELETE", ORG, "confirm=acme", "").status())
                .isEqualTo(204);

        refused(registrar.get("ada", ORG), 404, "not_found");
        refused(registrar.get("ada", MEMBERS), 404, "not_found");
        assertThat(items(registrar.get("ada", ORGS))).isEmpty();
        assertThat(items(registrar.call("ada", "GET", ORGS, "state=deleted", "")))
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .containsEntry("slug", "acme")
                        .containsEntry(
                                "restorableUntil",
                                registrar
                                        .reception
                                        .now()
                                        .plus(Duration.ofDays(30))
                                        .toString()));
        refused(registrar.call("bob", "POST", ORGS, "{\"name\": \"x\", \"slug\": \"acme\"}"), 409, "slug_taken");

        registrar.reception.wait(Duration.ofDays(30).minusSeconds(1));
        assertThat(registrar.call("ada", "POST", ORG + "/restore", "").status()).isEqualTo(200);
        assertThat(registrar.get("ada", ORG).status()).isEqualTo(200);
        refused(registrar.call("ada", "POST", ORG + "/restore", ""), 409, "not_deleted");
    }

    @Test
    void after_30_days_it_is_not_restored() {
        registrar.call("ada", "DELETE", ORG, "confirm=acme", "");
        registrar.reception.wait(Duration.ofDays(30).plusSeconds(1));

        refused(registrar.call("ada", "POST", ORG + "/restore", ""), 404, "not_found");
        assertThat(items(registrar.call("ada", "GET", ORGS, "state=deleted", "")))
                .isEmpty();
    }

    @Test
    void a_list_in_no_state_that_it_has_is_refused() {
        refused(registrar.call("ada", "GET", ORGS, "state=gone", ""), 400, "invalid_state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "a_b", "%2e%2e", "acme-", "a.b"})
    void what_is_no_slug_is_no_organization(String org) {
        refused(registrar.get("ada", "/api/v1/orgs/" + org), 400, "invalid_organization");
    }

    // Members

    @Test
    void members_are_listed_changed_and_removed() {
        registrar.join("max", Role.MEMBER);

        assertThat(registrar
                        .call("ada", "PATCH", MEMBERS + "/max", "{\"role\": \"maintainer\"}")
                        .json())
                .containsEntry("handle", "max")
                .containsEntry("role", "maintainer")
                .doesNotContainKey("lastActive");
        assertThat(registrar.get("max", ORG).json()).containsEntry("role", "maintainer");
        assertThat(items(registrar.get("ada", MEMBERS)))
                .extracting(item -> item.get("handle"), item -> item.get("lastActive"))
                .containsExactlyInAnyOrder(
                        tuple("ada", registrar.reception.now().toString()),
                        tuple("max", registrar.reception.now().toString()));

        assertThat(registrar.call("ada", "DELETE", MEMBERS + "/max", "").status())
                .isEqualTo(204);
        refused(registrar.get("max", ORG), 404, "not_found");
        refused(registrar.call("ada", "DELETE", MEMBERS + "/max", ""), 404, "member_not_found");
    }

    @Test
    void a_member_leaves_by_their_own_handle() {
        registrar.join("bill", Role.BILLING);

        assertThat(registrar.call("bill", "DELETE", MEMBERS + "/bill", "").status())
                .isEqualTo(204);
        refused(registrar.call("bill", "DELETE", MEMBERS + "/bill", ""), 404, "not_found");
    }

    @Test
    void the_last_owner_stays() {
        refused(registrar.call("ada", "DELETE", MEMBERS + "/ada", ""), 409, "last_owner");
        refused(registrar.call("ada", "PATCH", MEMBERS + "/ada", "{\"role\": \"admin\"}"), 409, "last_owner");
        assertThat(registrar.role("ada")).contains(Role.OWNER);
    }

    @Test
    void an_admin_touches_no_owner() {
        registrar.join("abe", Role.ADMIN);

        for (var role : List.of("owner", "member")) {
            refused(
                    registrar.call("abe", "PATCH", MEMBERS + "/ada", "{\"role\": \"" + role + "\"}"),
                    403,
                    "role_above_own");
        }
        refused(registrar.call("abe", "DELETE", MEMBERS + "/ada", ""), 403, "role_above_own");
        refused(registrar.call("abe", "PATCH", MEMBERS + "/abe", "{\"role\": \"owner\"}"), 403, "role_above_own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing_field",
                "{'role': 'god'}|invalid_role",
                "{'role': 'OWNER'}|invalid_role",
                "{'role': 1}|invalid_field",
                "{'role': 'member', 'handle': 'ada'}|unknown_field"
            })
    void what_is_no_role_changes_nothing(String body, String code) {
        registrar.join("mia", Role.MEMBER);

        refused(registrar.call("ada", "PATCH", MEMBERS + "/mia", body.replace('\'', '"')), 400, code);
        assertThat(registrar.role("mia")).contains(Role.MEMBER);
    }

    @Test
    void a_long_list_comes_in_parts_and_a_cursor_is_good_for_its_own_list_alone() {
        for (int i = 0; i < 6; i++) {
            registrar.reception.wait(Duration.ofMillis(5));
            registrar.join("bill-" + i, Role.BILLING);
        }
        registrar.call("ada", "POST", ORGS, "{\"name\": \"Globex\", \"slug\": \"globex\"}");

        var seen = new ArrayList<Object>();
        var cursor = "";
        do {
            var part = registrar.call(
                    "ada", "GET", MEMBERS, "limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor), "");
            items(part).forEach(item -> seen.add(item.get("handle")));
            cursor = part.json().getOrDefault("next", "").toString();
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(7).doesNotHaveDuplicates().contains("ada", "bill-0", "bill-5");
        var next = registrar
                .call("ada", "GET", MEMBERS, "limit=3", "")
                .json()
                .get("next")
                .toString();
        refused(registrar.call("ada", "GET", ORGS + "/globex/members", "cursor=" + next, ""), 400, "invalid_cursor");
        refused(registrar.call("ada", "GET", TRANSFERS, "cursor=" + next, ""), 400, "invalid_cursor");
        refused(registrar.call("ada", "GET", MEMBERS, "cursor=" + next.substring(1), ""), 400, "invalid_cursor");
        refused(registrar.call("ada", "GET", MEMBERS, "limit=201", ""), 400, "invalid_limit");
        refused(registrar.call("ada", "GET", MEMBERS, "limit=x", ""), 400, "invalid_number");
    }

    // Transfers

    @Test
    void an_organization_is_handed_over() {
        registrar.join("grace", Role.MEMBER);
        var token = registrar.offered("grace");
        assertThat(items(registrar.get("ada", TRANSFERS)))
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .containsEntry("state", "pending")
                        .containsEntry("from", "ada")
                        .containsEntry("to", "grace"));

        var accepted = registrar.call("grace", "POST", "/api/v1/transfers/accept", "{\"token\": \"" + token + "\"}");

        assertThat(accepted.json()).containsEntry("organization", "acme").containsEntry("state", "accepted");
        assertThat(registrar.role("grace")).contains(Role.OWNER);
        assertThat(registrar.role("ada")).contains(Role.ADMIN);
        refused(registrar.get("ada", TRANSFERS), 403, "not_permitted");
        assertThat(items(registrar.get("grace", TRANSFERS)).getFirst()).containsEntry("state", "accepted");
        refused(
                registrar.call("grace", "POST", "/api/v1/transfers/accept", "{\"token\": \"" + token + "\"}"),
                410,
                "transfer_gone");
    }

    @Test
    void a_transfer_is_declined() {
        registrar.join("grace", Role.MEMBER);
        var token = registrar.offered("grace");

        assertThat(registrar
                        .call("grace", "POST", "/api/v1/transfers/decline", "{\"token\": \"" + token + "\"}")
                        .json())
                .containsEntry("state", "declined");
        assertThat(registrar.role("grace")).contains(Role.MEMBER);
    }

    @Test
    void a_transfer_is_revoked_once() {
        registrar.join("grace", Role.MEMBER);
        var token = registrar.offered("grace");
        var id = items(registrar.get("ada", TRANSFERS)).getFirst().get("id");
        assertThat(registrar.get("ada", TRANSFERS + "/" + id).json()).containsEntry("state", "pending");

        assertThat(registrar.call("ada", "DELETE", TRANSFERS + "/" + id, "").status())
                .isEqualTo(204);

        refused(registrar.call("ada", "DELETE", TRANSFERS + "/" + id, ""), 409, "transfer_settled");
        refused(
                registrar.call("grace", "POST", "/api/v1/transfers/accept", "{\"token\": \"" + token + "\"}"),
                410,
                "transfer_gone");
        refused(registrar.get("ada", TRANSFERS + "/01ARZ3NDEKTSV4RRFFQ69G5FAV"), 404, "transfer_not_found");
        refused(registrar.call("ada", "DELETE", TRANSFERS + "/x", ""), 400, "invalid_id");
    }

    @Test
    void a_link_is_good_for_48_hours() {
        registrar.join("grace", Role.MEMBER);
        var body = "{\"token\": \"" + registrar.offered("grace") + "\"}";

        registrar.reception.wait(Duration.ofDays(2).plusSeconds(1));
        refused(registrar.call("grace", "POST", "/api/v1/transfers/accept", body), 410, "transfer_gone");
        assertThat(items(registrar.get("ada", TRANSFERS)).getFirst()).containsEntry("state", "expired");

        body = "{\"token\": \"" + registrar.offered("grace") + "\"}";
        registrar.reception.wait(Duration.ofDays(2).minusSeconds(1));
        assertThat(registrar
                        .call("grace", "POST", "/api/v1/transfers/accept", body)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_is_no_link_is_gone_and_whoever_tries_them_out_is_slowed_down() {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 31; i++) {
            var answer = registrar.call("bob", "POST", "/api/v1/transfers/accept", "{\"token\": \"guess-" + i + "\"}");
            statuses.add(answer.status());
            if (answer.status() == 429) {
                assertThat(Integer.parseInt(answer.header("retry-after"))).isPositive();
            }
        }

        assertThat(statuses.subList(0, 30)).containsOnly(410);
        assertThat(statuses.getLast()).isEqualTo(429);
    }

    @Test
    void only_whom_it_was_offered_to_accepts() {
        registrar.join("grace", Role.MEMBER);
        registrar.join("abe", Role.ADMIN);
        var body = "{\"token\": \"" + registrar.offered("grace") + "\"}";

        for (var who : List.of("abe", "ada", "otto")) {
            refused(registrar.call(who, "POST", "/api/v1/transfers/accept", body), 403, "transfer_for_another");
        }
        refused(registrar.call("", "POST", "/api/v1/transfers/accept", body), 401, "authentication_required");
        assertThat(registrar.role("ada")).contains(Role.OWNER);
    }

    @Test
    void what_stands_against_a_transfer_is_said() {
        registrar.join("grace", Role.MEMBER);
        registrar.join("hope", Role.MEMBER);

        refused(registrar.call("ada", "POST", TRANSFERS, "{\"to\": \"ada\"}"), 409, "owner_already");
        refused(registrar.call("ada", "POST", TRANSFERS, "{\"to\": \"otto\"}"), 404, "member_not_found");
        refused(registrar.call("ada", "POST", TRANSFERS, "{}"), 400, "missing_field");
        registrar.mailBroken = true;
        refused(registrar.call("ada", "POST", TRANSFERS, "{\"to\": \"grace\"}"), 503, "mail_failed");
        registrar.mailBroken = false;
        registrar.offered("grace");
        refused(registrar.call("ada", "POST", TRANSFERS, "{\"to\": \"hope\"}"), 409, "transfer_pending");
        registrar.call("ada", "PATCH", MEMBERS + "/grace", "{\"role\": \"owner\"}");
        registrar.call("grace", "PATCH", MEMBERS + "/ada", "{\"role\": \"admin\"}");
        refused(
                registrar.call(
                        "grace", "POST", "/api/v1/transfers/accept", "{\"token\": \"" + registrar.mailed() + "\"}"),
                409,
                "sender_is_no_owner");
    }

    // Everybody

    @Test
    void a_session_does_not_call_the_api() {
        var session = registrar.reception.session(registrar.person("ada"), "Firefox");

        refused(registrar.reception.get(session, ORG), 401, "token_unknown");
        refused(
                registrar.reception.send(registrar.reception.event("GET", ORG).cookie("slipway_session", session)),
                401,
                "authentication_required");
    }

    @Test
    void another_method_is_told_which_ones_there_are() {
        for (var path : List.of(ORGS, ORG, MEMBERS, MEMBERS + "/ada", TRANSFERS, ORG + "/restore")) {
            var answer = registrar.reception.send(
                    registrar.reception.event("PUT", path).bearer(registrar.token("ada")));
            refused(answer, 405, "method_not_allowed");
            assertThat(answer.header("allow")).isNotBlank();
        }
    }

    @Test
    void a_machine_sees_the_organization_and_its_members_and_nothing_more() {
        var machine = registrar.machine(Scope.READ);

        assertThat(registrar.reception.get(machine, ORG).json()).doesNotContainKey("role");
        assertThat(registrar.reception.get(machine, MEMBERS).status()).isEqualTo(200);
        refused(registrar.reception.get(machine, ORGS), 403, "not_a_person");
        refused(registrar.reception.get(machine, TRANSFERS), 403, "token_scope");
    }
}
