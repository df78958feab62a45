package dev.slipway.adapters.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contrast as [WCAG 2.2](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio) measures it, level AA: 4.5 for texts, 3 for
/// what shows where a field or the focus is.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PaletteTest {

    private static final String CSS =
            new String(Assets.find(Assets.STYLESHEET.fileName()).orElseThrow().bytes(), StandardCharsets.UTF_8);
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");
    private static final String DARK = "@media (prefers-color-scheme: dark)";

    @ParameterizedTest
    @CsvSource({
        "ink, canvas",
        "ink, surface",
        "ink, hover",
        "ink, good-tint",
        "quiet, canvas",
        "quiet, surface",
        "quiet, hover",
        "link, canvas",
        "link, surface",
        "on-accent, accent",
        "on-accent, accent-hover",
        "on-tint, tint",
        "good, good-tint",
        "good, surface",
        "bad, bad-tint",
        "bad, surface",
        "bad, canvas",
        "on-alarm, alarm",
        "on-alarm, alarm-hover",
        "quiet, good-tint"
    })
    void texts_can_be_read(String ink, String ground) {
        assertThat(contrast(light(), ink, ground)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(dark(), ink, ground)).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @CsvSource({
        "edge, surface",
        "edge, canvas",
        "focus, surface",
        "focus, canvas",
        "focus, good-tint",
        "bad, surface",
        "accent, surface"
    })
    void edges_and_the_focus_can_be_seen(String line, String ground) {
        assertThat(contrast(light(), line, ground)).isGreaterThanOrEqualTo(3);
        assertThat(contrast(dark(), line, ground)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void light_and_dark_name_the_same_colours() {
        var named = new HashSet<>(light().keySet());
        var used = new TreeSet<String>();
        var matcher = Pattern.compile("var\\(--([a-z-]+)\\)").matcher(CSS);
        while (matcher.find()) {
            used.add(matcher.group(1));
        }

        assertThat(dark().keySet()).containsExactlyInAnyOrderElementsOf(named);
        assertThat(used).containsAll(named);
        assertThat(CSS.substring(CSS.indexOf("/* Ground */")).replaceAll("(?s)@media print.*", ""))
                .doesNotContainPattern("#[0-9a-f]{3,8}\\b");
    }

    @Test
    void the_stylesheet_is_small_and_asks_for_nothing_more() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(CSS.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(CSS).hasSizeLessThan(24 * 1024).doesNotContain("url(", "@import", "@font-face");
        assertThat(packed.size()).isLessThan(6 * 1024);
    }

    @Test
    void who_asked_for_less_motion_or_more_contrast_gets_it() {
        assertThat(CSS)
                .contains("prefers-reduced-motion: reduce", "prefers-contrast: more", "@media print", ":focus-visible");
    }

    @Test
    void every_class_that_a_page_uses_has_a_rule_or_a_reason() {
        var used = new TreeSet<String>();
        for (var page : Samples.ordinary().pages().values()) {
            Html.parse(Pages.render(page))
                    .all()
                    .flatMap(element -> Pattern.compile(" +").splitAsStream(element.attribute("class")))
                    .filter(name -> !name.isEmpty())
                    .forEach(used::add);
        }
        used.removeIf(name -> CSS.contains("." + name));

        assertThat(used).isEmpty();
    }

    private static Map<String, String> light() {
        return colours(CSS.substring(0, CSS.indexOf(DARK)));
    }

    private static Map<String, String> dark() {
        int from = CSS.indexOf(DARK);
        return colours(CSS.substring(from, CSS.indexOf("/* Ground */", from)));
    }

    private static Map<String, String> colours(String css) {
        var colours = new HashMap<String, String>();
        var matcher = COLOUR.matcher(css);
        while (matcher.find()) {
            colours.put(matcher.group(1), matcher.group(2));
        }
        return colours;
    }

    private static double contrast(Map<String, String> colours, String one, String other) {
        double first = luminance(String.valueOf(colours.get(one)));
        double second = luminance(String.valueOf(colours.get(other)));
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
    }

    private static double linear(String colour, int at) {
        double value = Integer.parseInt(colour, at, at + 2, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
