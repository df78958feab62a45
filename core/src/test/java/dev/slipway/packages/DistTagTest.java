package dev.slipway.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.kernel.Malformed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistTagTest {

    @ParameterizedTest
    @ValueSource(strings = {"latest", "next", "beta", "release-1", "v-next", "canary.1", "xy", "next-11", "stable_1"})
    void a_word_is_a_tag(String text) {
        assertThat(DistTag.parse(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.x", "*", "a b", "a/b", "ä", "__proto__"})
    void a_tag_that_is_there_already_is_read_whatever_today_s_rules_are(String text) {
        assertThat(new DistTag(text).value()).isEqualTo(text);
    }

    /// What `semver.validRange(tag)` of node-semver 7.8.5 says, which npm 11.19 asks. The rule was compared with it for
    /// three million texts; these are the kinds that there are.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1|a range",
                "0|a range",
                "18|a range",
                "1.2|a range",
                "1.2.3|a range",
                "1.2.3-beta|a range",
                "1.2.3-beta.1|a range",
                "1.2.3--|a range",
                "1.2.3-0|a range",
                "1.2.3-x.7.z.92|a range",
                "x|a range",
                "X|a range",
                "x.x|a range",
                "x.X.x|a range",
                "1.x|a range",
                "1.2.x|a range",
                "1.x.x|a range",
                "1.x.x-beta|a range",
                "x.x.x-beta|a range",
                "v1|a range",
                "vv1|a range",
                "vvvx|a range",
                "v1.2.3|a range",
                "v1.2.3-rc.1|a range",
                "vv1.2.x|a range",
                "~1|a range",
                "~x|a range",
                "~v1.2|a range",
                "~vv1.2.3|a range",
                "~1.2.3-beta|a range",
                "~x.1|a range",
                "~1.x.3|a range",
                "9007199254740990|a range",
                "9007199254740991.0.0|a range",
                "1.2.9007199254740991|a range",
                "1.x.9007199254740992|a word",
                "~1.x.9007199254740992|a range",
                "1.2.3-9007199254740992|a range",
                "9007199254740991|a word",
                "9007199254740992.0.0|a word",
                "1.9007199254740991|a word",
                "1.9007199254740991.0|a range",
                "~1.9007199254740991.0|a word",
                "~1.2.9007199254740991|a range",
                "12345678901234567890|a word",
                "18-alpine|a word",
                "1-lts|a word",
                "1.2-lts|a word",
                "1.x-lts|a word",
                "x-ray|a word",
                "1.2.3.4|a word",
                "1.2.3-|a word",
                "1.2.3-01|a word",
                "1.2.3-beta..1|a word",
                "1.2.3-beta_1|a word",
                "1.2.3beta|a word",
                "v1.2.3rc1|a word",
                "01|a word",
                "1.02|a word",
                "1.|a word",
                "1..2|a word",
                "x.1|a word",
                "1.x.3|a word",
                "1.x.0-beta|a word",
                "xx|a word",
                "1x|a word",
                "x1|a word",
                "vv1.2.3|a word",
                "v|a word",
                "v~1|a word",
                "V1|a word",
                "~|a word",
                "~~1|a word",
                "~-1|a word",
                "~beta|a word",
                "-|a word",
                "-1|a word",
                "1-2|a word",
                "1~2|a word",
                "!1|a word",
                "1!|a word",
                "(1)|a word",
                "2026-11-21|a word",
                "es2015|a word",
                "latest-1.x|a word",
            })
    void a_tag_is_refused_as_a_range_where_npm_reads_one_and_nowhere_else(String text, String reading) {
        var naming = catchThrowable(() -> DistTag.parse(text));

        if (reading.equals("a word")) {
            assertThat(naming).isNull();
        } else {
            assertThat(naming)
                    .isInstanceOf(Malformed.class)
                    .extracting(e -> ((Malformed) e).code())
                    .isEqualTo("tag_is_a_range");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "^1.0.0", ">=1", "<2", "=1", "1 || 2", "a b", "a/b", "ä", "%2f", "__proto__"})
    void what_does_not_fit_a_url_or_a_name_is_no_tag(String text) {
        assertThatThrownBy(() -> DistTag.parse(text)).isInstanceOf(Malformed.class);
    }
}
