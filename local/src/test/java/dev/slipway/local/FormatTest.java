package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Nobody argues about layout: every Java file is exactly as palantir-java-format writes it, imports included.
///
/// Started by hand it mends the files instead: `mvn -q -N -Pformat validate` runs [#main] from this source file and
/// needs nothing else compiled.
///
/// The formatter knows less Java than we: it refuses a bare `_` inside a record pattern (`var _` it takes) and
/// `import module`.
class FormatTest {
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");
    private static final Pattern COMMENT = Pattern.compile("(?m)^( *)///(.*)$");
    private static final Pattern NUMBERED = Pattern.compile("(?m)^( *)/// #(\\d+)$");
    private static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    void every_java_file_is_formatted() {
        var faults = faults();
        if ("write".equals(System.getProperty("format"))) {
            faults = mend(faults);
        }
        assertThat(faults)
                .extracting(Fault::description)
                .as("to be mended by: mvn -q -N -Pformat validate")
                .isEmpty();
    }

    static void main() {
        var refused = mend(new FormatTest().faults());
        refused.forEach(fault -> IO.println(fault.description()));
        System.exit(refused.isEmpty() ? 0 : 1);
    }

    private sealed interface Fault {
        String description();

        record Misformatted(Path file, String formatted) implements Fault {
            @Override
            public String description() {
                return ROOT.relativize(file).toString();
            }
        }

        /// To be mended by hand.
        record Refused(Path file, String why) implements Fault {
            @Override
            public String description() {
                return ROOT.relativize(file) + ":" + why;
            }
        }
    }

    private List<Fault> faults() {
        return javaFiles().stream().flatMap(file -> fault(file).stream()).toList();
    }

    private Optional<Fault> fault(Path file) {
        try {
            var source = Files.readString(file);
            var formatted = formatted(source);
            if (formatted
                    .lines()
                    .anyMatch(line -> line.length() > 120 && line.strip().startsWith("///"))) {
                return Optional.of(new Fault.Refused(file, " a line of its comments passes 120 columns"));
            }
            return formatted.equals(source) ? Optional.empty() : Optional.of(new Fault.Misformatted(file, formatted));
        } catch (FormatterException e) {
            return Optional.of(new Fault.Refused(file, e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The formatter breaks `///` lines before they are full, and makes the second half code: it gets to see their
    /// numbers only.
    private String formatted(String source) throws FormatterException {
        var ordered = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.PALANTIR);
        var comments = new ArrayList<String>();
        var numbered = COMMENT.matcher(ordered).replaceAll(line -> {
            comments.add(line.group(2).stripTrailing());
            return line.group(1) + "/// #" + (comments.size() - 1);
        });
        var numbers = NUMBERED.matcher(formatter.formatSource(numbered));
        var restored = numbers.replaceAll(line ->
                Matcher.quoteReplacement(line.group(1) + "///" + comments.get(Integer.parseInt(line.group(2)))));
        if (!comments.equals(
                COMMENT.matcher(restored).results().map(line -> line.group(2)).toList())) {
            throw new IllegalStateException("The formatter touched a comment; nothing was written.");
        }
        return restored;
    }

    /// Writes what can be written and gives back the rest.
    private static List<Fault> mend(List<Fault> faults) {
        var left = new ArrayList<Fault>();
        for (var fault : faults) {
            switch (fault) {
                case Fault.Misformatted(var file, var formatted) -> write(file, formatted);
                case Fault.Refused _ -> left.add(fault);
            }
        }
        return left;
    }

    private static List<Path> javaFiles() {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    var name = dir.getFileName().toString();
                    var skipped = !dir.equals(ROOT) && (name.startsWith(".") || NOT_OURS.contains(name));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".java")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            IO.println("formatted " + ROOT.relativize(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
