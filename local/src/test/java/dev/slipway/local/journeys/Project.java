package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder in which somebody works with a client.
record Project(Path folder) {

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /// That this very package lies in node_modules: its version, and each of its files byte for byte.
    Project holds(PackageSource source) {
        var installed = folder.resolve("node_modules").resolve(source.name());
        assertThat(installed).as("node_modules has %s", source.name()).isDirectory();
        assertThat(Json.at(Json.read(read("node_modules/" + source.name() + "/package.json")), "version"))
                .as("installed version of %s", source.name())
                .isEqualTo(source.version());
        source.files()
                .forEach((file, content) -> assertThat(installed.resolve(file))
                        .as("%s of %s", file, source.spec())
                        .hasBinaryContent(content));
        return this;
    }

    Project lacks(String name) {
        assertThat(folder.resolve("node_modules").resolve(name)).doesNotExist();
        return this;
    }
}
