package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Presented;
import dev.slipway.access.Sighting;
import dev.slipway.access.Token;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {

    private static final Token TOKEN = Token.draw(Token.Kind.ACCESS);
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Presented SHOWN =
            new Presented.ByHash(TOKEN.hash(), Optional.of(new Sighting(NOW, "203.0.113.7")));
    private static final Settings SETTINGS = Settings.from(Environment.of(Map.of()), "install");

    @Test
    void no_header_shows_nothing() {
        assertThat(presented(Events.get("/"))).isEqualTo(new Presented.Nothing());
        assertThat(presented(Events.get("/").header("authorization", " "))).isEqualTo(new Presented.Nothing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "Bearer  "})
    void a_bearer_token_is_shown_by_its_hash(String scheme) {
        assertThat(presented(Events.get("/").header("authorization", scheme + " " + TOKEN.secret())))
                .isEqualTo(SHOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "", "a@example.org"})
    void the_password_of_basic_is_the_token(String user) {
        assertThat(presented(Events.get("/").basic(user, TOKEN.secret()))).isEqualTo(SHOWN);
    }

    @Test
    void basic_without_a_colon_is_the_token_alone() {
        var alone = Base64.getEncoder().encodeToString(TOKEN.secret().getBytes(StandardCharsets.UTF_8));
        assertThat(presented(Events.get("/").header("authorization", "basic " + alone)))
                .isEqualTo(SHOWN);
    }

    @Test
    void a_token_with_one_letter_changed_is_unreadable() {
        var last = TOKEN.secret().charAt(TOKEN.secret().length() - 1);
        var mistyped = TOKEN.secret().substring(0, TOKEN.secret().length() - 1) + (last == 'a' ? 'b' : 'a');
        assertThat(presented(Events.get("/").bearer(mistyped))).isEqualTo(new Presented.Unreadable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer undefined",
                "Bearer npm_abcdefghijklmnopqrstuvwxyz",
                "Basic",
                "Basic %%%",
                "Basic dXNlcjpwYXNz",
                "Digest username=\"ada\"",
                "AWS4-HMAC-SHA256 Credential=x",
                "token"
            })
    void anything_else_is_unreadable(String header) {
        assertThat(presented(Events.get("/").header("authorization", header))).isEqualTo(new Presented.Unreadable());
    }

    @Test
    void the_session_of_a_browser_is_no_token_for_the_api() {
        assertThat(presented(
                        Events.get("/").bearer(Token.draw(Token.Kind.SESSION).secret())))
                .isEqualTo(new Presented.Unreadable());
    }

    @Test
    void a_bare_token_and_two_tokens_are_unreadable() {
        assertThat(presented(Events.get("/").header("authorization", TOKEN.secret())))
                .isEqualTo(new Presented.Unreadable());
        assertThat(presented(Events.get("/").bearer(TOKEN.secret() + ",Bearer " + TOKEN.secret())))
                .isEqualTo(new Presented.Unreadable());
    }

    @Test
    void is_never_printed() {
        assertThat(Authorization.read("Bearer " + TOKEN.secret())).hasToString("***");
    }

    private static Presented presented(Events event) {
        return HttpRequestTest.read(event).visit(SETTINGS, NOW).presented();
    }
}
