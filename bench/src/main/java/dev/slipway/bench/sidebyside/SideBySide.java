package dev.slipway.bench.sidebyside;

import dev.slipway.bench.Caller;
import dev.slipway.bench.Machine;
import dev.slipway.bench.Options;
import dev.slipway.bench.Registry;
import dev.slipway.bench.Release;
import dev.slipway.bench.Report;
import dev.slipway.bench.sidebyside.Stock.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Asks Slipway and verdaccio the same and prints how much longer or shorter Slipway takes.
final class SideBySide {
    private static final String FULL = "application/json";
    private static final String ABBREVIATED =
            "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";
    private static final int MANY = 8;

    private final Pair pair;
    private final Stock stock;
    private final int rounds;
    private final Duration length;

    private SideBySide(Pair pair, Stock stock, Options options) {
        this.pair = pair;
        this.stock = stock;
        this.rounds = options.number("--rounds", 5);
        this.length = Duration.ofMillis(options.number("--millis", 2000));
    }

    static void main(String... arguments) throws Exception {
        var options = Options.of(arguments);
        var root = Path.of("").toAbsolutePath();
        var stock = new Stock(root, root.resolve("bench/target/side-by-side"), options.number("--versions", 5000));
        if (options.has("--refill")) {
            stock.forget(Kind.SLIPWAY);
        }
        try (var slipway = stock.open(Kind.SLIPWAY);
                var verdaccio = stock.open(Kind.VERDACCIO)) {
            new SideBySide(new Pair(slipway, verdaccio), stock, options).run();
        }
    }

    private void run() throws Exception {
        var memory = new Report("memory of the process tree", "slipway MiB", "verdaccio MiB", "ratio");
        compare(memory, "at the start", 1, (registry, _) -> registry.memory());
        var reports = List.of(reads(), publishing(), commands(), memory);
        compare(memory, "at the end", 1, (registry, _) -> registry.memory());

        IO.println(Machine.description());
        IO.println("Medians of %d rounds in turn. Ratio: slipway / verdaccio, under 1 is ahead.".formatted(rounds));
        for (var report : reports) {
            IO.println("\n" + report);
        }
    }

    private Report reads() throws Exception {
        var report = new Report(
                "read, gzip accepted",
                "1 caller: slipway ms",
                "verdaccio ms",
                "ratio",
                MANY + " callers: slipway ms",
                "verdaccio ms",
                "ratio");
        for (var name : List.of(Fixture.HUNDRED, Fixture.THOUSANDS)) {
            read(report, "packument of %s, full".formatted(size(name)), at -> packument(at, name, FULL));
            read(report, "packument of %s, abbreviated".formatted(size(name)), at -> packument(at, name, ABBREVIATED));
            read(report, "304 of %s".formatted(size(name)), at -> unchanged(at, name));
        }
        read(report, "tarball, redirect followed", SideBySide::tarball);
        return report;
    }

    private interface Asking {
        Load.Question of(Registry registry) throws IOException;
    }

    private void read(Report report, String name, Asking asking) throws Exception {
        progress(name);
        pair.inTurn(1, (registry, _) -> Load.of(asking.of(registry), MANY, length));
        var single = pair.inTurn(rounds, (registry, _) -> Load.of(asking.of(registry), 1, length));
        var many = pair.inTurn(rounds, (registry, _) -> Load.of(asking.of(registry), MANY, length));
        report.row(
                name,
                single.slipway(),
                single.verdaccio(),
                single.ratio(),
                many.slipway(),
                many.verdaccio(),
                many.ratio());
    }

    private Load.Question packument(Registry registry, String name, String accept) {
        var headers = new HashMap<>(registry.signedIn());
        headers.putAll(Map.of("Accept", accept, "Accept-Encoding", "gzip"));
        return new Load.Question(registry.at(Fixture.path(name)), headers, 200);
    }

    private Load.Question unchanged(Registry registry, String name) throws IOException {
        var known = packument(registry, name, FULL);
        try (var caller = new Caller()) {
            var headers = new HashMap<>(known.headers());
            headers.put(
                    "If-None-Match",
                    caller.get(known.address(), known.headers()).header("etag"));
            return new Load.Question(known.address(), headers, 304);
        }
    }

    private static Load.Question tarball(Registry registry) {
        var path = Fixture.tarballPath(Fixture.HUNDRED, "1.0.42");
        return new Load.Question(registry.at(path), registry.signedIn(), 200);
    }

    private Report publishing() throws Exception {
        var report = new Report("publish, the request alone", "slipway ms", "verdaccio ms", "ratio");
        for (var name : List.of(Fixture.HUNDRED, Fixture.THOUSANDS)) {
            progress("publish");
            compare(report, "onto " + size(name), 3 * rounds, (registry, round) -> {
                var release = new Release(name, "2.0." + round, List.of());
                try (var caller = new Caller()) {
                    var from = System.nanoTime();
                    registry.publish(caller, release);
                    return (System.nanoTime() - from) / 1e6;
                }
            });
        }
        var slipway = stock.fillingMillis(Kind.SLIPWAY);
        var verdaccio = stock.fillingMillis(Kind.VERDACCIO);
        report.row(
                "mean of all that filled it, up to " + size(Fixture.THOUSANDS),
                slipway,
                verdaccio,
                slipway / verdaccio);
        return report;
    }

    private Report commands() throws Exception {
        var report = new Report("real npm, empty cache", "slipway s", "verdaccio s", "ratio");
        var ours = Project.of(pair.slipway(), stock);
        var theirs = Project.of(pair.verdaccio(), stock);
        Function<Registry, Project> project = registry -> registry == pair.slipway() ? ours : theirs;
        progress("npm");
        compare(report, "npm publish", rounds, (at, round) -> project.apply(at).publish(round));
        compare(
                report,
                "npm install of 200 packages, no lockfile",
                rounds,
                (at, _) -> project.apply(at).install());
        compare(
                report,
                "npm ci of 200 packages",
                rounds,
                (at, _) -> project.apply(at).cleanInstall());
        return report;
    }

    private void compare(Report report, String name, int times, Pair.Measurement measurement) throws Exception {
        var comparison = pair.inTurn(times, measurement);
        report.row(name, comparison.slipway(), comparison.verdaccio(), comparison.ratio());
    }

    private String size(String name) {
        return String.format(Locale.ROOT, "%,d versions", name.equals(Fixture.HUNDRED) ? 100 : stock.versions());
    }

    private static void progress(String what) {
        System.err.println("… " + what);
    }
}
