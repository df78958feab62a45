package dev.slipway.bench.sidebyside;

import dev.slipway.bench.Registry;
import dev.slipway.bench.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The real npm in a home of its own, which knows one registry and its token, and nobody else.
final class Npm {
    private final Path program;
    private final Path home;

    Npm(Path modules, Path home, Registry registry) throws IOException {
        this.program = modules.resolve("npm/bin/npm-cli.js");
        this.home = home;
        Files.createDirectories(home);
        Files.writeString(home.resolve(".npmrc"), """
                registry=%1$s/
                //%2$s/:_authToken=%3$s
                cache=%4$s
                audit=false
                fund=false
                update-notifier=false
                """.formatted(
                        registry.url(), registry.url().getAuthority(), registry.token(), cache()));
    }

    /// The seconds that a command takes.
    double run(Path project, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("node", program.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("npm_"));
        builder.environment().put("HOME", home.toString());
        var from = System.nanoTime();
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var status = process.waitFor();
        var seconds = (System.nanoTime() - from) / 1e9;
        if (status != 0) {
            throw new IOException("npm %s: %s".formatted(String.join(" ", arguments), output));
        }
        return seconds;
    }

    /// What was ever fetched has to be fetched again.
    void forget() throws IOException {
        Trees.delete(cache());
    }

    private Path cache() {
        return home.resolve("cache");
    }
}
