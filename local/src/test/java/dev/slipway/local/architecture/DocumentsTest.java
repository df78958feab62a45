package dev.slipway.local.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.NpmOperation;
import dev.slipway.adapters.npm.TarballOpened;
import dev.slipway.audit.AuditAction;
import dev.slipway.local.gateway.Routes;
import dev.slipway.local.gateway.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// What the documents say of the code, held against the code.
class DocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));
    private static final List<Pattern> CODES = List.of(
            Pattern.compile("new Malformed\\(\\s*\"([a-z_]+)\""),
            Pattern.compile("Problem\\.of\\(\\s*\\d+,\\s*\"([a-z_]+)\""),
            Pattern.compile("\\bof\\(\\s*\\d{3},\\s*\"([a-z_]+)\""),
            Pattern.compile("\\bproblem\\(\\s*\\d+,\\s*\"([a-z_]+)\""),
            Pattern.compile("Unsound\\(\\s*\"([a-z_]+)\""));
    private static final Pattern LISTED = Pattern.compile("^\\|\\s*`([a-z_0-9]+)`\\s*\\|", Pattern.MULTILINE);
    /// Codes that the source has in no one piece.
    private static final Set<String> PUT_TOGETHER = Set.of(
            "invalid_description",
            "invalid_legal_name",
            "invalid_path",
            "invalid_query",
            "invalid_tax_id",
            "method_not_allowed",
            "version_exists",
            "version_not_found",
            "version_unpublished");
    private static final Set<String> METHODS = Set.of("get", "head", "put", "post", "delete");

    @Test
    void the_key_schema_in_the_document_is_the_one_above_the_code() throws IOException {
        var inCode = read("adapters/dynamodb/src/main/java/dev/slipway/adapters/dynamodb/Keys.java")
                .lines()
                .filter(line -> line.startsWith("/// |"))
                .map(line -> line.substring("/// ".length()))
                .toList();

        assertThat(inCode).hasSizeGreaterThan(12);
        assertThat(read("docs/table.md").lines().toList()).containsAll(inCode);
    }

    @Test
    void every_error_code_is_documented_and_none_that_is_not_there() throws IOException {
        var used = new TreeSet<String>();
        for (var folder : List.of("core", "adapters", "functions")) {
            try (var files = Files.walk(ROOT.resolve(folder))) {
                for (var file : files.filter(DocumentsTest::isProductCode).toList()) {
                    var code = Files.readString(file);
                    CODES.forEach(
                            pattern -> pattern.matcher(code).results().forEach(found -> used.add(found.group(1))));
                }
            }
        }
        Arrays.stream(TarballOpened.Flaw.values())
                .forEach(flaw -> used.add("tarball_" + flaw.name().toLowerCase(Locale.ROOT)));
        used.removeIf(code -> code.endsWith("_"));
        used.addAll(PUT_TOGETHER);

        var documented = LISTED.matcher(read("docs/errors.md"))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(used);
    }

    @Test
    void every_operation_of_the_api_document_is_one_that_the_code_knows() throws IOException {
        Map<String, Map<String, Object>> paths = new Yaml()
                .<Map<String, Map<String, Map<String, Object>>>>load(read("docs/api/openapi.yaml"))
                .get("paths");
        var kinds = new TreeSet<String>();
        var routes = Routes.of(Template.read(ROOT.resolve("template.yaml")).functions());

        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(METHODS::contains)
                .filter(method -> !hasARouteOfItsOwn(method, path, routes))
                .forEach(method -> {
                    var operation = NpmOperation.of(method.toUpperCase(Locale.ROOT), example(path));
                    assertThat(operation)
                            .as("%s %s", method, path)
                            .isInstanceOfAny(NpmOperation.Read.class, NpmOperation.Write.class);
                    kinds.add(operation.getClass().getSimpleName());
                }));

        assertThat(kinds)
                .as("kinds of operations that the API document describes")
                .isEqualTo(operations());
    }

    @Test
    void the_api_document_lists_every_action_of_the_audit_log() throws IOException {
        Map<String, Map<String, Map<String, Object>>> components = new Yaml()
                .<Map<String, Map<String, Map<String, Map<String, Object>>>>>load(read("docs/api/openapi.yaml"))
                .get("components");

        var listed = (List<?>) components.get("schemas").get("AuditAction").get("enum");

        assertThat(Set.copyOf(listed)).isEqualTo(AuditAction.NAMES);
    }

    @Test
    void every_function_is_in_the_picture_in_the_readme_and_in_the_architecture() throws IOException {
        var picture = read("docs/architecture.svg");
        var readme = read("README.md");
        var architecture = read("docs/architecture.md");

        try (var folders = Files.list(ROOT.resolve("functions"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .toList())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(function -> {
                        assertThat(picture).containsPattern("[ >]" + function + "[ <]");
                        assertThat(readme).contains("`" + function + "`");
                        assertThat(architecture).contains("`functions/" + function + "`");
                    });
        }
    }

    /// What `publish` and `install` answer is told apart by these; every other function has its routes in the template.
    private static boolean hasARouteOfItsOwn(String method, String path, Routes routes) {
        // npm's routes have the whole scope in one place, with its `@`.
        var inTemplate = path.replace("/@{organization}/{package}/", "/{scope}/{name}/");
        return routes.match(method.toUpperCase(Locale.ROOT), inTemplate)
                .filter(match -> match.route().path().replace("+}", "}").equals(inTemplate))
                .isPresent();
    }

    private static Set<String> operations() {
        return Arrays.stream(NpmOperation.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .filter(kind -> NpmOperation.Read.class.isAssignableFrom(kind)
                        || NpmOperation.Write.class.isAssignableFrom(kind))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The path with something that fits in the place of each parameter.
    private static String example(String path) {
        return path.replace("{organization}", "acme")
                .replace("{package}", "pad")
                .replace("{file}", "pad-1.0.0.tgz")
                .replaceAll("\\{[A-Za-z]+}", "1.0.0");
    }

    private static boolean isProductCode(Path path) {
        return path.toString().endsWith(".java")
                && path.toString().contains("src/main")
                && !path.toString().contains("fixtures");
    }

    private static String read(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }
}
