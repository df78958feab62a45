package dev.slipway.local.api;

import static dev.slipway.local.api.Registrar.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/api/v1/orgs/{org}/service-accounts` and `/api/v1/orgs/{org}/tokens`. Every answer is held to the OpenAPI document.
class MachineApiTest {

    private static final String ACCOUNTS = ORG + "/service-accounts";
    private static final String TOKENS = ORG + "/tokens";

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

    private Answer account(String name) {
        return registrar.call("ada", "POST", ACCOUNTS, "{\"name\": \"" + name + "\"}");
    }

    private Answer token(String who, String fields) {
        var answer = registrar.call(who, "POST", TOKENS, "{" + fields.replace('\'', '"') + "}");
        if (answer.status() == 201) {
            registrar.reception.handedOut(answer.json().get("token").toString());
        }
        return answer;
    }

    @Test
    void a_service_account_is_created_shown_listed_and_deleted() {
        var made = account("build-server");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).endsWith("/api/v1/orgs/acme/service-accounts/build-server");
        assertThat(made.json()).containsEntry("name", "build-server").containsEntry("createdBy", "ada");
        registrar.join("mia", Role.MEMBER);

        assertThat(registrar.get("mia", ACCOUNTS + "/build-server").json()).isEqualTo(made.json());
        assertThat(items(registrar.get("mia", ACCOUNTS))).containsExactly(made.json());

        assertThat(registrar
                        .call("ada", "DELETE", ACCOUNTS + "/build-server", "")
                        .status())
                .isEqualTo(204);
        refused(registrar.call("ada", "DELETE", ACCOUNTS + "/build-server", ""), 404, "service_account_not_found");
        refused(registrar.get("mia", ACCOUNTS + "/build-server"), 404, "service_account_not_found");
        assertThat(items(registrar.get("ada", ACCOUNTS))).isEmpty();
    }

    @Test
    void what_can_not_be_a_service_account_is_refused() {
        account("build-server");
        registrar.join("mia", Role.MEMBER);

        refused(account("build-server"), 409, "service_account_exists");
        refused(account("Build Server"), 400, "invalid_service_account");
        refused(registrar.call("ada", "POST", ACCOUNTS, "{}"), 400, "missing_field");
        refused(registrar.call("ada", "POST", ACCOUNTS, "{\"name\": \"x\", \"team\": \"y\"}"), 400, "unknown_field");
        refused(registrar.call("mia", "POST", ACCOUNTS, "{\"name\": \"other\"}"), 403, "not_permitted");
        refused(registrar.call("mia", "DELETE", ACCOUNTS + "/build-server", ""), 403, "not_permitted");
        refused(registrar.call("otto", "POST", ACCOUNTS, "{\"name\": \"other\"}"), 404, "not_found");
        refused(registrar.get("otto", ACCOUNTS), 404, "not_found");
        refused(registrar.call("", "POST", ACCOUNTS, "{\"name\": \"other\"}"), 401, "authentication_required");
        assertThat(items(registrar.get("ada", ACCOUNTS))).hasSize(1);
    }

    @Test
    void a_machine_token_is_shown_once_and_listed_with_prefix_maker_limits_and_end() {
        account("build-server");

        var made = token(
                "ada",
                "'name': 'nightly', 'scopes': ['read'], 'expires': '30d', 'packages': ['@acme/pad'],"
                        + " 'networks': ['203.0.113.0/24'], 'serviceAccount': 'build-server'");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("cache-control")).isEqualTo("no-store");
        assertThat(made.json().get("token").toString()).startsWith("slp_m");
        var listed = registrar.get("ada", TOKENS);
        assertThat(listed.text()).doesNotContain(made.json().get("token").toString());
        assertThat(items(listed))
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .containsEntry("name", "nightly")
                        .containsEntry("createdBy", "ada")
                        .containsEntry("serviceAccount", "build-server")
                        .containsEntry("scopes", List.of("read"))
                        .containsEntry("packages", List.of("@acme/pad"))
                        .containsEntry("networks", List.of("203.0.113.0/24"))
                        .containsEntry("expiresAt", "2026-12-21T12:00:00Z")
                        .doesNotContainKeys("lastUsedAt", "token"));
    }

    @Test
    void the_last_use_and_its_address_are_listed() {
        var made = token("ada", "'name': 'nightly', 'scopes': ['read'], 'expires': 'never'");
        registrar.reception.call(made.json().get("token").toString(), "GET", ACCOUNTS, "");

        assertThat(items(registrar.get("ada", TOKENS)))
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .containsEntry("lastUsedAt", "2026-11-21T12:00:00Z")
                        .containsKey("lastUsedFrom")
                        .doesNotContainKey("expiresAt"));
    }

    @Test
    void tokens_are_listed_by_service_account_and_in_parts() {
        account("build-server");
        token("ada", "'name': 'a', 'scopes': ['read'], 'expires': 'never', 'serviceAccount': 'build-server'");
        token("ada", "'name': 'b', 'scopes': ['read'], 'expires': 'never'");
        token("ada", "'name': 'c', 'scopes': ['read'], 'expires': 'never'");

        assertThat(items(registrar.call("ada", "GET", TOKENS, "serviceAccount=build-server", "")))
                .extracting(one -> one.get("name"))
                .containsExactly("a");
        refused(registrar.call("ada", "GET", TOKENS, "serviceAccount=nobody", ""), 404, "service_account_not_found");
        var first = registrar.call("ada", "GET", TOKENS, "limit=2", "");
        var rest = registrar.call(
                "ada", "GET", TOKENS, "limit=2&cursor=" + first.json().get("next"), "");
        assertThat(items(first)).hasSize(2);
        assertThat(items(rest)).hasSize(1);
        refused(registrar.call("ada", "GET", TOKENS, "limit=0", ""), 400, "invalid_limit");
        refused(registrar.call("ada", "GET", TOKENS, "cursor=none", ""), 400, "invalid_cursor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'scopes': ['read']|400|missing_field",
                "'name': '', 'scopes': ['read']|400|invalid_token_name",
                "'name': 'x'|400|missing_field",
                "'name': 'x', 'scopes': ['manage']|400|invalid_scope",
                "'name': 'x', 'scopes': ['all']|400|invalid_scope",
                "'name': 'x', 'scopes': ['read'], 'expires': 'soon'|400|invalid_expiry",
                "'name': 'x', 'scopes': ['read'], 'expires': '2026-11-21T12:00:00Z'|400|expiry_in_the_past",
                "'name': 'x', 'scopes': ['read'], 'networks': ['home']|400|invalid_cidr",
                "'name': 'x', 'scopes': ['read'], 'packages': ['pad']|400|invalid_package_limit",
                "'name': 'x', 'scopes': ['read'], 'packages': ['@globex/pad']|400|invalid_package_limit",
                "'name': 'x', 'scopes': ['read'], 'serviceAccount': 'X'|400|invalid_service_account",
                "'name': 'x', 'scopes': ['read'], 'serviceAccount': 'nobody'|404|service_account_not_found",
                "'name': 'x', 'scopes': ['read'], 'owner': 'ada'|400|unknown_field",
            })
    void what_can_not_be_used_makes_no_token(String fields, int status, String code) {
        refused(token("ada", fields), status, code);
        assertThat(items(registrar.get("ada", TOKENS))).isEmpty();
    }

    @Test
    void who_may_not_makes_lists_and_revokes_none() {
        registrar.join("max", Role.MAINTAINER);
        registrar.machine(Scope.PUBLISH);
        var id = items(registrar.get("ada", TOKENS)).getFirst().get("id");
        var wish = "'name': 'x', 'scopes': ['read'], 'expires': 'never'";

        refused(token("max", wish), 403, "not_permitted");
        refused(token("otto", wish), 404, "not_found");
        refused(token("", wish), 401, "authentication_required");
        refused(registrar.get("max", TOKENS), 403, "not_permitted");
        refused(registrar.get("otto", TOKENS), 404, "not_found");
        refused(registrar.call("max", "DELETE", TOKENS + "/" + id, ""), 403, "not_permitted");
        refused(registrar.call("otto", "DELETE", TOKENS + "/" + id, ""), 404, "not_found");
        refused(registrar.call("ada", "DELETE", TOKENS + "/none", ""), 400, "invalid_id");
        assertThat(items(registrar.get("ada", TOKENS))).hasSize(1);
    }

    @Test
    void a_revoked_token_is_refused_on_the_next_request() {
        var made = token("ada", "'name': 'x', 'scopes': ['read'], 'expires': 'never'");
        var secret = made.json().get("token").toString();
        var path = TOKENS + "/" + made.json().get("id");
        assertThat(registrar.reception.call(secret, "GET", ACCOUNTS, "").status())
                .isEqualTo(200);

        assertThat(registrar.call("ada", "DELETE", path, "").status()).isEqualTo(204);

        refused(registrar.reception.call(secret, "GET", ACCOUNTS, ""), 401, "token_revoked");
        refused(registrar.call("ada", "DELETE", path, ""), 404, "token_not_found");
        assertThat(items(registrar.get("ada", TOKENS))).isEmpty();
    }

    @Test
    void what_a_member_made_is_told_before_they_are_removed_and_goes_on_after_that() {
        registrar.join("abe", Role.ADMIN);
        registrar.join("mia", Role.MEMBER);
        var made = token("abe", "'name': 'release', 'scopes': ['read'], 'expires': 'never'");
        token("ada", "'name': 'other', 'scopes': ['read'], 'expires': 'never'");

        assertThat(items(registrar.get("ada", ORG + "/members/abe/tokens")))
                .extracting(one -> one.get("name"))
                .containsExactly("release");
        assertThat(items(registrar.get("mia", ORG + "/members/mia/tokens"))).isEmpty();
        refused(registrar.get("mia", ORG + "/members/abe/tokens"), 403, "not_permitted");
        refused(registrar.get("ada", ORG + "/members/nobody/tokens"), 404, "member_not_found");

        assertThat(registrar.call("ada", "DELETE", ORG + "/members/abe", "").status())
                .isEqualTo(204);
        var secret = made.json().get("token").toString();
        assertThat(registrar.reception.call(secret, "GET", ACCOUNTS, "").status())
                .isEqualTo(200);
        refused(registrar.get("ada", ORG + "/members/abe/tokens"), 404, "member_not_found");
    }
}
