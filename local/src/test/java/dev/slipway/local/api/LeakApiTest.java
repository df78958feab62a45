package dev.slipway.local.api;

import static dev.slipway.local.api.Registrar.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.kernel.Posted;
import dev.slipway.org.LeakMails;
import dev.slipway.org.LeakSigners.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `POST /api/v1/leaks`. Every answer is held to the OpenAPI document.
class LeakApiTest {

    private static final String PLACE = "https://github.com/octocat/hello/blob/main/.npmrc";

    private final List<LeakMails.Letter> letters = new ArrayList<>();
    private Verdict verdict = Verdict.GENUINE;
    private boolean mailBroken;
    private Registrar registrar;

    @BeforeEach
    void open() {
        registrar = new Registrar((_, _, _) -> verdict, this::post);
    }

    @AfterEach
    void close() {
        registrar.close();
    }

    private Posted post(LeakMails.Letter letter) {
        letters.add(letter);
        return mailBroken ? new Posted.Failed("out of order") : new Posted.Accepted("message");
    }

    private static String match(String token) {
        return "{\"token\":\"%s\",\"type\":\"slipway_token\",\"url\":\"%s\",\"source\":\"content\"}"
                .formatted(token, PLACE);
    }

    private Answer report(String... tokens) {
        var matches = new ArrayList<String>();
        for (var token : tokens) {
            matches.add(match(token));
        }
        return send("[" + String.join(",", matches) + "]");
    }

    private Answer send(String body) {
        return registrar.reception.call(
                "POST",
                "/api/v1/leaks",
                body,
                Map.of("github-public-key-identifier", "one", "github-public-key-signature", "AAAA"));
    }

    private static String told(String token, boolean real) {
        return "{\"token_hash\":\"%s\",\"token_type\":\"slipway_token\",\"label\":\"%s\"}"
                .formatted(TokenHash.of(token), real ? "true_positive" : "false_positive");
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
    }

    @Test
    void a_persons_token_is_revoked_and_they_are_told() {
        var token = registrar.token("ada");

        var answer = report(token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("[" + told(token, true) + "]").doesNotContain("slp_");
        refused(registrar.get("ada", ORG), 401, "token_revoked");
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.to().value()).isEqualTo("ada@example.com");
            assertThat(letter.org()).isEmpty();
            assertThat(letter.source()).isEqualTo(PLACE);
            assertThat(letter.link().toString()).isEqualTo(Reception.URL + "/console/tokens");
        });
        assertThat(registrar.reception.entries("token.leaked")).singleElement().satisfies(entry -> {
            assertThat(entry.get("pk").s()).startsWith("AUDIT#account:");
            assertThat(entry.get("details").m().get("source").s()).isEqualTo(PLACE);
            assertThat(entry.get("actor").m()).containsOnlyKeys("system");
        });
    }

    @Test
    void a_machines_token_is_revoked_and_all_owners_and_admins_are_told() {
        registrar.join("abe", Role.ADMIN);
        registrar.join("max", Role.MAINTAINER);
        var token = registrar.machine(Scope.PUBLISH);

        assertThat(report(token).text()).isEqualTo("[" + told(token, true) + "]");

        refused(registrar.reception.call(token, "GET", ORG + "/service-accounts", ""), 401, "token_revoked");
        assertThat(registrar.get("ada", ORG + "/tokens").text()).isEqualTo("{\"items\":[]}");
        assertThat(letters)
                .extracting(letter -> letter.to().value())
                .containsExactlyInAnyOrder("ada@example.com", "abe@example.com");
        assertThat(registrar.reception.entries("token.leaked"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("pk").s()).isEqualTo("AUDIT#org:acme"));
    }

    @Test
    void a_session_is_ended_and_whose_it_was_is_told() {
        var session = registrar.reception.session(registrar.person("ada"), "Firefox on Linux");

        assertThat(report(session).text()).isEqualTo("[" + told(session, true) + "]");

        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.session()).isTrue();
            assertThat(letter.link().toString()).isEqualTo(Reception.URL + "/console/sessions");
        });
        assertThat(registrar.reception.entries("token.leaked")).hasSize(1);
    }

    @Test
    void what_is_no_token_of_ours_is_said_to_be_none_and_changes_nothing() {
        var never = Token.draw(Token.Kind.MACHINE).secret();
        var mistyped = never.substring(0, never.length() - 1) + (never.endsWith("x") ? "y" : "x");
        var link = Token.draw(Token.Kind.SIGN_IN).secret();

        assertThat(report(never, mistyped, link, "ghp_something").text())
                .isEqualTo("[" + told(never, false) + "," + told(mistyped, false) + "," + told(link, false) + ","
                        + told("ghp_something", false) + "]");
        assertThat(letters).isEmpty();
        assertThat(registrar.reception.entries("token.leaked")).isEmpty();
    }

    @Test
    void a_report_that_comes_twice_revokes_and_tells_once() {
        var token = registrar.machine(Scope.READ);

        report(token);
        assertThat(report(token, token).text()).isEqualTo("[" + told(token, true) + "," + told(token, true) + "]");

        assertThat(letters).hasSize(1);
        assertThat(registrar.reception.entries("token.leaked")).hasSize(1);
    }

    @Test
    void a_mail_that_fails_keeps_no_token_alive() {
        mailBroken = true;
        var token = registrar.machine(Scope.READ);

        assertThat(report(token).status()).isEqualTo(200);

        refused(registrar.reception.call(token, "GET", ORG + "/service-accounts", ""), 401, "token_revoked");
        assertThat(registrar.reception.log()).contains("1 reported, 1 real, 1 not told");
    }

    @Test
    void a_token_in_the_address_of_where_it_was_found_goes_nowhere() {
        var token = registrar.machine(Scope.READ);

        send("[{\"token\":\"%s\",\"type\":\"t\",\"url\":\"https://github.com/a?q=%s\"}]".formatted(token, token));

        assertThat(letters.getFirst().source()).isEqualTo("https://github.com/a?q=***");
        assertThat(registrar.reception.entries("token.leaked").toString()).doesNotContain(token);
    }

    @Test
    void what_is_not_signed_by_whom_we_know_is_refused_and_not_read() {
        var token = registrar.machine(Scope.READ);
        verdict = Verdict.FORGED;

        refused(report(token), 401, "report_not_genuine");
        refused(send("[{\"token\":\"\"}]"), 401, "report_not_genuine");
        refused(registrar.reception.call("", "POST", "/api/v1/leaks", "[]"), 401, "report_not_genuine");
        verdict = Verdict.UNKNOWN;
        refused(report(token), 503, "keys_unreachable");

        assertThat(registrar.reception.entries("token.leaked")).isEmpty();
        assertThat(registrar
                        .reception
                        .call(token, "GET", ORG + "/service-accounts", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_report_of_another_shape_is_refused() {
        for (var body : List.of("{}", "[", "[1]", "[{}]", "[[]]", "[{\"token\":\"\"}]", "[] []", "null", "x")) {
            refused(send(body), 400, "invalid_json");
        }
        refused(send("[" + "{\"token\":\"x\"},".repeat(500) + "{\"token\":\"x\"}]"), 400, "invalid_json");
        refused(send("[" + " ".repeat(256 * 1024) + "]"), 400, "invalid_json");
        assertThat(send("[]").text()).isEqualTo("[]");
    }

    @Test
    void one_network_sends_so_many_a_minute() {
        for (int i = 0; i < 120; i++) {
            assertThat(send("[]").status()).isEqualTo(200);
        }
        var refused = send("[]");
        refused(refused, 429, "too_fast");
        assertThat(refused.header("retry-after")).isNotBlank();

        registrar.reception.wait(Duration.ofMinutes(1));
        assertThat(send("[]").status()).isEqualTo(200);
    }
}
