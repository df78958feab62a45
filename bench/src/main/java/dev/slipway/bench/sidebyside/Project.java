package dev.slipway.bench.sidebyside;

import dev.slipway.bench.Registry;
import dev.slipway.bench.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Somebody's work with npm and one registry: a library to publish, an application that wants the graph.
final class Project {
    private final Path folder;
    private final Npm npm;

    private Project(Path folder, Npm npm) {
        this.folder = folder;
        this.npm = npm;
    }

    static Project of(Registry registry, Stock stock) throws IOException {
        var folder = stock.work().resolve("projects").resolve(registry.name());
        Trees.delete(folder);
        Files.createDirectories(folder.resolve("library"));
        Files.createDirectories(folder.resolve("application"));
        Files.writeString(folder.resolve("library/index.js"), "export const answer = 42;\n");
        Files.writeString(folder.resolve("application/package.json"), Fixture.project());
        return new Project(folder, new Npm(stock.modules(), folder.resolve("home"), registry));
    }

    /// Seconds that `npm publish` of the next version takes.
    double publish(int number) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("library/package.json"), """
                {"name": "%s/library", "version": "1.0.%d", "type": "module", "main": "index.js"}
                """.formatted(Fixture.SCOPE, number));
        return npm.run(folder.resolve("library"), "publish");
    }

    /// Seconds that `npm install` takes with nothing but a `package.json`.
    double install() throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("application/package-lock.json"));
        return cold("install");
    }

    /// Seconds that `npm ci` takes, by the lockfile that [#install] left.
    double cleanInstall() throws IOException, InterruptedException {
        return cold("ci");
    }

    private double cold(String command) throws IOException, InterruptedException {
        npm.forget();
        Trees.delete(folder.resolve("application/node_modules"));
        return npm.run(folder.resolve("application"), command);
    }
}
