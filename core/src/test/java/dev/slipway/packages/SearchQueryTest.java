package dev.slipway.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.PackageAccess;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.Malformed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchQueryTest {

    private static final Listing PAD = new Listing(
            PackageName.parse("@acme/left-pad"),
            PackageAccess.of(Visibility.PRIVATE),
            new Summary("1.0.0", "Pads strings on the left", List.of("string", "Format"), "ada"),
            Instant.EPOCH);

    @Test
    void a_name_counts_more_than_a_keyword_and_a_keyword_more_than_the_description() {
        assertThat(score("left-pad")).isGreaterThan(score("left"));
        assertThat(score("left")).isGreaterThan(score("format"));
        assertThat(score("format")).isGreaterThan(score("pads"));
        assertThat(score("pads")).isPositive();
    }

    @Test
    void every_word_must_occur() {
        assertThat(score("left string")).isPositive();
        assertThat(score("left right")).isZero();
    }

    @Test
    void a_scope_and_keywords_can_be_asked_for() {
        assertThat(score("scope:acme")).isPositive();
        assertThat(score("scope:@acme pad")).isPositive();
        assertThat(score("scope:umbrella")).isZero();
        assertThat(score("keywords:string,format")).isPositive();
        assertThat(score("keywords:string,css")).isZero();
    }

    @Test
    void no_words_find_everything() {
        assertThat(score("  ")).isPositive();
    }

    @Test
    void a_page_too_large_or_before_the_beginning_is_refused() {
        assertThatThrownBy(() -> SearchQuery.of("", 251, 0)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> SearchQuery.of("", -1, 0)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> SearchQuery.of("", 20, -1)).isInstanceOf(Malformed.class);
    }

    private static int score(String text) {
        return SearchQuery.of(text, 20, 0).score(PAD);
    }
}
