package dev.slipway.local.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An outside program to be run: where, with exactly which environment, and for how long at most.
record Command(List<String> words, Path folder, Map<String, String> environment, Duration limit) {

    /// Runs it to its end. Past the limit the program dies with all that it started, and the test fails with what it
    /// had said until then.
    Run run() {
        try {
            var stdout = Files.createTempFile("slipway-run-", ".out");
            var stderr = Files.createTempFile("slipway-run-", ".err");
            try {
                return run(stdout, stderr);
            } finally {
                Files.delete(stdout);
                Files.delete(stderr);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Output goes to files, so that no reader is needed and a chatty child can't block.
    private Run run(Path stdout, Path stderr) throws IOException {
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var started = System.nanoTime();
        var process = builder.start();
        var ended = ended(process);
        var duration = Duration.ofNanos(System.nanoTime() - started);
        var exitCode = ended ? process.exitValue() : -1;
        var run = new Run(words, exitCode, Files.readString(stdout), Files.readString(stderr), duration);
        if (!ended) {
            throw new AssertionError("still running after " + limit + ", so it was ended: " + run);
        }
        return run;
    }

    private boolean ended(Process process) {
        try {
            return process.waitFor(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
