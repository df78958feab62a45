package dev.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugSuggestionsTest {

    private static final Handle ADA = new Handle("ada");

    private static OrgSlug first(String name) {
        return SlugSuggestions.of(new DisplayName(name), ADA).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "Acme Corp, acme-corp",
        "  ACME   Corp. , acme-corp",
        "Müller & Söhne, muller-and-sohne",
        "Straße 7, strasse-7",
        "Łódź Ærø Smørrebrød, lodz-aero-smorrebrod",
        "O'Reilly’s, oreillys",
        "@scope/name, scope-name",
        "-- x --, x",
        "Ünïcödé™, unicodetm",
        "42, 42"
    })
    void a_slug_has_the_letters_of_the_name(String name, String slug) {
        assertThat(first(name)).hasToString(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"株式会社", "Привет", "!!!", "🚀"})
    void a_name_without_such_letters_gets_its_founders(String name) {
        assertThat(first(name)).hasToString("ada-org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm", "GitHub", "Sign in", "A W S", "null"})
    void a_reserved_word_is_never_suggested(String name) {
        assertThat(SlugSuggestions.of(new DisplayName(name), ADA)).isNotEmpty().noneMatch(OrgSlug::reserved);
    }

    @Test
    void a_long_name_is_cut_and_its_numbers_still_fit() {
        var suggestions = SlugSuggestions.of(new DisplayName("An organization with a very long name indeed, Ltd"), ADA);

        assertThat(suggestions).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(suggestions.getFirst()).hasToString("an-organization-with-a-very-long-name-i");
        assertThat(suggestions.getLast().value()).endsWith("-29").hasSizeLessThanOrEqualTo(39);
    }

    @Test
    void a_name_of_hyphens_where_it_is_cut_does_not_end_in_one() {
        assertThat(first("x".repeat(38) + " yz")).hasToString("x".repeat(38));
    }
}
