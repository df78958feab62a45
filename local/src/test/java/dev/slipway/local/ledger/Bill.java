package dev.slipway.local.ledger;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a million of something costs: the ledger's numbers times the price list's. A million times a KB is a GB.
///
/// @param title such as "a million publishes"
/// @param requests what asking costs
/// @param besides what watching it and carrying its bytes costs
record Bill(String title, List<Line> requests, List<Line> besides) {

    static final List<String> SUMMARY = List.of("in short", "requests, $", "with traces and bytes, $");

    /// The package that is installed and published has so many versions.
    private static final String VERSIONS = "100";

    /// What is paid for.
    ///
    /// @param amount millions or GB
    /// @param price of one million or GB, in dollars
    record Line(String what, double amount, double price) {

        /// To the cent, so that a reader who adds up gets the same.
        long cents() {
            return Math.round(amount * price * 100);
        }

        String markdown() {
            return Markdown.row(List.of(what, decimal(amount), decimal(price), dollars(cents())));
        }
    }

    /// @param rows of the ledger: what is done a million times
    static Bill of(String title, PriceList prices, Row... rows) {
        double seconds = sum(rows, row -> prices.assumed(publishes(row) ? "a publish takes" : "a read takes") / 1_000);
        double links = sum(rows, row -> row.cell("answer").equals("302") ? 1 : 0);
        double logged = sum(rows, row -> row.size("KB logged", VERSIONS) + prices.assumed("the gateway logs"));
        double traces = rows.length * prices.assumed("traced") / 100;
        double answers = sum(rows, row -> row.size("KB out", VERSIONS));
        return new Bill(
                title,
                charged(
                        new Line("requests to the API", rows.length, prices.of("API request")),
                        new Line("calls of a function", rows.length, prices.of("Lambda request")),
                        new Line("seconds of a function of 1 GB", seconds, prices.of("Lambda GB-second")),
                        new Line("read units", sum(rows, row -> row.number("RU")), prices.of("DynamoDB read unit")),
                        new Line("write units", sum(rows, row -> row.number("WU")), prices.of("DynamoDB write unit")),
                        new Line("S3 PUT", sum(rows, row -> s3(row, "PUT")), prices.of("S3 PUT")),
                        new Line("S3 GET by functions", sum(rows, row -> s3(row, "GET")), prices.of("S3 GET")),
                        new Line("S3 GET by clients", links, prices.of("S3 GET")),
                        new Line("log lines, GB", logged, prices.of("log lines"))),
                charged(
                        new Line("traces", traces, prices.of("trace")),
                        new Line("answers to clients, GB", answers, prices.of("transfer out")),
                        new Line(
                                "tarballs to clients, GB",
                                links * prices.assumed("a tarball has"),
                                prices.of("transfer out"))));
    }

    /// The operation as the ledger has it for a package of 100 versions.
    static Row row(List<Row> ledger, String operation, String who) {
        return ledger.stream()
                .filter(row -> row.cell("operation").equals(operation)
                        && row.cell("who").equals(who)
                        && row.covers(VERSIONS))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the ledger has no row: " + operation + ", " + who));
    }

    String markdown() {
        return Markdown.header(List.of(title, "million, or GB", "$ for each", "$"))
                + shown(requests)
                + Markdown.row(List.of("**requests**", "", "", "**" + dollars(cents(requests)) + "**"))
                + shown(besides)
                + Markdown.row(List.of("**with traces and bytes**", "", "", "**" + dollars(all()) + "**"));
    }

    String summary() {
        return Markdown.row(List.of(title, dollars(cents(requests)), dollars(all())));
    }

    private long all() {
        return cents(requests) + cents(besides);
    }

    private static String shown(List<Line> lines) {
        return lines.stream().map(Line::markdown).collect(joining());
    }

    private static long cents(List<Line> lines) {
        return lines.stream().mapToLong(Line::cents).sum();
    }

    private static List<Line> charged(Line... lines) {
        return Stream.of(lines).filter(line -> line.amount() > 0).toList();
    }

    private interface Amount {
        double of(Row row);
    }

    private static double sum(Row[] rows, Amount amount) {
        return Stream.of(rows).mapToDouble(amount::of).sum();
    }

    private static boolean publishes(Row row) {
        return row.cell("operation").startsWith(Workload.PUBLISH);
    }

    private static int s3(Row row, String kind) {
        return Arrays.stream(row.cell("S3").split(", "))
                .filter(part -> part.endsWith(" " + kind))
                .mapToInt(part -> Integer.parseInt(part.substring(0, part.indexOf(' '))))
                .sum();
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.4f", number).replaceFirst("\\.?0+$", "");
    }

    private static String dollars(long cents) {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }
}
