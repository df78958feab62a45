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
    @ValueSource(
            strings = {
                // our routes and pages
                "api",
                "console",
                "sign-in",
                "sign-up",
                "invitations",
                "transfers",
                "assets",
                "me",
                "new",
                // whoever would be taken for us
                "admin",
                "slipway",
                "support",
                "root",
                "postmaster",
                // npm and its kin
                "npm",
                "node",
                "types",
                "pnpm",
                "yarn",
                "react",
                // other registries
                "github",
                "gitlab",
                "pypi",
                "docker",
                // houses of tooling
                "aws",
                "google",
                "microsoft",
                "stripe",
                // what programs print where a name is missing
                "null",
                "undefined",
                "test"
            })
    void words_that_people_take_for_ours_or_somebody_elses_are_reserved(String text) {
        assertThat(new OrgSlug(text).reserved()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n-p-m", "git-hub", "a-w-s", "well-known", "signin", "goo-gle"})
    void a_reserved_word_stays_one_with_hyphens_in_it(String text) {
        assertThat(new OrgSlug(text).reserved()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "globex", "ada", "grace", "npm-fans", "awsome", "githubby", "my-team", "acme-api"})
    void other_words_are_free(String text) {
        assertThat(new OrgSlug(text).reserved()).isFalse();
    }

    @Test
    void every_reserved_word_is_one_that_somebody_could_ask_for() {
        assertThat(ReservedWords.all())
                .hasSizeGreaterThan(400)
                .allSatisfy(word -> assertThat(new OrgSlug(word).folded()).isEqualTo(word));
    }

    @Test
    void look_alikes_fold_to_one_name() {
        assertThat(new OrgSlug("acme-corp").folded()).isEqualTo(new OrgSlug("acmecorp").folded());
        assertThat(new OrgSlug("a-c-m-e").folded()).isEqualTo(new OrgSlug("acme").folded());
        assertThat(new OrgSlug("acme").folded()).isNotEqualTo(new OrgSlug("acne").folded());
    }
}
