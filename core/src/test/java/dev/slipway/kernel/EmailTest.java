package dev.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.COM, ada@example.com",
        "' ada@example.com ', ada@example.com",
        "ada+npm@example.com, ada+npm@example.com",
        "o'hara@example.co.uk, o'hara@example.co.uk",
        "ada@bücher.example, ada@xn--bcher-kva.example",
    })
    void one_address_has_one_form(String written, String form) {
        assertThat(new Email(written)).hasToString(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@localhost",
                "a da@example.com",
                "ada@example..com",
                "ada@-example.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..da@example.com",
                "\"ada\"@example.com",
                "ada@[203.0.113.7]",
                "ada@example.com, mia@example.com",
                "ada@example.com\nBcc: mia@example.com",
                "Ada <ada@example.com>",
                "ädä@example.com",
                "ada@exa\u0000mple.com"
            })
    void anything_else_is_no_address(String text) {
        assertThatThrownBy(() -> new Email(text))
                .isInstanceOfSatisfying(
                        Malformed.class, e -> assertThat(e.code()).isEqualTo("invalid_email"));
    }

    @Test
    void an_address_has_at_most_254_characters_and_64_before_the_at() {
        assertThat(new Email("a".repeat(64) + "@example.com").value()).hasSize(76);
        assertThatThrownBy(() -> new Email("a".repeat(65) + "@example.com")).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new Email("ada@" + "a.".repeat(130) + "com")).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new Email("a".repeat(1_000_000))).isInstanceOf(Malformed.class);
    }
}
