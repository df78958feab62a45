package dev.slipway.adapters.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AssetsTest {

    @Test
    void what_pages_load_is_kept_for_good() {
        assertThat(Assets.find(Assets.STYLESHEET.fileName())).hasValueSatisfying(found -> {
            assertThat(found.contentType()).isEqualTo("text/css; charset=utf-8");
            assertThat(found.cacheControl()).isEqualTo("public, max-age=31536000, immutable");
            assertThat(found.bytes()).isNotEmpty();
        });
        assertThat(Assets.find(Assets.ICON.fileName()))
                .hasValueSatisfying(found -> assertThat(found.contentType()).isEqualTo("image/svg+xml"));
        assertThat(Assets.STYLESHEET.path()).matches("/assets/slipway-[0-9a-f]{16}\\.css");
    }

    @Test
    void the_stylesheet_of_another_version_is_answered_and_not_kept() {
        assertThat(Assets.find("slipway-0123456789abcdef.css"))
                .hasValueSatisfying(found -> assertThat(found.cacheControl()).isEqualTo("no-cache"));
    }

    @Test
    void there_is_nothing_else() {
        for (var name : List.of(
                "",
                "slipway.css",
                "slipway-.css",
                "../slipway.css",
                "icon-0123456789abcdef.css",
                "SLIPWAY-0123456789abcdef.css",
                "slipway-0123456789abcdef.css\n",
                "slipway-0123456789abcdef0.css",
                "Pages.class")) {
            assertThat(Assets.find(name)).as(name).isEmpty();
        }
    }
}
