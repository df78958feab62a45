package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Limits;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `npm login`, `logout`, `token` and `profile` send, and the page that lets them in.
class NpmAccountTest {

    private static final String TOKENS = "/-/npm/v1/tokens";

    private Reception reception;
    private Principal.Person ada;
    private String token;
    private String browser;

    @BeforeEach
    void open() {
        reception = new Reception();
        ada = reception.person("ada");
        token = reception.fullToken(ada);
        browser = reception.session(ada, "Firefox on Linux");
    }

    @AfterEach
    void close() {
        reception.close();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code).containsKey("error");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return (List<Map<String, Object>>) answer.json().get("objects");
    }

    /// Where to answer, and where to ask.
    private record Asked(String page, String done) {}

    private Asked ask() {
        var begun = reception.call("", "POST", "/-/v1/login", "{}");
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        var login = URI.create(begun.json().get("loginUrl").toString());
        var done = URI.create(begun.json().get("doneUrl").toString());
        assertThat(login.toString()).startsWith(Reception.URL + "/login/approve?login=slp_c");
        assertThat(done.toString()).startsWith(Reception.URL + "/-/v1/done?login=slp_c");
        return new Asked(login.getQuery(), done.getQuery());
    }

    private Answer poll(Asked asked) {
        return reception.call("", "GET", "/-/v1/done", asked.done(), "");
    }

    private Answer page(Asked asked) {
        return reception.send(
                reception.event("GET", "/login/approve").query(asked.page()).cookie("slipway_session", browser));
    }

    private Answer press(Asked asked, String act) {
        var guard = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"")
                .matcher(page(asked).text());
        assertThat(guard.find()).isTrue();
        return reception.send(reception
                .event("POST", "/login/approve")
                .cookie("slipway_session", browser)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .body("form=" + guard.group(1) + "&act=" + act + "&" + asked.page()));
    }

    @Test
    void a_login_that_is_approved_in_the_browser_gets_a_token() {
        var asked = ask();

        var waiting = poll(asked);
        assertThat(waiting.status()).isEqualTo(202);
        assertThat(waiting.text()).isEqualTo("{}");
        assertThat(waiting.header("retry-after")).isEqualTo("2");
        assertThat(page(asked).text()).contains("ada", Reception.NPM, "203.0.113.7", "Approve", "Deny");
        assertThat(poll(asked).status())
                .as("looking at the page answers nothing")
                .isEqualTo(202);
        assertThat(press(asked, "approve").text()).contains("Approved");
        var done = poll(asked);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.header("cache-control")).isEqualTo("no-store");
        var mine = reception.handedOut(done.json().get("token").toString());
        assertThat(reception.get(mine, "/api/v1/me").json()).containsEntry("handle", "ada");
        refused(poll(asked), 404, "login_gone");
        assertThat(page(asked).status()).isEqualTo(404);
    }

    @Test
    void a_login_that_is_denied_gets_none() {
        var asked = ask();

        assertThat(press(asked, "deny").text()).contains("Denied");

        refused(poll(asked), 403, "login_denied");
    }

    @Test
    void who_is_not_signed_in_signs_in_and_comes_back_to_the_page() {
        var asked = ask();

        var answer = reception.send(reception.event("GET", "/login/approve").query(asked.page()));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location"))
                .isEqualTo(
                        "/sign-in?returnTo=%2Flogin%2Fapprove%3F" + asked.page().replace("=", "%3D"));
    }

    @Test
    void who_signed_in_more_than_an_hour_ago_signs_in_again() {
        reception.wait(Duration.ofMinutes(59).plusSeconds(59));
        var asked = ask();
        assertThat(page(asked).status()).isEqualTo(200);

        reception.wait(Duration.ofSeconds(2));

        assertThat(page(asked).header("location")).startsWith("/sign-in?again=1&returnTo=%2Flogin%2Fapprove%3Flogin");
    }

    @Test
    void another_site_can_not_press_the_button() {
        var asked = ask();
        var guard = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"")
                .matcher(page(asked).text());
        assertThat(guard.find()).isTrue();
        var form = reception
                .event("POST", "/login/approve")
                .cookie("slipway_session", browser)
                .header("content-type", "application/x-www-form-urlencoded");

        assertThat(reception.send(form.body("act=approve&" + asked.page())).status())
                .isEqualTo(403);
        assertThat(reception
                        .send(form.header("sec-fetch-site", "cross-site")
                                .body("form=" + guard.group(1) + "&act=approve&" + asked.page()))
                        .status())
                .isEqualTo(403);
        assertThat(poll(asked).status()).isEqualTo(202);
    }

    @Test
    void ten_minutes_are_the_time_there_is() {
        var asked = ask();
        reception.wait(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(page(asked).status()).isEqualTo(200);
        assertThat(poll(asked).status()).isEqualTo(202);

        reception.wait(Duration.ofSeconds(1));

        assertThat(page(asked).status()).isEqualTo(404);
        refused(poll(asked), 404, "login_gone");
    }

    @Test
    void forged_and_cut_links_look_like_unknown_ones() {
        var asked = ask();
        var unknown = reception.send(reception
                .event("GET", "/login/approve")
                .query("login=" + Token.draw(Token.Kind.LOGIN).secret())
                .cookie("slipway_session", browser));
        var cut = reception.send(reception
                .event("GET", "/login/approve")
                .query(asked.page().substring(0, asked.page().length() - 1))
                .cookie("slipway_session", browser));

        assertThat(cut.status()).isEqualTo(unknown.status()).isEqualTo(404);
        assertThat(cut.text()).isEqualTo(unknown.text());
        refused(reception.call("", "GET", "/-/v1/done", asked.done() + "x", ""), 404, "login_gone");
        refused(
                reception.call("", "GET", "/-/v1/done", "login=" + browser + "&proof=" + browser, ""),
                404,
                "login_gone");
    }

    @Test
    void guesses_at_speed_are_told_to_wait() {
        for (int i = 0; i < 60; i++) {
            ask();
        }

        var answer = reception.call("", "POST", "/-/v1/login", "{}");

        refused(answer, 429, "too_fast");
        assertThat(answer.header("retry-after")).isEqualTo("3600");
    }

    @Test
    void a_password_is_refused_with_what_to_do_instead() {
        var answer = reception.call(
                "", "PUT", "/-/user/org.couchdb.user:ada", "{\"name\":\"ada\",\"password\":\"hunter2\"}");

        refused(answer, 401, "no_passwords");
        assertThat(answer.json().get("error").toString()).contains("npm login --auth-type=web", ".npmrc");
    }

    @Test
    void logging_out_revokes_the_token_and_says_so_again() {
        assertThat(reception.call(token, "DELETE", "/-/user/token/" + token, "").status())
                .isEqualTo(200);
        refused(reception.get(token, "/-/npm/v1/user"), 401, "token_revoked");
        assertThat(reception.call(token, "DELETE", "/-/user/token/" + token, "").status())
                .isEqualTo(200);
    }

    @Test
    void whose_login_has_expired_logs_out_all_the_same() {
        var brief = reception.token(ada, Limits.NONE, Optional.of(Reception.NOON.plusSeconds(60)), Scope.READ);
        reception.wait(Duration.ofHours(1));

        assertThat(reception.call(brief, "DELETE", "/-/user/token/" + brief, "").status())
                .isEqualTo(200);
    }

    @Test
    void nobody_logs_out_somebody_else() {
        var bob = reception.fullToken(reception.person("bob"));

        refused(reception.call(bob, "DELETE", "/-/user/token/" + token, ""), 404, "not_found");
        refused(reception.call("", "DELETE", "/-/user/token/" + token, ""), 401, "authentication_required");
        refused(reception.call(bob, "DELETE", "/-/user/token/none-of-ours", ""), 404, "token_not_found");
        assertThat(reception.get(token, "/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void a_profile_is_shown_and_not_changed() {
        assertThat(reception.get(token, "/-/npm/v1/user").json())
                .containsEntry("name", "ada")
                .containsEntry("email", "ada@example.com")
                .containsEntry("email_verified", true)
                .containsEntry("tfa", false);
        refused(reception.call(token, "POST", "/-/npm/v1/user", "{\"fullname\": \"Ada\"}"), 400, "unsupported_change");
    }

    @Test
    void tokens_are_listed_as_npm_reads_them() {
        var list = reception.get(token, TOKENS);

        assertThat(list.json()).containsEntry("urls", Map.of()).containsEntry("total", 1);
        assertThat(objects(list).getFirst())
                .containsEntry("token", token.substring(0, 10))
                .containsEntry("name", "laptop")
                .containsEntry("readonly", false)
                .containsEntry("cidr_whitelist", List.of())
                .containsEntry("created", Reception.NOON.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'password': 'x', 'readonly': true, 'cidr_whitelist': []}|read",
                "{'password': 'x', 'readonly': false, 'cidr_whitelist': ['203.0.113.0/24']}|read publish",
                "{'name': null, 'password': 'x'}|read publish",
                "{'name': 'ci', 'password': 'x', 'packages_and_scopes_permission': 'read-only'}|read",
                "{'name': 'ci', 'password': 'x', 'packages_and_scopes_permission': 'read-write'}|read publish",
                "{'name': 'ci', 'password': 'x', 'packages_and_scopes_permission': 'no-access'}|''",
                "{'name': 'ci', 'expires': 7, 'scopes': ['@acme'], 'packages': ['@globex/pad'], 'bypass_2fa': true}|read publish",
                "{'name': 'ci', 'packages_all': true, 'orgs_permission': 'no-access', 'future': {'a': [1]}}|read publish",
            })
    void tokens_are_made_as_npm_asks_for_them(String body, String scopes) {
        var answer = reception.call(token, "POST", TOKENS, body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        reception.handedOut(answer.json().get("token").toString());
        assertThat(answer.json().get("scopes"))
                .isEqualTo(scopes.equals("''") || scopes.isEmpty() ? List.of() : List.of(scopes.split(" ", -1)));
        assertThat(objects(reception.get(token, TOKENS))).hasSize(2);
    }

    @Test
    void what_npm_limits_a_token_to_is_kept() {
        var answer = reception.call(token, "POST", TOKENS, """
                {"name": "ci", "expires": 7, "scopes": ["@acme"], "packages": ["@globex/pad"],
                 "cidr_whitelist": ["203.0.113.0/24"]}""");
        reception.handedOut(answer.json().get("token").toString());

        assertThat(answer.json())
                .containsEntry("packages", List.of("@acme/*", "@globex/pad"))
                .containsEntry("cidr_whitelist", List.of("203.0.113.0/24"))
                .containsEntry(
                        "expires", Reception.NOON.plus(Duration.ofDays(7)).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'orgs': ['acme'], 'orgs_permission': 'read-write'}|unsupported_token",
                "{'packages_and_scopes_permission': 'all'}|unsupported_token",
                "{'expires': 0}|invalid_expiry",
                "{'expires': 100000}|invalid_expiry",
                "{'cidr_whitelist': ['here']}|invalid_cidr",
                "{'packages': ['lodash']}|invalid_package_limit",
                "{'name': 7}|invalid_field",
                "nothing|invalid_json",
            })
    void a_wish_of_npms_that_can_not_be_used_makes_nothing(String body, String code) {
        refused(reception.call(token, "POST", TOKENS, body.replace('\'', '"')), 400, code);
        assertThat(objects(reception.get(token, TOKENS))).hasSize(1);
    }

    @Test
    void tokens_are_revoked_by_their_key_and_by_their_value() {
        var byKey = reception.token(ada, Scope.READ);
        var byValue = reception.token(ada, Scope.READ);
        var key = objects(reception.get(token, TOKENS)).stream()
                .filter(object -> byKey.startsWith(object.get("token").toString()))
                .map(object -> object.get("key"))
                .findFirst()
                .orElseThrow();

        assertThat(reception.call(token, "DELETE", TOKENS + "/token/" + key, "").status())
                .isEqualTo(204);
        assertThat(reception
                        .call(token, "DELETE", TOKENS + "/token/" + byValue, "")
                        .status())
                .isEqualTo(204);

        refused(reception.get(byKey, "/-/npm/v1/user"), 401, "token_revoked");
        refused(reception.get(byValue, "/-/npm/v1/user"), 401, "token_revoked");
        refused(reception.call(token, "DELETE", TOKENS + "/token/" + key, ""), 404, "token_not_found");
        refused(
                reception.call(token, "DELETE", TOKENS + "/token/" + byValue.substring(0, 20), ""),
                404,
                "token_not_found");
        assertThat(objects(reception.get(token, TOKENS))).hasSize(1);
    }

    @Test
    void a_token_of_npms_is_not_beyond_the_one_that_asks() {
        var reading = reception.token(ada, Scope.READ, Scope.MANAGE);

        refused(reception.call(reading, "POST", TOKENS, "{\"name\": \"ci\"}"), 403, "token_beyond_itself");
        refused(
                reception.call(reception.token(ada, Scope.PUBLISH), "POST", TOKENS, "{\"name\": \"ci\"}"),
                403,
                "token_scope");
    }

    @Test
    void a_token_in_a_path_is_in_no_log() {
        reception.call(token, "DELETE", "/-/user/token/" + token, "");
        reception.call(token, "DELETE", TOKENS + "/token/" + token, "");

        assertThat(reception.log()).contains("\"action\":\"logout\"").doesNotContain(token.substring(4));
    }
}
