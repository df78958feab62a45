package dev.slipway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table as Markdown, the columns under each other also where nobody renders it.
public final class Report {
    private final List<List<String>> rows = new ArrayList<>();

    public Report(String... titles) {
        rows.add(List.of(titles));
    }

    /// @param cells text, or a number that is shown with three significant digits, and no more than three decimals
    public void row(Object... cells) {
        rows.add(List.of(cells).stream().map(Report::shown).toList());
    }

    private static String shown(Object cell) {
        if (!(cell instanceof Double number)) {
            return cell.toString();
        }
        var decimals = Math.clamp(2 - (int) Math.floor(Math.log10(Math.max(Math.abs(number), 1e-9))), 0, 3);
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    @Override
    public String toString() {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
        lines.add(
                1,
                IntStream.range(0, widths.length)
                        .mapToObj(column -> column == 0 ? "-".repeat(widths[0]) : "-".repeat(widths[column] - 1) + ":")
                        .collect(Collectors.joining(" | ", "| ", " |")));
        return String.join("\n", lines);
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> String.format(
                        column == 0 ? "%-" + widths[0] + "s" : "%" + widths[column] + "s", row.get(column)))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
