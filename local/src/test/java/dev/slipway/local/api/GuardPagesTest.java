package dev.slipway.local.api;

import static dev.slipway.local.api.Gatehouse.CONSOLE;
import static dev.slipway.local.api.Gatehouse.ISSUER;
import static dev.slipway.local.api.Gatehouse.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Means;
import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `/console/organizations/{org}/security` and `explain`, as a browser has them.
class GuardPagesTest {

    private static final String SECURITY = CONSOLE + "/security";
    private static final String EXPLAIN = CONSOLE + "/explain";

    private Gatehouse gate;
    private String session;

    @BeforeEach
    void open() {
        gate = new Gatehouse();
        session = gate.session("ada", Means.MAIL);
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private Answer get(String path) {
        return get(session, path);
    }

    private Answer get(String cookie, String path) {
        return gate.reception.send(gate.reception.event("GET", path).cookie("slipway_session", cookie));
    }

    private Answer post(String path, String... fields) {
        var form = new StringBuilder("form=" + Registrar.guard(get(path)));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(path, form.toString());
    }

    private Answer send(String path, String body) {
        return gate.reception.send(gate.reception
                .event("POST", path)
                .cookie("slipway_session", session)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("origin", Reception.URL)
                .body(body));
    }

    private Object stored(String below, String name) {
        return gate.get("ada", ORG + below).json().get(name);
    }

    @Test
    void a_list_is_previewed_and_then_saved() {
        gate.join("bob", Role.MEMBER);
        gate.seen(gate.token("bob"), "198.51.100.9");

        var preview = post(SECURITY, "act", "preview-list", "networks", "203.0.113.0/24\n203.0.113.128/25\n");
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.text())
                .contains("You are let in.", "bob", "198.51.100.9", "203.0.113.128/25 is left out: 203.0.113.0/24");
        assertThat(stored("/allow-list", "networks").toString()).isEqualTo("[]");

        assertThat(post(SECURITY, "act", "list", "networks", "203.0.113.0/24").status())
                .isEqualTo(303);
        assertThat(stored("/allow-list", "networks").toString()).isEqualTo("[203.0.113.0/24]");
        assertThat(get(SECURITY).text()).contains("203.0.113.0/24", "You come from <code>203.0.113.7</code>");
        assertThat(post(SECURITY, "act", "list", "networks", "203.0.113.7/24").text())
                .contains("203.0.113.7/24 is kept as 203.0.113.0/24");
    }

    @Test
    void a_list_that_locks_out_who_saves_it_is_refused_with_what_was_typed() {
        var answer = post(SECURITY, "act", "list", "networks", "192.0.2.0/24");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("192.0.2.0/24", "your own address, 203.0.113.7");
        assertThat(post(SECURITY, "act", "preview-list", "networks", "192.0.2.0/24")
                        .text())
                .contains("You would be locked out");
        assertThat(post(SECURITY, "act", "list", "networks", "nonsense").status())
                .isEqualTo(400);
        assertThat(stored("/allow-list", "networks").toString()).isEqualTo("[]");
    }

    @Test
    void a_rule_is_previewed_required_and_lifted() {
        gate.join("bob", Role.MEMBER);

        var preview = post(SECURITY, "act", "preview-rule", "way-generic-oidc", "on", "breakGlass", "ada");
        assertThat(preview.text())
                .contains("bob", "is cut off", "You go on as you are.")
                .contains("Acme Login");
        assertThat(stored("/sign-in-rule", "means").toString()).isEqualTo("[]");

        assertThat(post(SECURITY, "act", "rule", "way-generic-oidc", "on", "breakGlass", "ada")
                        .status())
                .isEqualTo(303);
        assertThat(stored("/sign-in-rule", "means").toString()).isEqualTo("[" + ISSUER + "]");
        assertThat(get(SECURITY).text()).contains("Let members sign in as they like");

        assertThat(post(SECURITY, "act", "lift-rule").status()).isEqualTo(303);
        assertThat(stored("/sign-in-rule", "means").toString()).isEqualTo("[]");
    }

    @Test
    void a_rule_without_a_way_without_an_owner_or_against_oneself_is_refused() {
        gate.join("bob", Role.OWNER);

        assertThat(post(SECURITY, "act", "rule", "breakGlass", "ada").status()).isEqualTo(400);
        assertThat(post(SECURITY, "act", "rule", "way-github", "on", "breakGlass", "")
                        .status())
                .isEqualTo(409);
        assertThat(post(SECURITY, "act", "rule", "way-github", "on", "breakGlass", "zoe")
                        .text())
                .contains("zoe is no owner");
        var locked = post(SECURITY, "act", "rule", "way-github", "on", "breakGlass", "bob");
        assertThat(locked.status()).isEqualTo(409);
        assertThat(locked.text()).contains("you have signed in by mail yourself");
        assertThat(stored("/sign-in-rule", "means").toString()).isEqualTo("[]");
    }

    @Test
    void an_issuer_is_trusted_and_trusted_no_longer() {
        assertThat(get(SECURITY).text()).contains("Whoever signs in by Acme Login becomes");
        assertThat(post(SECURITY, "act", "trust", "issuer", "generic-oidc", "role", "maintainer")
                        .status())
                .isEqualTo(303);
        assertThat(get(SECURITY).text()).contains("Trust no longer", ISSUER);
        assertThat(post(SECURITY, "act", "trust", "issuer", "github", "role", "member")
                        .status())
                .isEqualTo(409);
        assertThat(post(SECURITY, "act", "trust", "issuer", "generic-oidc", "role", "owner")
                        .status())
                .isEqualTo(400);

        assertThat(post(SECURITY, "act", "distrust", "issuer", ISSUER).status()).isEqualTo(303);
        assertThat(post(SECURITY, "act", "distrust", "issuer", ISSUER).status()).isEqualTo(404);
    }

    @Test
    void whoever_has_signed_in_otherwise_is_offered_the_way_there_and_back() {
        gate.join("bob", Role.ADMIN);
        gate.call(
                "ada",
                "PUT",
                ORG + "/sign-in-rule",
                "{\"means\": [\"github\", \"generic-oidc\"], \"breakGlass\": \"ada\"}");
        var page = get(gate.session("bob", Means.MAIL), SECURITY);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text())
                .contains("action=\"/sign-in/with/github\"", "action=\"/sign-in/with/generic-oidc\"")
                .contains("name=\"returnTo\" value=\"" + SECURITY + "\"");
        assertThat(page.header("content-security-policy")).doesNotContain("form-action");
        assertThat(get(gate.session("bob", Means.GITHUB), SECURITY).status()).isEqualTo(200);
        assertThat(get(session, SECURITY).status()).isEqualTo(200);
    }

    @Test
    void a_browser_that_signed_in_long_ago_has_to_show_who_sits_there() {
        gate.reception.wait(Duration.ofHours(1));

        assertThat(get(SECURITY).status()).isEqualTo(200);
        for (var act : new String[] {"list", "rule", "lift-rule", "trust", "distrust"}) {
            var answer = post(
                    SECURITY,
                    "act",
                    act,
                    "networks",
                    "203.0.113.0/24",
                    "way-github",
                    "on",
                    "breakGlass",
                    "ada",
                    "issuer",
                    act.equals("distrust") ? ISSUER : "generic-oidc",
                    "role",
                    "member");
            assertThat(answer.status()).as(act).isEqualTo(303);
            assertThat(answer.header("location")).contains("/sign-in?again=1", "security");
        }
        assertThat(stored("/allow-list", "networks").toString()).isEqualTo("[]");
    }

    @Test
    void who_may_not_is_told_and_who_is_signed_out_signs_in() {
        gate.join("mia", Role.MEMBER);

        assertThat(get(gate.session("mia", Means.MAIL), SECURITY).status()).isEqualTo(403);
        assertThat(get(gate.session("zoe", Means.MAIL), SECURITY).status()).isEqualTo(404);
        var out = gate.reception.send(gate.reception.event("GET", SECURITY));
        assertThat(out.status()).isEqualTo(303);
        assertThat(out.header("location")).startsWith("/sign-in?returnTo=");
        assertThat(send(SECURITY, "act=lift-rule").status()).isEqualTo(403);
        assertThat(post(SECURITY, "act", "nonsense").status()).isEqualTo(400);
    }

    @Test
    void the_page_explains_and_says_what_can_not_be_asked() {
        gate.join("bob", Role.MEMBER);
        assertThat(get(EXPLAIN).text()).contains("Who may what, and why").doesNotContain("Refused");

        var no = post(EXPLAIN, "subject", "bob", "permission", "publish_packages", "package", "", "address", "");
        assertThat(no.text()).contains("Refused", "bob may not publish to all packages of @acme");
        var yes = post(EXPLAIN, "subject", "", "permission", "own_organization");
        assertThat(yes.text()).contains("Allowed", "the role owner in @acme gives it");
        assertThat(post(EXPLAIN, "permission", "fly").status()).isEqualTo(400);
        assertThat(post(EXPLAIN, "permission", "belong", "subject", "zoe").status())
                .isEqualTo(404);

        var bobs = get(gate.session("bob", Means.MAIL), EXPLAIN).text();
        assertThat(bobs).contains("May do what").doesNotContain("A handle, service:");
    }
}
