package dev.slipway.bench;

import java.util.List;

/// The arguments of a benchmark: `--name number` for how long, `--name` alone for yes.
public record Options(List<String> arguments) {

    public static Options of(String... arguments) {
        return new Options(List.of(arguments));
    }

    public int number(String name, int otherwise) {
        var at = arguments.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(arguments.get(at + 1));
    }

    public boolean has(String name) {
        return arguments.contains(name);
    }
}
