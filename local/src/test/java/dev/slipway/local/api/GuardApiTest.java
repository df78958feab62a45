package dev.slipway.local.api;

import static dev.slipway.local.api.Gatehouse.ISSUER;
import static dev.slipway.local.api.Gatehouse.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Means;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.org.Organization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/api/v1/orgs/{org}/allow-list`, `sign-in-rule` and `trusted-issuers`. Every answer is held to the OpenAPI document.
class GuardApiTest {

    private static final String LIST = ORG + "/allow-list";
    private static final String RULE = ORG + "/sign-in-rule";
    private static final String TRUSTED = ORG + "/trusted-issuers";

    private Gatehouse gate;

    @BeforeEach
    void open() {
        gate = new Gatehouse();
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
    }

    private static Map<String, Object> done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }

    private Answer put(String who, String path, String json) {
        return gate.call(who, "PUT", path, json.replace('\'', '"'));
    }

    // The allow-list

    @Test
    void a_list_is_saved_in_its_one_form_and_told_what_became_of_each_range() {
        var saved = done(put(
                "ada",
                LIST,
                "{'networks': ['203.0.113.77/24', '203.0.113.128/25', '::ffff:203.0.113.0/120', '2001:db8::/32']}"));

        assertThat(saved)
                .containsEntry("dryRun", false)
                .containsEntry("networks", List.of("2001:db8:0:0:0:0:0:0/32", "203.0.113.0/24"));
        assertThat(list(saved, "notes"))
                .containsExactly(
                        Map.of("written", "203.0.113.77/24", "range", "203.0.113.0/24"),
                        Map.of(
                                "written",
                                "203.0.113.128/25",
                                "range",
                                "203.0.113.128/25",
                                "leftOutFor",
                                "203.0.113.0/24"),
                        Map.of(
                                "written",
                                "::ffff:203.0.113.0/120",
                                "range",
                                "203.0.113.0/24",
                                "leftOutFor",
                                "203.0.113.0/24"));
        assertThat(done(gate.get("ada", LIST)))
                .containsEntry("networks", List.of("2001:db8:0:0:0:0:0:0/32", "203.0.113.0/24"))
                .containsEntry("yourAddress", Gatehouse.HOME);
    }

    @Test
    void a_list_that_would_lock_out_who_saves_it_is_refused_and_nothing_is_saved() {
        var answer = put("ada", LIST, "{'networks': ['192.0.2.0/24']}");

        refused(answer, 409, "locks_you_out");
        assertThat(answer.json()).containsEntry("address", Gatehouse.HOME);
        refused(put("ada", LIST, "{'networks': ['::/0']}"), 409, "locks_you_out");
        assertThat(done(gate.get("ada", LIST))).containsEntry("networks", List.of());
    }

    @Test
    void a_dry_run_tells_who_was_seen_elsewhere_and_saves_nothing() {
        gate.join("bob", Role.MEMBER);
        gate.join("cat", Role.MEMBER);
        gate.join("dan", Role.MEMBER);
        var machine = gate.machine(Scope.READ);
        gate.seen(gate.token("bob"), "198.51.100.9");
        gate.seen(gate.token("cat"), Gatehouse.HOME);
        gate.seen(machine, "2001:db8::9");

        var preview = done(put("ada", LIST, "{'networks': ['203.0.113.0/24'], 'dryRun': true}"));

        assertThat(preview)
                .containsEntry("dryRun", true)
                .containsEntry("letsYouIn", true)
                .containsEntry("yourAddress", Gatehouse.HOME);
        assertThat(list(preview, "shutOut"))
                .extracting(seen -> seen.get("who") + " " + seen.get("kind") + " " + seen.get("address"))
                .containsExactlyInAnyOrder("bob member 198.51.100.9", "acme/ci machine 2001:db8::9");
        assertThat(done(gate.get("ada", LIST))).containsEntry("networks", List.of());

        var without = done(put("ada", LIST, "{'networks': ['198.51.100.0/24'], 'dryRun': true}"));
        assertThat(without).containsEntry("letsYouIn", false);
    }

    @Test
    void whom_the_list_does_not_let_in_is_refused_here_too_and_the_list_is_lifted_by_an_empty_one() {
        done(put("ada", LIST, "{'networks': ['203.0.113.0/24']}"));
        gate.join("bob", Role.ADMIN);

        var away = gate.reception.send(gate.event("GET", LIST, "192.0.2.7").bearer(gate.token("bob")));
        refused(away, 403, "address_not_allowed");

        assertThat(done(put("bob", LIST, "{'networks': []}"))).containsEntry("networks", List.of());
        assertThat(gate.reception
                        .send(gate.event("GET", LIST, "192.0.2.7").bearer(gate.token("bob")))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing_field",
                "{'networks': 'x'}|invalid_field",
                "{'networks': ['203.0.113.0/33']}|invalid_cidr",
                "{'networks': ['::ffff:203.0.113.0/24']}|invalid_cidr",
                "{'networks': ['office']}|invalid_cidr",
                "{'networks': [], 'dryrun': true}|unknown_field",
                "{'networks': [], 'dryRun': 1}|invalid_field",
                "[]|invalid_json",
            })
    void what_is_no_list_is_refused(String body, String code) {
        refused(put("ada", LIST, body), 400, code);
    }

    @Test
    void a_list_has_a_hundred_ranges_at_most() {
        var many =
                IntStream.range(0, 101).mapToObj(i -> "'10." + i + ".0.0/16'").collect(Collectors.joining(","));
        refused(put("ada", LIST, "{'networks': [" + many + "]}"), 400, "too_many_networks");
    }

    // The sign-in rule

    @Test
    void a_rule_holds_for_sessions_and_tokens_by_how_they_began_and_not_for_the_one_owner() {
        gate.join("bob", Role.ADMIN);

        assertThat(done(put("ada", RULE, "{'means': ['github', 'generic-oidc'], 'breakGlass': 'ada'}")))
                .containsEntry("means", List.of("github", ISSUER))
                .containsEntry("breakGlass", "ada");

        var answer = gate.get("bob", RULE);
        refused(answer, 403, "sign_in_elsewhere");
        assertThat(answer.json().get("detail").toString())
                .contains("by GitHub, at /sign-in/with/github", "login.acme.example, at /sign-in/with/generic-oidc");
        assertThat(done(gate.get("ada", RULE)))
                .containsEntry("means", List.of("github", ISSUER))
                .containsEntry("breakGlass", "ada")
                .containsEntry("offered", List.of("github", ISSUER))
                .containsEntry("yourMeans", "mail");
        var github = gate.session("bob", Means.GITHUB);
        assertThat(gate.reception
                        .send(gate.event("GET", Gatehouse.CONSOLE + "/security", Gatehouse.HOME)
                                .cookie("slipway_session", github))
                        .status())
                .isEqualTo(200);

        assertThat(gate.call("ada", "DELETE", RULE, "").status()).isEqualTo(204);
        assertThat(gate.get("bob", RULE).status()).isEqualTo(200);
        assertThat(gate.call("ada", "DELETE", RULE, "").status()).isEqualTo(204);
    }

    @Test
    void a_dry_run_tells_who_has_never_signed_in_so_and_saves_nothing() {
        gate.join("bob", Role.MEMBER);
        gate.join("cat", Role.ADMIN);
        gate.join("dan", Role.MEMBER);
        gate.link("cat", ISSUER);
        gate.link("dan", "https://github.com");

        var oidc = done(put("ada", RULE, "{'means': ['" + ISSUER + "'], 'breakGlass': 'ada', 'dryRun': true}"));
        assertThat(list(oidc, "cutOff"))
                .containsExactlyInAnyOrder(
                        Map.of("handle", "bob", "role", "member"), Map.of("handle", "dan", "role", "member"));
        assertThat(oidc).containsEntry("signInAgain", 1).containsEntry("letsYouIn", true);

        var either =
                done(put("ada", RULE, "{'means': ['github', 'generic-oidc'], 'breakGlass': 'ada', 'dryRun': true}"));
        assertThat(list(either, "cutOff")).containsExactly(Map.of("handle", "bob", "role", "member"));
        assertThat(done(gate.get("ada", RULE))).containsEntry("means", List.of());
    }

    @Test
    void a_rule_that_would_lock_out_who_saves_it_is_refused() {
        gate.join("bob", Role.OWNER);

        var answer = put("ada", RULE, "{'means': ['github'], 'breakGlass': 'bob'}");

        refused(answer, 409, "locks_you_out");
        assertThat(answer.json()).containsEntry("means", "mail");
        assertThat(done(put("ada", RULE, "{'means': ['github'], 'breakGlass': 'bob', 'dryRun': true}")))
                .containsEntry("letsYouIn", false);
        assertThat(done(gate.get("ada", RULE))).containsEntry("means", List.of());
    }

    @Test
    void for_whom_it_does_not_hold_must_be_an_owner() {
        gate.join("bob", Role.ADMIN);

        refused(put("ada", RULE, "{'means': ['github'], 'breakGlass': 'bob'}"), 409, "break_glass_no_owner");
        refused(put("ada", RULE, "{'means': ['github'], 'breakGlass': 'zoe'}"), 409, "break_glass_no_owner");
        refused(
                put("ada", RULE, "{'means': ['github'], 'breakGlass': 'bob', 'dryRun': true}"),
                409,
                "break_glass_no_owner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'means': ['github']}|missing_field",
                "{'breakGlass': 'ada'}|missing_field",
                "{'means': [], 'breakGlass': 'ada'}|missing_field",
                "{'means': ['google'], 'breakGlass': 'ada'}|unknown_provider",
                "{'means': ['mail'], 'breakGlass': 'ada'}|unknown_provider",
                "{'means': ['https://evil.example'], 'breakGlass': 'ada'}|unknown_provider",
                "{'means': ['github'], 'breakGlass': 'A!'}|invalid_organization",
            })
    void what_is_no_rule_is_refused(String body, String code) {
        refused(put("ada", RULE, body), 400, code);
        assertThat(done(gate.get("ada", RULE))).containsEntry("means", List.of());
    }

    // Trusted issuers

    @Test
    void an_issuer_is_trusted_listed_and_trusted_no_longer_by_its_name() {
        assertThat(done(put("ada", TRUSTED + "/generic-oidc", "{'role': 'member'}")))
                .containsEntry("issuer", ISSUER)
                .containsEntry("role", "member");
        assertThat(done(put("ada", TRUSTED + "/generic-oidc", "{'role': 'maintainer'}")))
                .containsEntry("role", "maintainer");
        assertThat(list(done(gate.get("ada", TRUSTED)), "items")).hasSize(1);

        assertThat(gate.call("ada", "DELETE", TRUSTED + "/generic-oidc", "").status())
                .isEqualTo(204);
        refused(gate.call("ada", "DELETE", TRUSTED + "/generic-oidc", ""), 404, "issuer_not_trusted");
        assertThat(list(done(gate.get("ada", TRUSTED)), "items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "github, member, 409, issuer_open_to_anybody",
        "google, member, 400, unknown_provider",
        "generic-oidc, admin, 400, invalid_default_role",
        "generic-oidc, owner, 400, invalid_default_role",
        "generic-oidc, billing, 400, invalid_default_role",
        "generic-oidc, king, 400, invalid_role",
        "nowhere, member, 400, unknown_provider",
    })
    void what_can_not_be_trusted_is_refused(String issuer, String role, int status, String code) {
        refused(put("ada", TRUSTED + "/" + issuer, "{'role': '" + role + "'}"), status, code);
        assertThat(list(done(gate.get("ada", TRUSTED)), "items")).isEmpty();
    }

    @Test
    void a_personal_organization_trusts_nobody() {
        gate.found("ada", "adas-own", Organization.Kind.PERSONAL);

        refused(
                put("ada", "/api/v1/orgs/adas-own/trusted-issuers/generic-oidc", "{'role': 'member'}"),
                409,
                "personal_organization");
    }

    // Who may

    @ParameterizedTest
    @ValueSource(strings = {LIST, RULE, TRUSTED})
    void whoever_may_not_change_settings_sees_nothing_of_it(String path) {
        gate.join("mia", Role.MEMBER);
        gate.join("max", Role.MAINTAINER);
        gate.join("bil", Role.BILLING);

        for (var who : List.of("mia", "max", "bil")) {
            refused(gate.get(who, path), 403, "not_permitted");
        }
        refused(gate.get("zoe", path), 404, "not_found");
        refused(gate.get("", path), 401, "authentication_required");
        refused(gate.reception.get(gate.machine(Scope.READ), path), 403, "token_scope");
        gate.join("abe", Role.ADMIN);
        assertThat(gate.get("abe", path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/allow-list", "/sign-in-rule", "/trusted-issuers", "/trusted-issuers/x"})
    void another_method_is_told_so(String below) {
        var answer = gate.reception.send(
                gate.event("POST", ORG + below, Gatehouse.HOME).bearer(gate.token("ada")));

        refused(answer, 405, "method_not_allowed");
    }
}
