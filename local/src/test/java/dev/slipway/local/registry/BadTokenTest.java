package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.Events;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A token that is missing, wrong, over, or for something else.
class BadTokenTest extends BadInput {

    /// One request for each kind of route, as somebody sends it.
    private static List<Events> requests(Session who) {
        var revision = "{\"name\":\"@acme/pad\",\"_rev\":\"1\",\"versions\":{\"1.0.0\":{\"deprecated\":\"old\"}}}";
        return List.of(
                who.event("PUT", "/@acme/pad")
                        .body(Draft.of("@acme/pad", "1.0.1").body()),
                who.event("PUT", "/@acme/fresh")
                        .body(Draft.of("@acme/fresh", "1.0.0").body()),
                who.event("PUT", "/@acme/pad").body(revision),
                who.event("PUT", "/@acme/pad/-rev/1").body(revision),
                who.event("DELETE", "/@acme/pad/-rev/1"),
                who.event("DELETE", PAD.tarballPath() + "/-rev/1"),
                who.event("PUT", "/-/package/@acme/pad/dist-tags/beta").body("\"1.0.0\""),
                who.event("DELETE", "/-/package/@acme/pad/dist-tags/beta"),
                who.event("GET", "/@acme/pad"),
                who.event("GET", "/@acme/pad/latest"),
                who.event("GET", PAD.tarballPath()),
                who.event("GET", "/-/package/@acme/pad/dist-tags"),
                who.event("GET", "/-/whoami"));
    }

    @ParameterizedTest
    @CsvSource({
        "ANONYMOUS, authentication_required",
        "GARBLED, token_unknown",
        "UNKNOWN, token_unknown",
        "EXPIRED, token_expired",
        "REVOKED, token_revoked"
    })
    void every_route_says_what_is_wrong_with_a_token(Who who, String code) {
        for (var request : requests(registry.as(who))) {
            registry.refuses(request, 401, code);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"GARBLED", "UNKNOWN", "EXPIRED", "REVOKED"})
    void a_search_with_a_bad_token_is_refused_and_not_cut_down_to_what_is_public(Who who) {
        var answer = registry.refuses(registry.as(who).event("GET", "/-/v1/search"), 401, code(who));

        assertThat(answer.text()).doesNotContain("objects");
    }

    private static String code(Who who) {
        return switch (who) {
            case EXPIRED -> "token_expired";
            case REVOKED -> "token_revoked";
            default -> "token_unknown";
        };
    }

    @ParameterizedTest
    @MethodSource("bentHeaders")
    void a_header_that_is_not_quite_a_token_is_refused(String header) {
        refuses(Events.get("/@acme/pad").header("authorization", header), 401, "token_unknown");
        refuses(Events.put("/@acme/pad").header("authorization", header).body(PAD.body()), 401, "token_unknown");
    }

    static Stream<String> bentHeaders() {
        var token = Token.draw(Token.Kind.ACCESS).secret();
        var pair = ("max:" + token + "x").getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                "Bearer",
                "Bearer null",
                "Bearer undefined",
                "Bearer ${NPM_TOKEN}",
                "Bearer " + token.substring(0, 53),
                "Bearer " + token + "0",
                "Bearer " + token.toLowerCase(Locale.ROOT),
                "Bearer " + token.replace("slp_a", "slp_m"),
                "Bearer " + token + ", Bearer " + token,
                "Bearer " + Token.read(token, Token.Kind.ACCESS).orElseThrow().hash(),
                "Bearer npm_" + token.substring(4),
                "Digest " + token,
                token,
                "Basic",
                "Basic !!!",
                "Basic " + Base64.getEncoder().encodeToString(pair),
                "Bearer " + "x".repeat(10_000));
    }

    @Test
    void a_token_of_the_kind_that_machines_have_is_not_made_from_a_persons() {
        var bent = registry.token(Who.OWNER).replaceFirst("slp_a", "slp_m");

        refuses(Events.get("/@acme/pad").bearer(bent), 401, "token_unknown");
    }

    @Test
    void a_token_works_until_the_instant_that_it_expires() {
        var now = registry.clock().instant();
        var end = now.minus(Duration.ofMinutes(1));
        var expired = registry.as(Who.EXPIRED);

        registry.clock().set(end.minusNanos(1));
        assertThat(expired.get("/@acme/pad").status()).isEqualTo(200);
        registry.clock().set(end);
        refuses(expired.event("GET", "/@acme/pad"), 401, "token_expired");

        registry.clock().set(now);
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"MACHINE_READING", "ADMIN_READING"})
    void a_token_for_reading_does_not_write(Who who) {
        for (var request : requests(registry.as(who)).subList(0, 8)) {
            var answer = registry.refuses(request, 403, "token_scope");

            assertThat(answer.json()).containsEntry("neededScope", "publish");
        }
    }

    @Test
    void a_token_for_reading_reads() {
        var reader = registry.as(Who.MACHINE_READING);

        assertThat(reader.tarball(PAD)).isEqualTo(PAD.bytes());
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"MACHINE_IDLE", "ADMIN_IDLE", "ADMIN_MANAGING"})
    void a_token_without_reading_does_not_read(Who who) {
        var session = registry.as(who);

        for (var path : List.of("/@acme/pad", "/@acme/pad/latest", PAD.tarballPath(), "/-/v1/search")) {
            assertThat(registry.refuses(session.event("GET", path), 403, "token_scope")
                            .json())
                    .containsEntry("neededScope", "read");
        }
    }

    @Test
    void a_token_may_come_as_a_password() {
        var event = Events.get("/@acme/pad").basic("whoever", registry.token(Who.MEMBER));

        assertThat(registry.send(event).status()).isEqualTo(200);
    }

    @Test
    void the_word_before_a_token_is_read_in_any_case() {
        var event = Events.get("/@acme/pad").header("authorization", "bEARER  " + registry.token(Who.MEMBER) + " ");

        assertThat(registry.send(event).status()).isEqualTo(200);
    }
}
