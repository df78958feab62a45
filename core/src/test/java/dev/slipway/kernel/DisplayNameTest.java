package dev.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "Ādā", "李小龙", "O'Neil & Söhne <GmbH>", "Acme 🚀", "می‌خواهم"})
    void a_name_is_written_as_people_write_it(String name) {
        assertThat(new DisplayName(name).value()).isEqualTo(name);
    }

    @Test
    void blanks_around_a_name_are_none_of_it() {
        assertThat(new DisplayName("  Ada ").value()).isEqualTo("Ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Ada\r\nBcc: eve@example.com",
                "Ada\u0000",
                "Ada\u202Elive",
                "\u2066Ada",
                "A\u2028B",
                "A\uD800"
            })
    void a_name_that_is_empty_or_rearranges_the_text_around_it_is_refused(String name) {
        assertThatThrownBy(() -> new DisplayName(name)).isInstanceOf(Malformed.class);
    }

    @Test
    void a_name_has_at_most_100_characters() {
        assertThat(new DisplayName("x".repeat(100)).value()).hasSize(100);
        assertThatThrownBy(() -> new DisplayName("x".repeat(101))).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new DisplayName("x".repeat(1_000_000)))
                .isInstanceOf(Malformed.class)
                .message()
                .hasSizeLessThan(200);
    }
}
