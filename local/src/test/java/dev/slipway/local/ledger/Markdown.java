package dev.slipway.local.ledger;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The tables of a Markdown page.
public final class Markdown {

    private Markdown() {}

    /// A table's cells, its header apart.
    public record Table(List<String> header, List<List<String>> rows) {

        String markdown() {
            return Markdown.header(header) + rows.stream().map(Markdown::row).collect(joining());
        }
    }

    public static List<Table> tables(String page) {
        var tables = new ArrayList<Table>();
        var lines = page.lines().toList();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i + 1).matches("\\|(?: *-+:? *\\|)+")) {
                var rows = lines.stream()
                        .skip(i + 2)
                        .takeWhile(line -> line.startsWith("|"))
                        .map(Markdown::cells)
                        .toList();
                tables.add(new Table(cells(lines.get(i)), rows));
            }
        }
        return tables;
    }

    public static String header(List<String> cells) {
        return row(cells) + "|" + "---|".repeat(cells.size()) + "\n";
    }

    static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.isEmpty() ? " |" : " " + cell + " |")
                .collect(joining("", "|", "\n"));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
