package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Limits;
import dev.slipway.access.PackagePattern;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.kernel.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/api/v1/me`
class AccountApiTest {

    private static final String TOKENS = "/api/v1/me/tokens";
    private static final String SESSIONS = "/api/v1/me/sessions";

    private Reception reception;
    private Principal.Person ada;
    private String token;

    @BeforeEach
    void open() {
        reception = new Reception();
        ada = reception.person("ada");
        token = reception.fullToken(ada);
    }

    @AfterEach
    void close() {
        reception.close();
    }

    private Answer make(String by, String body) {
        var answer = reception.call(by, "POST", TOKENS, body);
        if (answer.status() == 201) {
            reception.handedOut(answer.json().get("token").toString());
        }
        return answer;
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

    @Test
    void who_asks_is_told_who_they_are() {
        assertThat(reception.get(token, "/api/v1/me").json())
                .containsEntry("id", ada.id().value())
                .containsEntry("handle", "ada")
                .containsEntry("emails", List.of("ada@example.com"));
    }

    @Test
    void nobody_and_a_token_without_the_scope_are_told_nothing() {
        refused(reception.get("", "/api/v1/me"), 401, "authentication_required");
        refused(reception.get(reception.token(ada), "/api/v1/me"), 403, "token_scope");
        refused(reception.get(reception.token(ada, Scope.PUBLISH), TOKENS), 403, "token_scope");
        refused(reception.get(reception.token(ada, Scope.READ), SESSIONS), 403, "token_scope");
    }

    @Test
    void a_session_does_not_call_the_api() {
        var session = reception.session(ada, "Firefox on Linux");

        refused(reception.get(session, "/api/v1/me"), 401, "token_unknown");
        var answer = reception.send(reception.event("GET", TOKENS).cookie("slipway_session", session));
        refused(answer, 401, "authentication_required");
    }

    @Test
    void a_token_is_made_shown_once_listed_used_and_revoked() {
        reception.wait(Duration.ofSeconds(1));
        var made = make(token, """
                {"name": "release script", "scopes": ["publish", "read"], "expires": "30d",
                 "networks": ["203.0.113.7/24"], "packages": ["@acme/*"]}""");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("cache-control")).isEqualTo("no-store");
        assertThat(made.json())
                .containsEntry("scopes", List.of("read", "publish"))
                .containsEntry("networks", List.of("203.0.113.0/24"))
                .containsEntry("packages", List.of("@acme/*"))
                .containsEntry(
                        "expiresAt", reception.now().plus(Duration.ofDays(30)).toString());
        var secret = made.json().get("token").toString();
        assertThat(secret).startsWith(made.json().get("prefix").toString());

        reception.wait(Duration.ofMinutes(1));
        reception.get(secret, "/api/v1/me");
        var listed = reception.get(token, TOKENS);
        assertThat(listed.text()).doesNotContain(secret.substring(10));
        assertThat(items(listed).getFirst())
                .containsEntry("name", "release script")
                .containsEntry("lastUsedAt", reception.now().toString())
                .containsEntry("lastUsedFrom", "203.0.113.7");

        var id = made.json().get("id");
        assertThat(reception.call(token, "DELETE", TOKENS + "/" + id, "").status())
                .isEqualTo(204);
        refused(reception.get(secret, "/api/v1/me"), 401, "token_revoked");
        assertThat(items(reception.get(token, TOKENS))).hasSize(1);
        refused(reception.call(token, "DELETE", TOKENS + "/" + id, ""), 404, "token_not_found");
    }

    @Test
    void an_empty_list_of_scopes_makes_a_token_that_allows_nothing() {
        var made = make(token, "{\"name\": \"idle\", \"scopes\": [], \"expires\": \"never\"}");

        assertThat(made.json()).doesNotContainKey("expiresAt");
        refused(reception.get(made.json().get("token").toString(), "/api/v1/me"), 403, "token_scope");
    }

    @Test
    void what_is_left_unsaid_is_as_with_the_token_that_asks() {
        var limits = new Limits(Set.of(new Cidr("203.0.113.0/24")), Set.of(new PackagePattern("@acme/*")));
        var end = Reception.NOON.plus(Duration.ofDays(7));
        var narrow = reception.token(ada, limits, Optional.of(end), Scope.READ, Scope.MANAGE);

        assertThat(make(narrow, "{\"name\": \"child\", \"scopes\": [\"read\"]}").json())
                .containsEntry("networks", List.of("203.0.113.0/24"))
                .containsEntry("packages", List.of("@acme/*"))
                .containsEntry("expiresAt", end.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name': 'x', 'scopes': ['publish']}",
                "{'name': 'x', 'scopes': ['read'], 'networks': []}",
                "{'name': 'x', 'scopes': ['read'], 'networks': ['203.0.0.0/16']}",
                "{'name': 'x', 'scopes': ['read'], 'networks': ['203.0.113.7', '198.51.100.1']}",
                "{'name': 'x', 'scopes': ['read'], 'packages': []}",
                "{'name': 'x', 'scopes': ['read'], 'packages': ['@globex/*']}",
                "{'name': 'x', 'scopes': ['read'], 'expires': 'never'}",
                "{'name': 'x', 'scopes': ['read'], 'expires': '8d'}",
                "{'name': 'x', 'scopes': ['read'], 'expires': '2026-11-28T12:00:00.001Z'}"
            })
    void a_token_makes_none_beyond_itself(String body) {
        var limits = new Limits(Set.of(new Cidr("203.0.113.0/24")), Set.of(new PackagePattern("@acme/*")));
        var end = Reception.NOON.plus(Duration.ofDays(7));
        var narrow = reception.token(ada, limits, Optional.of(end), Scope.READ, Scope.MANAGE);

        refused(make(narrow, body.replace('\'', '"')), 403, "token_beyond_itself");
        assertThat(items(reception.get(token, TOKENS))).hasSize(2);
    }

    @Test
    void a_token_makes_one_just_as_narrow_as_itself_or_narrower() {
        var limits = new Limits(Set.of(new Cidr("203.0.113.0/24")), Set.of(new PackagePattern("@acme/*")));
        var narrow = reception.token(ada, limits, Optional.of(Reception.NOON.plus(Duration.ofDays(7))), Scope.values());

        assertThat(make(narrow, """
                                {"name": "narrower", "scopes": ["read"], "networks": ["203.0.113.7"],
                                 "packages": ["@acme/pad"], "expires": "2026-11-28T12:00:00Z"}""").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing_field",
                "{'name': 'x'}|missing_field",
                "{'scopes': []}|missing_field",
                "{'name': '', 'scopes': []}|invalid_token_name",
                "{'name': 'a\\u001b[31mb', 'scopes': []}|invalid_token_name",
                "{'name': 'x', 'scopes': 'read'}|invalid_field",
                "{'name': 'x', 'scopes': ['READ']}|invalid_scope",
                "{'name': 'x', 'scopes': ['admin']}|invalid_scope",
                "{'name': 'x', 'scopes': [], 'expires': 'tomorrow'}|invalid_expiry",
                "{'name': 'x', 'scopes': [], 'expires': '0d'}|invalid_expiry",
                "{'name': 'x', 'scopes': [], 'expires': '-1d'}|invalid_expiry",
                "{'name': 'x', 'scopes': [], 'expires': '2026-11-21T12:00:00Z'}|expiry_in_the_past",
                "{'name': 'x', 'scopes': [], 'networks': ['somewhere']}|invalid_cidr",
                "{'name': 'x', 'scopes': [], 'packages': ['lodash']}|invalid_package_limit",
                "{'name': 'x', 'scopes': [], 'expiry': '30d'}|unknown_field",
                "[]|invalid_json",
                "{'name'|invalid_json",
            })
    void a_wish_that_can_not_be_used_makes_nothing(String body, String code) {
        refused(make(token, body.replace('\'', '"')), 400, code);
        assertThat(items(reception.get(token, TOKENS))).hasSize(1);
    }

    @Test
    void a_name_of_a_megabyte_is_refused() {
        refused(make(token, "{\"name\": \"" + "x".repeat(200_000) + "\", \"scopes\": []}"), 400, "invalid_token_name");
        refused(make(token, "{\"name\": \"" + "x".repeat(1_000_000) + "\", \"scopes\": []}"), 400, "invalid_json");
    }

    @Test
    void nobody_sees_or_revokes_the_tokens_of_somebody_else() {
        var bob = reception.fullToken(reception.person("bob"));
        var id = items(reception.get(token, TOKENS)).getFirst().get("id");

        assertThat(items(reception.get(bob, TOKENS)))
                .extracting(item -> item.get("id"))
                .doesNotContain(id);
        refused(reception.call(bob, "DELETE", TOKENS + "/" + id, ""), 404, "token_not_found");
        refused(reception.call(bob, "DELETE", TOKENS + "/not-an-id", ""), 400, "invalid_id");
        assertThat(reception.get(token, "/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void an_expired_token_stays_in_the_list_and_makes_nothing() {
        var brief = reception.token(
                ada, Limits.NONE, Optional.of(Reception.NOON.plus(Duration.ofHours(1))), Scope.values());
        reception.wait(Duration.ofHours(1));

        refused(make(brief, "{\"name\": \"x\", \"scopes\": []}"), 401, "token_expired");
        assertThat(items(reception.get(token, TOKENS)))
                .extracting(item -> item.get("expiresAt"))
                .contains(reception.now().toString());
    }

    @Test
    void a_long_list_comes_in_pages_that_neither_skip_nor_repeat() {
        for (int i = 0; i < 6; i++) {
            reception.wait(Duration.ofMillis(5));
            reception.session(ada, "Firefox on Linux");
            reception.token(ada, Scope.READ);
        }
        var first = reception.call(token, "GET", TOKENS, "limit=3", "");
        var second = reception.call(
                token, "GET", TOKENS, "limit=3&cursor=" + first.json().get("next"), "");
        var third = reception.call(
                token, "GET", TOKENS, "limit=3&cursor=" + second.json().get("next"), "");

        assertThat(items(first)).hasSize(3);
        assertThat(items(second)).hasSize(3);
        assertThat(items(third)).hasSize(1);
        assertThat(third.json()).doesNotContainKey("next");
        var all = items(reception.get(token, TOKENS));
        assertThat(List.of(items(first), items(second), items(third)).stream().flatMap(List::stream))
                .containsExactlyElementsOf(all);
        refused(reception.call(token, "GET", TOKENS, "limit=0", ""), 400, "invalid_limit");
        refused(reception.call(token, "GET", TOKENS, "cursor=x", ""), 400, "invalid_cursor");
    }

    @Test
    void sessions_are_listed_with_device_and_last_use_and_ended_at_once() {
        var firefox = reception.session(ada, "Firefox on Linux");
        reception.wait(Duration.ofMinutes(1));
        reception.session(ada, "Safari on iOS");
        reception.send(reception.event("GET", "/console/sessions").cookie("slipway_session", firefox));

        var sessions = items(reception.get(token, SESSIONS));

        assertThat(sessions)
                .extracting(item -> item.get("device"))
                .containsExactly("Safari on iOS", "Firefox on Linux");
        assertThat(sessions.getLast())
                .containsEntry("means", "mail")
                .containsEntry("current", false)
                .containsEntry("lastUsedFrom", "203.0.113.7");
        var id = sessions.getLast().get("id");
        assertThat(reception.call(token, "DELETE", SESSIONS + "/" + id, "").status())
                .isEqualTo(204);
        assertThat(reception
                        .send(reception.event("GET", "/console/sessions").cookie("slipway_session", firefox))
                        .header("location"))
                .startsWith("/sign-in");
        refused(reception.call(token, "DELETE", SESSIONS + "/" + id, ""), 404, "session_not_found");
        assertThat(items(reception.get(token, SESSIONS))).hasSize(1);
    }

    @Test
    void a_token_is_no_session_and_a_session_no_token() {
        reception.session(ada, "Firefox on Linux");
        var session = items(reception.get(token, SESSIONS)).getFirst().get("id");
        var access = items(reception.get(token, TOKENS)).getFirst().get("id");

        refused(reception.call(token, "DELETE", TOKENS + "/" + session, ""), 404, "token_not_found");
        refused(reception.call(token, "DELETE", SESSIONS + "/" + access, ""), 404, "session_not_found");
    }

    @Test
    void all_sessions_are_ended_at_once_and_tokens_stay() {
        for (int i = 0; i < 5; i++) {
            reception.session(ada, "Firefox " + i);
        }
        var bob = reception.person("bob");
        reception.session(bob, "Chrome on Windows");

        assertThat(reception.call(token, "DELETE", SESSIONS, "").status()).isEqualTo(204);

        assertThat(items(reception.get(token, SESSIONS))).isEmpty();
        assertThat(items(reception.get(reception.fullToken(bob), SESSIONS))).hasSize(1);
        assertThat(reception.get(token, "/api/v1/me").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/v1/me, GET",
        "PATCH, /api/v1/me/tokens, 'GET, POST'",
        "GET, /api/v1/me/tokens/01KAKJ4Y7B0000000000000000, DELETE",
        "POST, /api/v1/me/sessions, 'GET, DELETE'",
        "GET, /-/v1/login, POST",
        "HEAD, /-/v1/done, GET",
        "GET, /-/user/token/x, DELETE",
        "GET, /-/user/org.couchdb.user:ada, PUT",
        "PUT, /-/npm/v1/user, 'GET, POST'",
        "DELETE, /-/npm/v1/tokens, 'GET, POST'",
    })
    void another_method_is_told_those_that_there_are(String method, String path, String allowed) {
        var answer = reception.send(reception.event(method, path).bearer(token));

        refused(answer, 405, "method_not_allowed");
        assertThat(answer.header("allow")).isEqualTo(allowed);
    }
}
