package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A deleted organization behaves as if it weren't there, to everybody and on every route; and is as it was when it is
/// restored.
class DeletedOrganizationTest extends OnARegistry {

    private static final Draft OPEN = Draft.of("@acme/open", "1.0.0").access("public");
    private static final Draft CLOSED = Draft.of("@acme/closed", "1.0.0");

    @BeforeEach
    void publishAndDelete() {
        registry.as(Who.MAINTAINER).published(OPEN, CLOSED);
        registry.as(Who.STRANGER).published(Draft.of("@globex/open", "1.0.0").access("public"));
        assertThat(own("DELETE", "", "confirm=acme").status()).isEqualTo(204);
    }

    private Answer own(String method, String below, String query) {
        var path = "/api/v1/orgs/acme" + below;
        var match = Instance.ROUTES.match(method, path).orElseThrow();
        var owner = registry.as(Who.OWNER);
        var event = owner.event(method, path).query(query).route(match.route().key());
        match.parameters().forEach(event::parameter);
        return owner.send(event);
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"ANONYMOUS", "OUTSIDER", "STRANGER", "MEMBER", "ADMIN", "OWNER", "MACHINE_READING"})
    void its_packages_are_there_for_nobody(Who who) {
        var session = registry.as(who);
        var status = who == Who.ANONYMOUS ? 401 : 404;

        for (var path : List.of(
                "/@acme/open",
                "/@acme/open/latest",
                OPEN.tarballPath(),
                "/@acme/closed",
                CLOSED.tarballPath(),
                "/-/package/@acme/open/dist-tags",
                "/@acme/never-was")) {
            assertThat(session.get(path).status()).as(path).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"ANONYMOUS", "OUTSIDER", "STRANGER", "MEMBER", "ADMIN", "OWNER", "MACHINE_READING"})
    void nobody_finds_them(Who who) {
        var session = registry.as(who);
        var answer = session.send(session.event("GET", "/-/v1/search").query("text="));

        assertThat(((List<?>) answer.json().get("objects"))
                        .stream()
                                .map(hit -> ((Map<?, ?>) ((Map<?, ?>) hit).get("package")).get("name"))
                                .toList()
                                .toString())
                .contains("@globex/open")
                .doesNotContain("@acme");
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"MAINTAINER", "ADMIN", "OWNER", "MACHINE_PUBLISHING"})
    void nobody_publishes_under_its_scope(Who who) {
        Registry.assertRefusal(registry.as(who).publish(Draft.of("@acme/open", "2.0.0")), 403, "not_a_member");
        Registry.assertRefusal(registry.as(who).tag("@acme/open", "beta", "1.0.0"), 403, "not_a_member");
    }

    @Test
    void whose_a_token_is_can_still_be_asked() {
        assertThat(registry.as(Who.MEMBER).get("/-/whoami").status()).isEqualTo(200);
        assertThat(registry.as(Who.MACHINE_READING).get("/-/whoami").status()).isEqualTo(200);
    }

    @Test
    void everything_is_as_it_was_when_it_is_restored() {
        assertThat(own("POST", "/restore", "").status()).isEqualTo(200);

        assertThat(registry.as(Who.ANONYMOUS).get("/@acme/open").status()).isEqualTo(200);
        assertThat(registry.as(Who.MEMBER).tarball(CLOSED)).isEqualTo(CLOSED.bytes());
        registry.as(Who.MACHINE_PUBLISHING).published(Draft.of("@acme/open", "2.0.0"));
    }
}
