package dev.slipway.local.ledger.functions;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Routes;
import dev.slipway.local.gateway.Template;
import dev.slipway.local.gateway.Trigger;
import dev.slipway.local.ledger.Markdown;
import dev.slipway.local.ledger.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.Yaml;

/// What every operation of every function costs, counted, against what `docs/costs-people.md` says that it costs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostsOfFunctionsTest {

    private static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));
    private static final Set<String> METHODS = Set.of("get", "head", "put", "post", "patch", "delete");

    private final Map<FunctionBlock, List<Operation>> operations = new LinkedHashMap<>();
    private final Set<String> forms = new TreeSet<>();
    private final Set<String> pages = new TreeSet<>();
    private Template template;

    @BeforeAll
    void count() throws IOException {
        template = Template.read(ROOT.resolve("template.yaml"));
        for (var function : counted()) {
            try (var till = new Till(template)) {
                FunctionCosts.of(function).measure(till);
                operations.put(function, till.operations());
                forms.addAll(till.forms());
                pages.addAll(till.pages());
            }
        }
    }

    /// Functions that nobody has counted yet. Whoever writes their costs takes them out here.
    private static final Set<String> OWED =
            Set.of("GuardFunction", "MachineFunction", "RemindFunction", "LeakFunction");

    private List<FunctionBlock> counted() {
        return template.functions().stream()
                .filter(function -> !OWED.contains(function.logicalId()))
                .toList();
    }

    @Test
    void everything_costs_what_the_page_says() throws IOException {
        var written = Markdown.tables(read("docs/costs-people.md")).stream()
                .filter(table -> table.header().equals(Operation.HEADER))
                .flatMap(table -> table.rows().stream())
                .map(Row::read)
                .toList();
        var measured = operations.values().stream()
                .flatMap(List::stream)
                .map(Operation::row)
                .toList();

        assertThat(Row.differences(measured, written))
                .as("docs/costs-people.md is not right; these tables are:\n\n%s", markdown())
                .isEmpty();
    }

    /// To be pasted into the page.
    private String markdown() {
        return operations.entrySet().stream()
                .map(function -> "### " + word(function.getKey()) + "\n\n" + Markdown.header(Operation.HEADER)
                        + function.getValue().stream()
                                .map(Operation::row)
                                .map(Row::markdown)
                                .collect(joining()))
                .collect(joining("\n"));
    }

    /// What its folder is called.
    private static String word(FunctionBlock function) {
        return function.codeUri().replaceFirst("^functions/([^/]+)/.*", "$1");
    }

    @Test
    void a_function_counts_its_own_operations_alone() {
        operations.forEach((function, counted) -> assertThat(counted)
                .as(function.logicalId())
                .isNotEmpty()
                .allMatch(operation -> operation.function().equals(function)));
    }

    @Test
    void every_route_of_the_template_has_a_row() {
        var without = new ArrayList<String>();
        for (var function : counted()) {
            for (var trigger : function.triggers()) {
                if (all().stream()
                        .noneMatch(operation -> operation.function().equals(function)
                                && operation.trigger().equals(trigger))) {
                    without.add(function.logicalId() + " " + name(trigger));
                }
            }
        }

        assertThat(without)
                .as("routes of template.yaml of which nobody says what they cost")
                .isEmpty();
    }

    private static String name(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Http http -> http.route().key();
            case Trigger.Other other -> other.type() + " " + other.name();
        };
    }

    /// What is told apart inside `publish` and `install` is in `docs/costs.md`.
    @Test
    void every_operation_of_the_api_document_on_a_route_of_its_own_has_a_row() throws IOException {
        Map<String, Map<String, Object>> paths = new Yaml()
                .<Map<String, Map<String, Map<String, Object>>>>load(read("docs/api/openapi.yaml"))
                .get("paths");
        var routes = Routes.of(template.functions());
        var described = new TreeSet<String>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(METHODS::contains)
                .map(method -> method.toUpperCase(Locale.ROOT))
                .filter(method -> routes.match(method, path)
                        .filter(match -> match.route().path().equals(path))
                        .filter(match -> counted().stream()
                                .anyMatch(function -> function.routes().contains(match.route())))
                        .isPresent())
                .forEach(method -> described.add(method + " " + path)));

        assertThat(all()).extracting(Operation::route).containsAll(described);
        assertThat(described).hasSizeGreaterThan(30);
    }

    @Test
    void every_page_that_is_shown_has_a_row() {
        assertThat(all()).extracting(Operation::route).containsAll(pages);
        assertThat(pages).hasSizeGreaterThan(10);
    }

    @Test
    void every_form_that_a_page_shows_has_a_row() {
        assertThat(all()).extracting(Operation::form).containsAll(forms);
        assertThat(forms).hasSizeGreaterThan(20);
    }

    @Test
    void a_row_is_told_from_every_other_by_what_it_says() {
        assertThat(all())
                .extracting(operation -> List.of(operation.title(), operation.who(), operation.route()))
                .doesNotHaveDuplicates();
    }

    private List<Operation> all() {
        return operations.values().stream().flatMap(List::stream).toList();
    }

    private static String read(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }
}
