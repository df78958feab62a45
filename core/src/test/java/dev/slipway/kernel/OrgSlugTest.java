package dev.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrgSlugTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "acme-corp", "0x", "a-b-c", "abcdefghijklmnopqrstuvwxyz0123456789abc"})
    void a_slug_is_lower_case_letters_digits_and_inner_hyphens(String text) {
        assertThat(new OrgSlug(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-acme",
                "acme-",
                "Acme",
                "ac me",
                "ac.me",
                "ac_me",
                "acmé",
                "a/b",
                "@acme",
                "abcdefghijklmnopqrstuvwxyz0123456789abcd"
            })
    void anything_else_is_refused_with_the_rule(String text) {
        assertThatThrownBy(() -> new OrgSlug(text))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("lower-case letters, digits and hyphens");
    }

    @Test
    void a_refusal_shows_no_control_characters() {
        assertThatThrownBy(() -> new OrgSlug("a\u001b[31mb")).hasMessageContaining("a?[31mb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm", "api", "admin", "n-p-m", "node"})
    void words_that_people_take_for_ours_are_reserved(String text) {
        assertThat(new OrgSlug(text).reserved()).isTrue();
    }

    @Test
    void other_words_are_free() {
        assertThat(new OrgSlug("acme").reserved()).isFalse();
    }

    @Test
    void look_alikes_fold_to_one_name() {
        assertThat(new OrgSlug("acme-corp").folded()).isEqualTo(new OrgSlug("acmecorp").folded());
        assertThat(new OrgSlug("a-c-m-e").folded()).isEqualTo(new OrgSlug("acme").folded());
        assertThat(new OrgSlug("acme").folded()).isNotEqualTo(new OrgSlug("acne").folded());
    }
}
