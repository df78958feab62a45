package dev.slipway.bench.coldstart;

import dev.slipway.bench.Children;
import dev.slipway.bench.CpuTime;
import dev.slipway.bench.Median;
import dev.slipway.bench.Memory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// One execution environment of Lambda: a JVM as the [ManagedRuntime] starts it, the real runtime client in it, and the
/// other side of its Runtime API. What Lambda itself does before the process starts isn't here.
final class Sandbox implements AutoCloseable {
    static final String ACCESS_KEY = "local";
    static final String SECRET_KEY = "local-secret";

    private static final Pattern WELL_DONE = Pattern.compile("\"statusCode\"\\s*:\\s*20[01]\\b");

    /// What one life of an environment showed: times in milliseconds, memory in MiB.
    ///
    /// @param init from the process' start until the function is initialized, priming included under SnapStart
    /// @param first from the process' start, or under SnapStart from the restore, until the first answer
    /// @param firstCpu the CPU time spent in `first`
    /// @param errors how many answers were errors
    record Life(double init, double first, double firstCpu, double warm, double warmCpu, double memory, int errors) {}

    enum Start {
        ON_DEMAND,
        /// The process isn't frozen, but told so: its hooks run, its connections are cut, its credentials come another
        /// way.
        SNAP_START
    }

    private final Subject subject;
    private final Start start;
    private final int life;
    private final Runnable cutConnections;
    private final RuntimeApi api = new RuntimeApi();
    private final long startedAt;
    private final Process process;
    private int errors;

    /// @param life which one it is of the benchmark's
    Sandbox(ManagedRuntime runtime, Subject subject, Start start, int life, Runnable cutConnections, Path log)
            throws IOException {
        this.subject = subject;
        this.start = start;
        this.life = life;
        this.cutConnections = cutConnections;
        var builder = new ProcessBuilder(runtime.commandLine(subject.handler(), start))
                .directory(subject.taskRoot().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment());
        startedAt = System.nanoTime();
        process = Children.start(builder);
        var _ = process.onExit().thenAccept(ended -> api.processEnded(ended.exitValue()));
    }

    Life live(int invocations) throws InterruptedException {
        long from = startedAt;
        var init = 0.0;
        var cpuBefore = Duration.ZERO;
        if (start == Start.SNAP_START) {
            init = millis(api.awaitSnapshot() - startedAt);
            cutConnections.run();
            Thread.sleep(200);
            cpuBefore = CpuTime.of(process.pid());
            from = System.nanoTime();
            api.restore();
            api.awaitReady();
        } else {
            init = millis(api.awaitReady() - startedAt);
        }
        var cpu = new ArrayList<Duration>();
        var first = invoke(0, () -> cpu.add(CpuTime.of(process.pid())));
        var firstCpu = cpu.getFirst().minus(cpuBefore);

        var warm = new ArrayList<Duration>();
        var warmFrom = CpuTime.of(process.pid());
        for (int invocation = 1; invocation <= invocations; invocation++) {
            warm.add(invoke(invocation, () -> {}).took());
        }
        var warmCpu = CpuTime.of(process.pid()).minus(warmFrom).dividedBy(invocations);
        return new Life(
                init,
                millis(first.at() - from),
                millis(firstCpu.toNanos()),
                Median.of(warm, took -> millis(took.toNanos())),
                millis(warmCpu.toNanos()),
                Memory.peak(process.toHandle()),
                errors);
    }

    private RuntimeApi.Answer invoke(int invocation, Runnable atAnswer) {
        var answer = api.invoke(subject.events().next(life, invocation), atAnswer);
        if (!WELL_DONE.matcher(answer.body()).find()) {
            System.err.printf("%s, invocation %d: %.1000s%n", subject.name(), invocation, answer.body());
            errors++;
        }
        return answer;
    }

    private Map<String, String> environment() {
        var task = subject.taskRoot().toString();
        var variables = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                api.address(),
                "AWS_LAMBDA_FUNCTION_NAME",
                "bench",
                "AWS_LAMBDA_FUNCTION_VERSION",
                "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(ManagedRuntime.MEMORY_MB),
                "AWS_LAMBDA_LOG_FORMAT",
                "JSON",
                "AWS_REGION",
                "eu-west-1",
                "LAMBDA_TASK_ROOT",
                task,
                "LD_LIBRARY_PATH",
                task + File.pathSeparator + task + "/lib",
                "_HANDLER",
                subject.handler(),
                "TZ",
                ":UTC"));
        variables.put("PATH", System.getenv("PATH"));
        if (start == Start.SNAP_START) {
            variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", api.credentialsUrl());
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "bench");
        } else {
            variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
            variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
            variables.put("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
            variables.put("AWS_SESSION_TOKEN", "bench");
        }
        variables.putAll(subject.environment());
        return variables;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    /// Ends the environment as Lambda does, which lets the JVM finish what it does at its exit.
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        api.close();
    }
}
