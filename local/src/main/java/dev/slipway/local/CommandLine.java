package dev.slipway.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody asked for behind `./slipway`.
sealed interface CommandLine {

    /// @param data where to keep the data; empty for the usual folder
    record Start(Optional<Path> data, boolean fresh, int port, boolean billing, boolean json) implements CommandLine {}

    record Misused(String sentence) implements CommandLine {}

    static CommandLine read(List<String> words) {
        var rest = new ArrayDeque<>(words);
        var command = rest.poll();
        if (!"start".equals(command)) {
            return misused(command == null ? "Which command?" : "There is no command \"" + command + "\".");
        }
        try {
            return start(rest);
        } catch (Misuse e) {
            return misused(String.valueOf(e.getMessage()));
        }
    }

    private static CommandLine start(Deque<String> rest) {
        Optional<Path> data = Optional.empty();
        var fresh = false;
        var port = Options.PORT;
        var billing = false;
        var json = false;
        while (!rest.isEmpty()) {
            var word = rest.pop();
            var equals = word.startsWith("--") ? word.indexOf('=') : -1;
            var option = equals < 0 ? word : word.substring(0, equals);
            if (equals >= 0) {
                rest.push(word.substring(equals + 1));
            }
            switch (option) {
                case "--data" -> data = Optional.of(folder(rest.poll()));
                case "--port" -> port = port(rest.poll());
                case "--billing" -> billing = alone(option, equals);
                case "--fresh" -> fresh = alone(option, equals);
                case "--json" -> json = alone(option, equals);
                default -> throw new Misuse("There is no option \"" + option + "\".");
            }
        }
        return new Start(data, fresh, port, billing, json);
    }

    private static Path folder(@Nullable String text) {
        if (text == null || text.isEmpty() || text.startsWith("--")) {
            throw new Misuse("--data needs a folder, such as --data ~/registry.");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new Misuse("\"" + text + "\" can't be a folder.");
        }
    }

    private static int port(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new Misuse("--port needs a number from 0 to 65535, where 0 is any port that is free.");
        }
        return Integer.parseInt(text);
    }

    private static boolean alone(String option, int equals) {
        if (equals >= 0) {
            throw new Misuse(option + " takes no value.");
        }
        return true;
    }

    private static Misused misused(String sentence) {
        return new Misused(sentence + " ./slipway help shows what there is.");
    }

    /// Leaves the loop over the words.
    final class Misuse extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Misuse(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
