package dev.slipway.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Malformed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0", "1.2.3", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-0.3.7", "1.0.0-x-y-z.-", "10.20.30"})
    void a_semantic_version_is_right(String text) {
        assertThat(Version.parse(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "v1.2.3",
                "=1.2.3",
                "01.2.3",
                "1.2.3-",
                "1.2.3-01",
                "1.2.x",
                "^1.2.3",
                " 1.2.3",
                "1.2.3 ",
                "latest",
                "1.2.3-ä",
                "99999999999999999.0.0",
                "1.2.3+",
                "1.2.3-a..b"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Version.parse(text))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("semantic");
    }

    @Test
    void a_version_has_at_most_256_characters() {
        assertThatThrownBy(() -> Version.parse("1.0.0-" + "a".repeat(251))).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740992.0.0", "0.9007199254740992.0", "1.0.9007199254740993-beta"})
    void a_number_past_what_clients_count_to_is_refused_for_a_new_version_and_read_in_one_that_is_there(String text) {
        assertThat(new Version(text).value()).isEqualTo(text);
        assertThat(Version.looksLike(text)).isTrue();
        assertThatThrownBy(() -> Version.parse(text))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("9007199254740991");
    }

    @Test
    void the_largest_number_that_clients_count_to_is_fine() {
        assertThat(Version.parse("9007199254740991.9007199254740991.9007199254740991"))
                .isLessThan(new Version("9007199254740992.0.0"));
    }

    @Test
    void build_metadata_is_dropped_since_it_tells_no_two_versions_apart() {
        assertThat(new Version("1.0.0+linux")).isEqualTo(new Version("1.0.0"));
    }

    @Test
    void versions_are_ordered_by_precedence() {
        var ordered = List.of(
                "0.9.9",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.9.0",
                "1.10.0");

        assertThat(ordered.reversed().stream().map(Version::new).sorted().map(Version::value))
                .containsExactlyElementsOf(ordered);
        assertThat(Stream.of("1.0.0-a", "1.0.0").map(Version::new).map(Version::prerelease))
                .containsExactly(true, false);
    }
}
