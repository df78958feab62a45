package dev.slipway.local.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A program that goes on while the test does something else, such as one that waits for somebody's answer.
final class Terminal implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long GLANCE = 100;

    private final List<String> words;
    private final Process process;
    private final Path stdout;
    private final Path stderr;
    private final long started = System.nanoTime();

    private Terminal(List<String> words, Process process, Path stdout, Path stderr) {
        this.words = words;
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    static Terminal start(List<String> words, Path folder, Map<String, String> environment) {
        try {
            var stdout = Files.createTempFile("slipway-run-", ".out");
            var stderr = Files.createTempFile("slipway-run-", ".err");
            var builder = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Terminal(words, builder.start(), stdout, stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the program prints, as soon as it does: the group of the pattern.
    String reads(Pattern pattern) {
        while (elapsed().compareTo(LIMIT) < 0) {
            var found = pattern.matcher(said());
            if (found.find()) {
                return found.group(1);
            }
            if (!process.isAlive() && !pattern.matcher(said()).find()) {
                throw new AssertionError("it ended without saying " + pattern + ": " + run(process.exitValue()));
            }
            pause();
        }
        throw new AssertionError("it never said " + pattern + ": " + run(-1));
    }

    /// Its end, which must come soon.
    Run ends() {
        try {
            if (!process.waitFor(LIMIT)) {
                throw new AssertionError("still running after " + LIMIT + ": " + run(-1));
            }
            return run(process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String said() {
        try {
            return Files.readString(stdout) + Files.readString(stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Run run(int exitCode) {
        try {
            return new Run(words, exitCode, Files.readString(stdout), Files.readString(stderr), elapsed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            Files.deleteIfExists(stdout);
            Files.deleteIfExists(stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
