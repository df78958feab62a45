package dev.slipway.adapters.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.audit.AuditExport.Format;
import dev.slipway.audit.ExportFormat;
import dev.slipway.audit.RecordedEvent;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How events stand in a file that a log is exported to.
public final class ExportText {

    private ExportText() {}

    public static ExportFormat of(Format format) {
        return switch (format) {
            case JSON_LINES -> new JsonLines();
            case CSV -> new Csv();
        };
    }

    /// What the API gives, an object on each line.
    private record JsonLines() implements ExportFormat {

        @Override
        public byte[] head() {
            return new byte[0];
        }

        @Override
        public byte[] line(RecordedEvent event) {
            return (JsonText.of(json -> AuditEventText.write(json, event)) + "\n").getBytes(UTF_8);
        }
    }

    /// [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180): every field in quotes, lines end with CR and LF. The details
    /// are JSON in one field, since each action has others.
    ///
    /// A spreadsheet takes a field for a formula that begins with one of a few characters, quoted or not, and what
    /// people name their things could be one: those get an apostrophe in front, [as OWASP
    /// says](https://owasp.org/www-community/attacks/CSV_Injection). The price is that `@acme/pad` has one too; whoever
    /// reads by program takes JSON Lines.
    private record Csv() implements ExportFormat {

        private static final List<String> COLUMNS = List.of(
                "id",
                "at",
                "actorKind",
                "actor",
                "actorId",
                "action",
                "target",
                "details",
                "address",
                "client",
                "requestId");

        @Override
        public byte[] head() {
            return line(COLUMNS.stream());
        }

        @Override
        public byte[] line(RecordedEvent event) {
            var details = JsonText.of(json -> new TreeMap<>(event.details()).forEach(json::text));
            return line(Stream.of(
                    event.id(),
                    event.at().toString(),
                    ActorText.kind(event.actor()),
                    event.actor().shownName(),
                    ActorText.id(event.actor()).orElse(""),
                    event.action(),
                    event.target(),
                    details,
                    event.origin().address(),
                    event.origin().client(),
                    event.origin().requestId()));
        }

        private static byte[] line(Stream<String> fields) {
            return fields.map(Csv::field)
                    .collect(Collectors.joining(",", "", "\r\n"))
                    .getBytes(UTF_8);
        }

        private static String field(String text) {
            return "\"" + (isFormula(text) ? "'" : "") + text.replace("\"", "\"\"") + "\"";
        }

        private static boolean isFormula(String text) {
            return !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
        }
    }
}
