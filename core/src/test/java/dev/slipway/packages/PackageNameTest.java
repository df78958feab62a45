package dev.slipway.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"@acme/pad", "@a/b", "@acme/left-pad", "@acme/lodash.merge", "@acme/a_b", "@acme/-", "@acme/0"})
    void a_scoped_lower_case_name_is_right(String text) {
        assertThat(PackageName.parse(text).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "pad, only scoped names",
        "@acme, only scoped names",
        "@Acme/pad, upper-case",
        "@acme/Pad, upper-case",
        "@acme/, behind the slash",
        "@acme/.pad, behind the slash",
        "@acme/_pad, behind the slash",
        "@acme/a b, behind the slash",
        "@acme/a!b, behind the slash",
        "@acme/päd, behind the slash",
        "@acme/a/b, behind the slash",
        "@acme/.., behind the slash",
        "@acme/node_modules, behind the slash",
        "@acme/favicon.ico, behind the slash",
        "@-acme/pad, its scope",
        "@/pad, its scope",
    })
    void anything_else_is_refused_with_the_rule_it_breaks(String text, String rule) {
        assertThatThrownBy(() -> PackageName.parse(text))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(rule)
                .extracting(e -> ((Malformed) e).code())
                .isEqualTo("invalid_package_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@acme/pad", "@acme/Pad", "@acme/.pad", "@acme/a b", "@acme/node_modules"})
    void a_name_that_was_given_once_is_read_whatever_today_s_rules_are(String text) {
        assertThat(PackageName.stored(text).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pad", "@acme", "acme/pad", "@acme/", "@acme/a/b", "@-acme/pad", ""})
    void what_has_no_scope_and_no_part_behind_it_is_never_a_name(String text) {
        assertThatThrownBy(() -> PackageName.stored(text)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_name_has_at_most_214_characters() {
        assertThat(PackageName.parse("@acme/" + "a".repeat(208)).toString()).hasSize(214);
        assertThatThrownBy(() -> PackageName.parse("@acme/" + "a".repeat(209))).hasMessageContaining("214");
    }

    @Test
    void a_tarball_is_named_without_the_scope() {
        assertThat(PackageName.parse("@acme/pad").tarballFile(new Version("1.0.0-rc.1")))
                .isEqualTo("pad-1.0.0-rc.1.tgz");
    }
}
