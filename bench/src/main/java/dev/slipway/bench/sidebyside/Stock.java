package dev.slipway.bench.sidebyside;

import dev.slipway.bench.Registry;
import dev.slipway.bench.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The data of filled registries. Filling takes minutes, so it is done once and kept; what is opened is a copy, the
/// same for every run.
///
/// @param root of the repository
/// @param work where everything of this benchmark lies
/// @param versions of the larger package
record Stock(Path root, Path work, int versions) {

    /// Each has its port, the same whenever it is opened: documents and lockfiles hold it.
    enum Kind {
        SLIPWAY(18417),
        VERDACCIO(18418);

        private final int port;

        Kind(int port) {
            this.port = port;
        }
    }

    Registry open(Kind kind) throws IOException {
        var copy = work.resolve("open").resolve(kind.name());
        Trees.copy(filled(kind), copy);
        return start(kind, copy);
    }

    /// Milliseconds that a publish took while it was filled.
    double fillingMillis(Kind kind) throws IOException {
        return Double.parseDouble(Files.readString(meanOf(kind)));
    }

    /// Programs from the npm registry: verdaccio, and the npm that both are asked by.
    Path modules() {
        return work.resolve("peers/node_modules");
    }

    /// The next time it is opened, it is filled anew.
    void forget(Kind kind) throws IOException {
        Files.deleteIfExists(meanOf(kind));
    }

    private Path filledData() {
        return work.resolve("filled-%d".formatted(versions));
    }

    private Path filled(Kind kind) throws IOException {
        var data = filledData().resolve(kind.name());
        if (!Files.exists(meanOf(kind))) {
            Trees.delete(data);
            try (var registry = start(kind, data)) {
                Files.writeString(meanOf(kind), Double.toString(Fixture.fill(registry, versions)));
            }
        }
        return data;
    }

    private Path meanOf(Kind kind) {
        return filledData().resolve(kind + ".millis");
    }

    private Registry start(Kind kind, Path data) throws IOException {
        return switch (kind) {
            case SLIPWAY -> Registry.slipway(root, data, kind.port);
            case VERDACCIO -> Registry.verdaccio(modules(), data, kind.port);
        };
    }
}
