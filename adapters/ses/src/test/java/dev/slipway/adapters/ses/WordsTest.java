package dev.slipway.adapters.ses;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Acme Corp", "St. Gallen e.V.", "Über & Söhne", "日本語", "R2-D2 / C-3PO", "Mozilla/5.0 (X11)"})
    void an_ordinary_name_stays_as_it_is(String name) {
        assertThat(Words.plain(name, 60, "acme")).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme\r\nBcc: a",
                "Acme\nBcc: a",
                "Acme\u0000Bcc: a",
                "Acme\u2028Bcc: a",
                "Acme\u202EBcc: a",
                "Acme\u200B\u00ADBcc: a",
                "Acme\uD800Bcc: a",
                "  Acme \t Bcc: a  "
            })
    void what_breaks_a_line_or_is_not_seen_becomes_a_space(String name) {
        assertThat(Words.plain(name, 60, "acme")).isEqualTo("Acme Bcc: a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u200B\u202E",
                "Win at http://evil.example",
                "evil.example",
                "WWW.evil",
                "mail me: eve@evil.example",
                "evil\u3002example",
                "javascript://x",
                "Slipway Support - call evil.com now"
            })
    void what_is_a_link_or_nothing_is_replaced(String name) {
        assertThat(Words.plain(name, 60, "acme")).isEqualTo("acme");
    }

    @Test
    void a_long_name_is_cut_and_never_in_the_middle_of_a_character() {
        assertThat(Words.plain("x".repeat(100), 60, "acme")).isEqualTo("x".repeat(59) + "…");
        assertThat(Words.plain("x".repeat(58) + "😀😀", 60, "acme")).isEqualTo("x".repeat(58) + "…");
    }

    @Test
    void a_name_of_a_million_characters_takes_no_time() {
        var began = System.nanoTime();

        assertThat(Words.plain("x ".repeat(500_000), 60, "acme")).hasSizeLessThan(61);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }
}
