package dev.slipway.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Malformed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistTagTest {

    @ParameterizedTest
    @ValueSource(strings = {"latest", "next", "beta", "release-1", "v-next", "canary.1", "xy", "next-11", "stable_1"})
    void a_word_is_a_tag(String text) {
        assertThat(new DistTag(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2", "1.2.3", "v1", "v1.2.3", "1.x", "x", "X", "1.2.3-beta", "~1", "v1.x.x"})
    void what_a_client_reads_as_a_version_or_range_is_no_tag(String text) {
        assertThatThrownBy(() -> new DistTag(text))
                .isInstanceOf(Malformed.class)
                .extracting(e -> ((Malformed) e).code())
                .isEqualTo("tag_is_a_range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "^1.0.0", ">=1", "<2", "=1", "1 || 2", "a b", "a/b", "ä", "%2f", "__proto__"})
    void what_does_not_fit_a_url_or_a_name_is_no_tag(String text) {
        assertThatThrownBy(() -> new DistTag(text)).isInstanceOf(Malformed.class);
    }
}
