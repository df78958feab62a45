package dev.slipway.local.ledger;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A line of the ledger: one operation, at the numbers of versions at which it costs the same.
///
/// @param exact the cells up to S3
/// @param sizes the three cells behind it: one number for all numbers of versions, or one for each
public record Row(List<String> exact, List<List<Double>> sizes) {

    static final List<String> HEADER = List.of(
            "operation",
            "who",
            "versions",
            "answer",
            "trips",
            "items read",
            "RU local",
            "RU",
            "items written",
            "WU local",
            "WU",
            "S3",
            "KB in",
            "KB out",
            "KB logged");

    /// The cells at the end of a line that may differ a little.
    private static final int SIZES = 3;

    private static final int EXACT = HEADER.size() - SIZES;

    /// Gzip may pack a little better on another machine.
    private static final double TOLERANCE = 0.03;

    private static final double ROUNDED = 0.15;

    /// @param same measured at several numbers of versions, with the same cost
    static Row of(List<Measurement> same) {
        var first = same.getFirst();
        var exact = new ArrayList<>(
                List.of(first.operation(), first.who(), versions(same), Integer.toString(first.status())));
        exact.addAll(first.cost().inTheTable());
        exact.add(first.cost().inTheBucket());
        return new Row(
                List.copyOf(exact),
                List.of(
                        kilobytes(same.stream().map(Measurement::bytesIn)),
                        kilobytes(same.stream().map(Measurement::bytesOut)),
                        kilobytes(same.stream().map(Measurement::bytesLogged))));
    }

    /// @param cells of a line of the page
    public static Row read(List<String> cells) {
        return new Row(
                cells.subList(0, cells.size() - SIZES),
                cells.subList(cells.size() - SIZES, cells.size()).stream()
                        .map(Row::numbers)
                        .toList());
    }

    /// One line, measured once.
    ///
    /// @param exact the cells before the three sizes
    public static Row of(List<String> exact, int bytesIn, int bytesOut, int bytesLogged) {
        return new Row(
                List.copyOf(exact),
                Stream.of(bytesIn, bytesOut, bytesLogged)
                        .map(bytes -> kilobytes(Stream.of(bytes)))
                        .toList());
    }

    /// Where a page is wrong, in words; empty if it says what was measured.
    public static List<String> differences(List<Row> measured, List<Row> written) {
        var wrong = new ArrayList<String>();
        for (int i = 0; i < Math.max(written.size(), measured.size()); i++) {
            var is = i < measured.size() ? Optional.of(measured.get(i)) : Optional.<Row>empty();
            var said = i < written.size() ? Optional.of(written.get(i)) : Optional.<Row>empty();
            if (is.isEmpty() || said.filter(is.get()::agreesWith).isEmpty()) {
                wrong.add("measured %s\n   page: %s\n".formatted(shown(is), shown(said)));
            }
        }
        return wrong;
    }

    private static String shown(Optional<Row> row) {
        return row.map(Row::markdown).map(String::strip).orElse("nothing");
    }

    String cell(String column) {
        return exact.get(HEADER.indexOf(column));
    }

    double number(String column) {
        return Double.parseDouble(cell(column));
    }

    boolean covers(String versions) {
        return versions().contains(versions);
    }

    /// @param versions one of the numbers in this row
    double size(String column, String versions) {
        var each = sizes.get(HEADER.indexOf(column) - EXACT);
        return each.get(each.size() == 1 ? 0 : versions().indexOf(versions));
    }

    /// Whether this, as measured, is what is written.
    boolean agreesWith(Row written) {
        if (!exact.equals(written.exact)) {
            return false;
        }
        for (int i = 0; i < sizes.size(); i++) {
            if (!close(sizes.get(i), written.sizes.get(i))) {
                return false;
            }
        }
        return true;
    }

    public String markdown() {
        return Markdown.row(
                Stream.concat(exact.stream(), sizes.stream().map(Row::shown)).toList());
    }

    private List<String> versions() {
        return List.of(cell("versions").split(" / "));
    }

    private static boolean close(List<Double> measured, List<Double> written) {
        if (written.size() != 1 && written.size() != measured.size()) {
            return false;
        }
        for (int i = 0; i < measured.size(); i++) {
            var expected = written.get(written.size() == 1 ? 0 : i);
            if (Math.abs(measured.get(i) - expected) > ROUNDED + expected * TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private static String versions(List<Measurement> same) {
        return same.getFirst().versions() == 0
                ? ""
                : same.stream()
                        .map(each -> String.format(Locale.ROOT, "%,d", each.versions()))
                        .collect(joining(" / "));
    }

    /// In 1,000 bytes, up to the next tenth.
    private static List<Double> kilobytes(Stream<Integer> bytes) {
        return bytes.map(each -> Math.ceilDiv(each, 100) / 10.0).toList();
    }

    private static String shown(List<Double> sizes) {
        var different = sizes.stream().distinct().count() == 1 ? sizes.subList(0, 1) : sizes;
        return different.stream().map(size -> Double.toString(size)).collect(joining(" / "));
    }

    private static List<Double> numbers(String cell) {
        return Arrays.stream(cell.split(" / ")).map(Double::valueOf).toList();
    }
}
