package dev.slipway.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Somebody's terminal: the machine's npm in an empty home, where `@acme` and all else belong to the registry.
final class Terminal {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path folder;
    private final String registry;

    Terminal(Path folder, String registry) throws IOException {
        this.folder = folder;
        this.registry = registry;
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/.npmrc"), """
                registry=%s/
                fetch-retries=0
                update-notifier=false
                browser=false
                """.formatted(registry));
    }

    /// A command that has been started.
    ///
    /// @param soFar what it has printed; one thread writes and another reads
    record Running(Process process, CompletableFuture<String> output, StringBuffer soFar) {

        /// Waits until it has printed something that fits.
        String printed(Pattern pattern) throws InterruptedException {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < end) {
                var matcher = pattern.matcher(soFar);
                if (matcher.find()) {
                    return matcher.group();
                }
                if (!process.isAlive() && output.isDone()) {
                    break;
                }
                // The one wait of the tests: a program of others says when it is ready by what it prints.
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            throw new AssertionError("it never printed " + pattern + ":\n" + soFar);
        }

        /// What it printed, once it has ended well.
        String succeeded() throws InterruptedException {
            var all = ended();
            if (process.exitValue() != 0) {
                throw new AssertionError("it failed with " + process.exitValue() + ":\n" + all);
            }
            return all;
        }

        /// What it printed, once it has ended badly.
        String failed() throws InterruptedException {
            var all = ended();
            if (process.exitValue() == 0) {
                throw new AssertionError("it did not fail:\n" + all);
            }
            return all;
        }

        private String ended() throws InterruptedException {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it never ended:\n" + soFar);
            }
            return output.join();
        }
    }

    @SuppressWarnings("JdkObsolete") // two threads share the buffer
    Running npm(Path where, String... words) throws IOException {
        var command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        var path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        path,
                        "HOME",
                        folder.resolve("home").toString(),
                        "npm_config_globalconfig",
                        folder.resolve("no-npmrc").toString(),
                        "NO_COLOR",
                        "1",
                        "LANG",
                        "C.UTF-8"));
        var process = builder.start();
        var soFar = new StringBuffer();
        var output = CompletableFuture.supplyAsync(() -> {
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.lines().forEach(line -> soFar.append(line).append('\n'));
                return soFar.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Running(process, output, soFar);
    }

    /// A folder with these files.
    Path project(String name, Map<String, String> files) throws IOException {
        var project = Files.createDirectories(folder.resolve(name));
        for (var file : files.entrySet()) {
            Files.writeString(project.resolve(file.getKey()), file.getValue());
        }
        return project;
    }

    String registry() {
        return registry;
    }
}
