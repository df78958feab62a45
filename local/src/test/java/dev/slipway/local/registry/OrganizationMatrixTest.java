package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every route of the API about organizations, by everybody: the status that the product's own table gives, and nothing
/// written where it is a refusal.
class OrganizationMatrixTest extends OnARegistry {

    private static final Pattern ROUTE = Pattern.compile("^ {2}(/api/v1/(?:orgs|transfers)[^:]*):$", Pattern.MULTILINE);

    private int texts;

    private record Cell(Who who, OrganizationOperation operation) {

        int expected() {
            return operation.expected(who);
        }
    }

    private static List<Cell> cells() {
        return Arrays.stream(OrganizationOperation.values())
                .flatMap(operation -> Arrays.stream(Who.values()).map(who -> new Cell(who, operation)))
                .toList();
    }

    @Test
    void everybody_may_do_what_the_table_says_and_nothing_else() {
        var wrong = new ArrayList<String>();
        for (var cell : cells()) {
            if (cell.operation() == OrganizationOperation.LEAVE
                    && cell.operation().may(cell.who())) {
                continue;
            }
            check(cell, send(registry, cell), wrong);
        }

        assertThat(wrong).isEmpty();
        IO.println("The matrix of organizations has " + cells().size() + " cells, of which "
                + cells().stream()
                        .filter(cell -> !cell.operation().may(cell.who()))
                        .count() + " are refusals.");
    }

    /// Whoever leaves is gone: each has a registry of their own.
    @Test
    void everybody_may_leave_but_the_last_owner() {
        var wrong = new ArrayList<String>();
        for (var who : Who.values()) {
            var cell = new Cell(who, OrganizationOperation.LEAVE);
            if (cell.operation().may(who)) {
                try (var own = another()) {
                    check(cell, send(own, cell), wrong);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void nothing_at_all_is_written_by_all_refusals_together() {
        var before = registry.dump();
        int refused = 0;
        for (var cell : cells()) {
            if (!cell.operation().may(cell.who())) {
                send(registry, cell);
                refused++;
            }
        }

        registry.dump().sameAs(before, "what is stored after all refusals");
        assertThat(refused).isGreaterThan(200);
    }

    /// Existence itself is what is hidden.
    @Test
    void outsiders_get_the_very_same_answers_where_there_is_no_organization() {
        var told = new ArrayList<String>();
        for (var cell : cells()) {
            if (PermissionTable.role(cell.who()) != PermissionTable.Role.NONE
                    || cell.operation().may(cell.who())) {
                continue;
            }
            var hidden = send(registry, cell);
            var path = cell.operation().path(cell.who()).replace("/acme", "/nothing");
            var absent = send(registry, cell, path);
            if (!(hidden.status() + hidden.text()).replace("acme", "nothing").equals(absent.status() + absent.text())) {
                told.add(cell + ":\n  " + hidden.text() + "\n  " + absent.text());
            }
        }

        assertThat(told).isEmpty();
    }

    @Test
    void every_route_of_the_api_document_is_in_the_matrix() throws Exception {
        var asked = new TreeSet<String>();
        for (var operation : OrganizationOperation.values()) {
            asked.add(operation.method() + " "
                    + Instance.ROUTES
                            .match(operation.method(), operation.path(Who.OWNER))
                            .orElseThrow()
                            .route()
                            .path());
        }
        var document = Files.readString(Instance.ROOT.resolve("docs/api/openapi.yaml"));
        var described = new TreeSet<String>();
        ROUTE.matcher(document)
                .results()
                .filter(route -> !route.group(1).contains("invitations"))
                .forEach(route -> {
                    var rest = document.substring(route.end());
                    var block = rest.substring(0, rest.indexOf("\n  /"));
                    Pattern.compile("^ {4}(get|post|patch|delete|put):$", Pattern.MULTILINE)
                            .matcher(block)
                            .results()
                            .forEach(method ->
                                    described.add(method.group(1).toUpperCase(Locale.ROOT) + " " + route.group(1)));
                });

        assertThat(asked).isEqualTo(described);
    }

    private static void check(Cell cell, Answer answer, List<String> wrong) {
        if (answer.status() != cell.expected()) {
            wrong.add(cell + " gets " + answer.status() + " and not " + cell.expected() + ": " + answer.text());
        }
        if (answer.status() >= 400 && !answer.header("content-type").equals("application/problem+json")) {
            wrong.add(cell + " is not told as a problem: " + answer);
        }
    }

    private Answer send(Registry where, Cell cell) {
        return send(where, cell, cell.operation().path(cell.who()));
    }

    private Answer send(Registry where, Cell cell, String path) {
        var session = where.as(cell.who());
        var event = session.event(cell.operation().method(), path);
        var route = Instance.ROUTES.match(cell.operation().method(), path).orElseThrow();
        event.route(route.route().key());
        route.parameters().forEach(event::parameter);
        var body = cell.operation().body("text-" + texts++);
        return session.send(
                body.isEmpty()
                        ? event
                        : event.header("content-type", "application/json").body(body));
    }
}
