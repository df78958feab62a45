package dev.slipway.adapters.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditExport.Format;
import dev.slipway.audit.Origin;
import dev.slipway.audit.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTextTest {

    private static RecordedEvent event(String target, Map<String, String> details) {
        return new RecordedEvent(
                "01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB",
                Instant.parse("2026-11-28T09:30:00Z"),
                new Actor.Registry(),
                "team.created",
                target,
                details,
                new Origin("203.0.113.7", "npm/11", "JKJaXmPLvHcESHA="));
    }

    private static String line(Format format, String target, Map<String, String> details) {
        return new String(ExportText.of(format).line(event(target, details)), UTF_8);
    }

    @Test
    void json_lines_are_what_the_api_gives_one_on_each_line() {
        assertThat(line(Format.JSON_LINES, "a\nb", Map.of("name", "\u2028")))
                .startsWith("{\"id\":\"01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB\",\"at\":\"2026-11-28T09:30:00Z\",")
                .contains("\"target\":\"a\\nb\"")
                .endsWith("}\n")
                .containsOnlyOnce("\n");
    }

    @Test
    void csv_has_all_in_quotes_and_quotes_twice() {
        assertThat(line(Format.CSV, "the \"core\", all", Map.of("before", "a", "after", "b")))
                .isEqualTo("\"01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB\",\"2026-11-28T09:30:00Z\",\"system\",\"slipway\",\"\","
                        + "\"team.created\",\"the \"\"core\"\", all\",\"{\"\"after\"\":\"\"b\"\",\"\"before\"\":\"\"a\"\"}\","
                        + "\"203.0.113.7\",\"npm/11\",\"JKJaXmPLvHcESHA=\"\r\n");
    }

    /// What a spreadsheet would take for a formula it takes for text.
    @ParameterizedTest
    @ValueSource(
            strings = {"=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"
            })
    void no_field_of_csv_is_a_formula(String text) {
        assertThat(line(Format.CSV, text, Map.of())).contains(",\"'" + text + "\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "a=b", "", "'", "1-2"})
    void what_is_no_formula_stays_as_it_is(String text) {
        assertThat(line(Format.CSV, text, Map.of())).contains(",\"" + text + "\",");
    }
}
