package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Events;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// An organization's allow-list and its sign-in rule, on every kind of route that touches it.
class ShutOutTest extends OnARegistry {

    private static final String ELSEWHERE = "192.0.2.0/24";
    private static final Draft OPEN = Draft.of("@acme/open", "1.0.0").access("public");
    private static final Draft CLOSED = Draft.of("@acme/closed", "1.0.0");

    @BeforeEach
    void publish() {
        registry.as(Who.MAINTAINER).published(OPEN, CLOSED, Draft.of("@acme/closed", "1.0.1"));
        registry.as(Who.MAINTAINER).tag("@acme/closed", "beta", "1.0.1");
    }

    /// What anybody asks of the registry about a package that isn't public, or about its organization.
    record Request(String method, String path, String body) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Request> requests() {
        var closed = "@acme/closed";
        var document = "{\"name\":\"" + closed + "\",\"_rev\":\"2\",\"versions\":{";
        var packages = Stream.of(
                new Request("GET", "/" + closed, ""),
                new Request("GET", "/" + closed + "/1.0.0", ""),
                new Request("GET", "/" + closed + "/beta", ""),
                new Request("GET", "/" + closed + "/-/closed-1.0.0.tgz", ""),
                new Request("GET", "/-/package/" + closed + "/dist-tags", ""),
                new Request("PUT", "/" + closed, Draft.of(closed, "1.1.0").body()),
                new Request("PUT", "/" + closed, document + "\"1.0.0\":{\"deprecated\":\"old\"},\"1.0.1\":{}}}"),
                new Request("PUT", "/-/package/" + closed + "/dist-tags/next", "\"1.0.0\""),
                new Request("POST", "/-/package/" + closed + "/dist-tags/next", "\"1.0.0\""),
                new Request("DELETE", "/-/package/" + closed + "/dist-tags/beta", ""),
                new Request("PUT", "/" + closed + "/-rev/2", document + "\"1.0.0\":{}}}"),
                new Request("DELETE", "/" + closed + "/-rev/2", ""),
                new Request("DELETE", "/" + closed + "/-/closed-1.0.0.tgz/-rev/2", ""));
        var organization = Stream.of(
                new Request("GET", "/api/v1/orgs/acme", ""),
                new Request("PATCH", "/api/v1/orgs/acme", "{\"description\": \"x\"}"),
                new Request("DELETE", "/api/v1/orgs/acme", ""),
                new Request("GET", "/api/v1/orgs/acme/members", ""),
                new Request("PATCH", "/api/v1/orgs/acme/members/mia", "{\"role\": \"maintainer\"}"),
                new Request("DELETE", "/api/v1/orgs/acme/members/mia", ""),
                new Request("GET", "/api/v1/orgs/acme/transfers", ""),
                new Request("POST", "/api/v1/orgs/acme/transfers", "{\"to\": \"mia\"}"),
                new Request("GET", "/api/v1/orgs/acme/invitations", ""),
                new Request(
                        "POST",
                        "/api/v1/orgs/acme/invitations",
                        "{\"emails\": [\"x@example.com\"], \"role\": \"member\"}"),
                new Request("GET", "/api/v1/orgs/acme/allow-list", ""),
                new Request("PUT", "/api/v1/orgs/acme/allow-list", "{\"networks\": []}"),
                new Request("GET", "/api/v1/orgs/acme/sign-in-rule", ""),
                new Request("DELETE", "/api/v1/orgs/acme/sign-in-rule", ""),
                new Request("GET", "/api/v1/orgs/acme/trusted-issuers", ""),
                new Request("GET", "/api/v1/orgs/acme/permissions/explain?permission=belong", ""));
        return Stream.concat(packages, organization);
    }

    private Answer send(Who who, Request request) {
        var path = request.path();
        int query = path.indexOf('?');
        var session = registry.as(who);
        Events event = session.event(request.method(), query < 0 ? path : path.substring(0, query));
        if (query >= 0) {
            event.query(path.substring(query + 1));
        }
        if (!request.body().isEmpty()) {
            event.header("content-type", "application/json").body(request.body());
        }
        return session.send(event);
    }

    private void refuses(Who who, Request request, int status, String code) {
        var before = registry.dump();
        Registry.assertRefusal(send(who, request), status, code);
        // But for the line that tells of it, of which RefusedAtDoorTest knows more.
        registry.dump().withoutRefusals().sameAs(before.withoutRefusals(), "what is stored after the refusal " + code);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void an_address_that_is_not_allowed_is_refused_and_changes_nothing(Request request) {
        // Once, so that when the token was seen is written.
        send(Who.OWNER, new Request("GET", "/api/v1/orgs/acme", ""));
        registry.allow(ELSEWHERE);

        var npms = request.path().startsWith("/@") || request.path().startsWith("/-/");
        refuses(Who.OWNER, request, npms ? 401 : 403, "address_not_allowed");
        var answer = send(Who.OWNER, request);
        var sentence = answer.json().get("detail").toString();
        assertThat(sentence).contains("@acme", Session.ADDRESS, "ask an owner or admin");
        // npm shows a message of its own only if the header says so, and our sentence as a notice above it.
        if (npms) {
            assertThat(answer.headers())
                    .containsEntry("www-authenticate", "ipaddress")
                    .containsEntry("npm-notice", sentence);
        } else {
            assertThat(answer.headers()).doesNotContainKeys("www-authenticate", "npm-notice");
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void who_has_signed_in_otherwise_is_refused_and_told_where_to_go(Request request) {
        send(Who.ADMIN, new Request("GET", "/api/v1/orgs/acme", ""));
        registry.requireGitHub(Who.OWNER);

        refuses(Who.ADMIN, request, 403, "sign_in_elsewhere");
        var answer = send(Who.ADMIN, request).json();
        assertThat(answer.get("detail").toString()).contains("by GitHub, at /sign-in/with/github", "npm login");
        assertThat(answer).containsEntry("means", "github").containsEntry("organization", "acme");
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"MEMBER", "MAINTAINER", "OWNER", "MACHINE_READING", "MACHINE_PUBLISHING"})
    void the_allow_list_is_for_machines_and_owners_too(Who who) {
        registry.allow(ELSEWHERE);

        Registry.assertRefusal(registry.as(who).get(CLOSED.tarballPath()), 401, "address_not_allowed");
    }

    @Test
    void an_address_that_is_allowed_is_let_in_in_any_of_its_clothes() {
        registry.allow(ELSEWHERE, "198.51.100.0/28", "2001:db8::/32");

        Registry.assertRefusal(registry.as(Who.MEMBER).get("/@acme/closed"), 401, "address_not_allowed");
        registry.allow(ELSEWHERE, "198.51.100.16/28");
        assertThat(registry.as(Who.MEMBER).get("/@acme/closed").status()).isEqualTo(200);
        var session = registry.as(Who.MEMBER);
        assertThat(session.send(session.event("GET", "/@acme/closed").from("::ffff:198.51.100.23"))
                        .status())
                .isEqualTo(200);
        registry.allow("2001:db8::/32");
        assertThat(session.send(session.event("GET", "/@acme/closed").from("2001:db8::7"))
                        .status())
                .isEqualTo(200);
        Registry.assertRefusal(
                session.send(session.event("GET", "/@acme/closed").from("2001:db9::7")), 401, "address_not_allowed");
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"ANONYMOUS", "OUTSIDER", "STRANGER", "MEMBER", "MACHINE_READING"})
    void public_packages_stay_public(Who who) {
        registry.allow(ELSEWHERE);
        registry.requireGitHub(Who.OWNER);

        assertThat(registry.as(who).get("/@acme/open").status()).isEqualTo(200);
        assertThat(registry.as(who).get(OPEN.tarballPath()).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"OUTSIDER", "STRANGER", "REMOVED", "MACHINE_ELSEWHERE"})
    void who_does_not_belong_to_it_does_not_learn_that_it_has_a_door(Who who) {
        var before = registry.as(who).get("/@acme/closed");
        registry.allow(ELSEWHERE);
        registry.requireGitHub(Who.OWNER);
        var after = registry.as(who).get("/@acme/closed");

        assertThat(after.status()).isEqualTo(before.status()).isEqualTo(404);
        assertThat(after.json().get("detail")).isEqualTo(before.json().get("detail"));
    }

    @Test
    void machine_tokens_and_the_one_owner_go_on_whatever_the_sign_in_rule() {
        registry.requireGitHub(Who.OWNER);

        registry.as(Who.MACHINE_PUBLISHING).published(Draft.of("@acme/closed", "1.1.0"));
        registry.as(Who.OWNER).published(Draft.of("@acme/closed", "1.2.0"));
        Registry.assertRefusal(
                registry.as(Who.MAINTAINER).publish(Draft.of("@acme/closed", "1.3.0")), 403, "sign_in_elsewhere");
    }

    @Test
    void whose_a_token_is_and_what_is_public_can_still_be_asked() {
        registry.allow(ELSEWHERE);
        registry.requireGitHub(Who.OWNER);

        assertThat(registry.as(Who.MEMBER).get("/-/whoami").status()).isEqualTo(200);
        assertThat(registry.as(Who.MEMBER).get("/api/v1/me/tokens").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"MEMBER", "OWNER", "MACHINE_READING"})
    void search_finds_nothing_behind_a_door_that_is_shut(Who who) {
        assertThat(found(who)).contains("@acme/open", "@acme/closed");

        registry.allow(ELSEWHERE);
        assertThat(found(who)).contains("@acme/open").doesNotContain("@acme/closed");

        registry.allow();
        assertThat(found(who)).contains("@acme/closed");
    }

    @Test
    void search_finds_nothing_for_who_has_signed_in_otherwise() {
        registry.requireGitHub(Who.OWNER);

        assertThat(found(Who.MEMBER)).contains("@acme/open").doesNotContain("@acme/closed");
        assertThat(found(Who.OWNER)).contains("@acme/closed");
        assertThat(found(Who.MACHINE_READING)).contains("@acme/closed");
    }

    private List<String> found(Who who) {
        var session = registry.as(who);
        var answer = session.send(session.event("GET", "/-/v1/search").query("text=acme&size=50"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return ((List<?>) answer.json().get("objects"))
                .stream()
                        .map(hit -> ((Map<?, ?>) ((Map<?, ?>) hit).get("package"))
                                .get("name")
                                .toString())
                        .toList();
    }
}
