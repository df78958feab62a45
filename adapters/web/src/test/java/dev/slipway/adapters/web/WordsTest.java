package dev.slipway.adapters.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WordsTest {

    @Test
    void times_are_told_in_utc() {
        var at = Instant.parse("2026-02-03T04:05:06.789Z");

        assertThat(Words.machine(at)).isEqualTo("2026-02-03T04:05:06Z");
        assertThat(Words.moment(at)).isEqualTo("3 Feb 2026, 04:05 UTC");
        assertThat(Words.day(Instant.parse("2026-12-31T23:59:59Z"))).isEqualTo("31 Dec 2026");
    }

    @Test
    void scopes_are_told_in_their_order() {
        assertThat(Words.scopes(EnumSet.allOf(Scope.class))).isEqualTo("Read, publish, manage");
        assertThat(Words.scopes(Set.of(Scope.MANAGE))).isEqualTo("Manage");
        assertThat(Words.scopes(Set.of())).isEqualTo("Nothing");
    }

    @Test
    void a_tile_shows_the_first_letter_or_digit_whatever_the_script() {
        assertThat(Words.initial("acme")).isEqualTo("A");
        assertThat(Words.initial("  (42)")).isEqualTo("4");
        assertThat(Words.initial("łódź")).isEqualTo("Ł");
        assertThat(Words.initial("\u202E𐐨")).isEqualTo("𐐀");
        assertThat(Words.initial("🚢")).isEqualTo("·");
        assertThat(Words.initial("")).isEqualTo("·");
    }

    @Test
    void the_lines_for_npm_name_registry_scope_and_token() {
        var token = Token.draw(Token.Kind.ACCESS);
        var fresh = new TokensPage.Fresh(token, "laptop", "http://localhost:4873", Optional.of(new OrgSlug("acme")));

        assertThat(Words.npmrc(fresh))
                .isEqualTo("@acme:registry=http://localhost:4873/\n//localhost:4873/:_authToken=" + token.secret());
        assertThat(Words.npmLogin(new OrgSlug("acme"), "https://registry.example.com"))
                .isEqualTo("npm login --scope=@acme --registry=https://registry.example.com/");
    }

    @Test
    void what_stands_in_a_query_stays_one_value() {
        assertThat(Words.query("/console?a=b&c=d#e")).isEqualTo("%2Fconsole%3Fa%3Db%26c%3Dd%23e");
    }
}
