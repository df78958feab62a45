package dev.slipway.bench.coldstart;

import dev.slipway.bench.Machine;
import dev.slipway.bench.Median;
import dev.slipway.bench.Options;
import dev.slipway.bench.Report;
import dev.slipway.bench.Trees;
import dev.slipway.bench.coldstart.ManagedRuntime.CacheUse;
import dev.slipway.bench.coldstart.Sandbox.Life;
import dev.slipway.bench.coldstart.Sandbox.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Starts the functions again and again, in turn with a handler that does nothing, and prints how many times as long
/// they take.
final class ColdStart {
    private static final int TRAINING = 30;

    private final ManagedRuntime runtime;
    private final List<Subject> subjects;
    private final Cloud cloud;
    private final Path work;
    private final int runs;
    private final int invocations;

    private ColdStart(ManagedRuntime runtime, List<Subject> subjects, Cloud cloud, Path work, Options options) {
        this.runtime = runtime;
        this.subjects = subjects;
        this.cloud = cloud;
        this.work = work;
        this.runs = options.number("--runs", 9);
        this.invocations = options.number("--invocations", 100);
    }

    static void main(String... arguments) throws Exception {
        var root = Path.of("").toAbsolutePath();
        var work = Files.createDirectories(root.resolve("bench/target/cold-start"));
        var yardsticks = root.resolve("bench/yardsticks/target");
        try (var cloud = Cloud.open(root, work)) {
            var subjects = subjects(root, work, cloud);
            var runtime = trained(
                    new ManagedRuntime(yardsticks.resolve("runtime"), work.resolve("runtime.aot"), CacheUse.USE),
                    subjects.getFirst(),
                    work);
            new ColdStart(runtime, subjects, cloud, work, Options.of(arguments)).run();
        }
        System.exit(0);
    }

    /// Hello comes first: it is what the others are compared with.
    private static List<Subject> subjects(Path root, Path work, Cloud cloud) throws IOException {
        var yardsticks = root.resolve("bench/yardsticks/target");
        var hello = "dev.slipway.bench.yardsticks.Hello";
        var helloRoot = work.resolve("hello");
        Trees.delete(helloRoot);
        var helloClass = hello.replace('.', '/') + ".class";
        Files.createDirectories(helloRoot.resolve(helloClass).getParent());
        Files.copy(yardsticks.resolve("classes").resolve(helloClass), helloRoot.resolve(helloClass));

        var powertoolsRoot = work.resolve("powertools");
        Trees.copy(yardsticks.resolve("classes"), powertoolsRoot);
        Trees.copy(yardsticks.resolve("powertools"), powertoolsRoot.resolve("lib"));

        var environment = new HashMap<>(cloud.environment());
        environment.put("JAVA_TOOL_OPTIONS", toolOptions(root.resolve("template.yaml")));
        var installing = Events.installing(cloud.token());
        var publishing = Events.publishing(cloud.token());
        return List.of(
                new Subject("hello", helloRoot, hello, Map.of(), installing),
                new Subject(
                        "hello with Powertools",
                        powertoolsRoot,
                        "dev.slipway.bench.yardsticks.PowertoolsHello",
                        Map.of("POWERTOOLS_SERVICE_NAME", "bench", "POWERTOOLS_METRICS_NAMESPACE", "Bench"),
                        installing),
                new Subject(
                        "install",
                        Trees.unpack(root.resolve("functions/install/target/install.jar"), work.resolve("install")),
                        "dev.slipway.functions.install.InstallHandler::handleRequest",
                        environment,
                        installing),
                new Subject(
                        "publish",
                        Trees.unpack(root.resolve("functions/publish/target/publish.jar"), work.resolve("publish")),
                        "dev.slipway.functions.publish.PublishHandler::handleRequest",
                        environment,
                        publishing));
    }

    /// The flags that the template gives the functions.
    private static String toolOptions(Path template) throws IOException {
        return Files.readString(template)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("JAVA_TOOL_OPTIONS:"))
                .map(line -> line.substring(line.indexOf(':') + 1)
                        .replaceFirst("#.*", "")
                        .strip())
                .findFirst()
                .orElse("");
    }

    private static ManagedRuntime trained(ManagedRuntime runtime, Subject hello, Path work) throws Exception {
        var making = new ManagedRuntime(runtime.jars(), runtime.cache(), CacheUse.MAKE);
        try (var sandbox = new Sandbox(making, hello, Start.ON_DEMAND, 0, () -> {}, work.resolve("training.log"))) {
            sandbox.live(TRAINING);
        }
        return runtime;
    }

    /// What one subject's starts of one kind showed.
    private record Series(Subject subject, Start start, List<Life> lives) {
        double median(ToDoubleFunction<Life> figure) {
            return Median.of(lives, figure);
        }
    }

    private void run() throws Exception {
        var all = Arrays.stream(Start.values())
                .flatMap(start -> subjects.stream().map(subject -> new Series(subject, start, new ArrayList<>())))
                .toList();
        var life = 0;
        for (int run = 1; run <= runs; run++) {
            System.err.printf("… run %d of %d%n", run, runs);
            for (var series : all) {
                life++;
                series.lives().add(live(series.subject(), series.start(), life));
            }
        }
        IO.println(Machine.description());
        IO.println("Medians of %d starts in turn; warm: of %d invocations after each.".formatted(runs, invocations));
        for (var start : Start.values()) {
            var alike = all.stream().filter(series -> series.start() == start).toList();
            IO.println("\n" + report(start, alike, all.getFirst()));
        }
        IO.println("\nAnswers that were errors: "
                + all.stream()
                        .flatMap(series -> series.lives().stream())
                        .mapToInt(Life::errors)
                        .sum());
    }

    private Life live(Subject subject, Start start, int life) throws IOException, InterruptedException {
        var log = work.resolve(subject.name().replace(' ', '-') + ".log");
        try (var sandbox = new Sandbox(runtime, subject, start, life, cloud::cutConnections, log)) {
            return sandbox.live(invocations);
        }
    }

    /// @param floor hello on demand, which a restore is compared with too: that is what it saves
    private static Report report(Start start, List<Series> all, Series floor) {
        var onDemand = start == Start.ON_DEMAND;
        var report = new Report(
                onDemand ? "on demand" : "restored by SnapStart",
                onDemand ? "init ms" : "init before the snapshot ms",
                onDemand ? "first answer ms" : "restore to first answer ms",
                onDemand ? "x hello" : "x hello on demand",
                "its CPU ms",
                onDemand ? "x hello" : "x hello on demand",
                "warm ms",
                "warm CPU ms",
                "peak MiB",
                onDemand ? "x hello" : "x hello on demand");
        for (var series : all) {
            report.row(
                    series.subject().name(),
                    series.median(Life::init),
                    series.median(Life::first),
                    series.median(Life::first) / floor.median(Life::first),
                    series.median(Life::firstCpu),
                    series.median(Life::firstCpu) / floor.median(Life::firstCpu),
                    series.median(Life::warm),
                    series.median(Life::warmCpu),
                    series.median(Life::memory),
                    series.median(Life::memory) / floor.median(Life::memory));
        }
        return report;
    }
}
