package dev.slipway.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// The file that says that a folder is a registry's, of which format, and whether its first start came to an end.
record Marker(Path folder) {

    static final String NAME = "slipway.properties";

    /// Raised whenever what an older registry wrote can no longer be read: also when `infra/data.yaml` has other keys
    /// or indexes.
    private static final String FORMAT = "3";

    /// What a folder says about itself.
    enum State {
        ABSENT,
        BEGUN,
        COMPLETE,
        OTHER_FORMAT
    }

    State read() {
        var file = folder.resolve(NAME);
        if (Files.notExists(file)) {
            return State.ABSENT;
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException _) {
            return State.OTHER_FORMAT;
        }
        if (!FORMAT.equals(properties.getProperty("format"))) {
            return State.OTHER_FORMAT;
        }
        return switch (properties.getProperty("complete", "")) {
            case "true" -> State.COMPLETE;
            case "false" -> State.BEGUN;
            default -> State.OTHER_FORMAT;
        };
    }

    void write(boolean complete) throws IOException {
        Files.writeString(folder.resolve(NAME), """
                # The data of a registry that ./slipway start runs. It is deleted by: ./slipway start --fresh
                format=%s
                complete=%s
                """.formatted(FORMAT, complete));
    }
}
