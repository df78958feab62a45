package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.npm.NpmOperation;
import dev.slipway.local.registry.PermissionTable.Package;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Every operation, by everybody, on a package of every kind: the status that the product's own table gives, and
/// nothing written where it is a refusal.
class PermissionMatrixTest extends OnARegistry {

    private static final Set<String> WRITING = Set.of(
            "putItem",
            "updateItem",
            "deleteItem",
            "batchWriteItem",
            "transactWriteItems",
            "putObject",
            "deleteObject",
            "deleteObjects");

    private final AtomicInteger writes = new AtomicInteger();
    private int guesses;
    private int freshPackages;

    /// @param name of the package that it is about
    private record Cell(Who who, Operation operation, Package found, boolean membersCanPublish, String name) {

        int expected() {
            return PermissionTable.expected(who, operation, found, membersCanPublish);
        }

        boolean changes() {
            return expected() < 300 && operation.writes();
        }

        /// A download by somebody who is known is recorded; HEAD is none.
        boolean mayWrite() {
            return changes() || (expected() == 302 && operation == Operation.TARBALL && who != Who.ANONYMOUS);
        }
    }

    @Test
    void everybody_may_do_what_the_table_says_and_nothing_else() {
        var cells = cells();
        var counting = registry.instance((operation, request, onward) -> {
            if (WRITING.contains(operation) && !notesUse(request) && !countsGuess(request)) {
                writes.incrementAndGet();
            }
            return onward.send(request);
        });
        prepare(cells);

        var wrong = new ArrayList<String>();
        for (var setting : List.of(true, false)) {
            registry.membersCanPublish(setting);
            var some = cells.stream().filter(cell -> cell.membersCanPublish() == setting);
            some.forEach(cell -> check(cell, counting, wrong));
        }

        assertThat(wrong).isEmpty();
        assertThat(cells).hasSize(2_618);
        IO.println("The permission matrix has " + cells.size() + " cells, of which "
                + cells.stream().filter(cell -> cell.expected() >= 400).count() + " are refusals.");
    }

    /// That a token or a member was seen is noted whatever becomes of the request, once an hour.
    private static boolean notesUse(Object request) {
        return request instanceof UpdateItemRequest update
                && update.updateExpression().startsWith("SET seenAt = :at");
    }

    /// A token that nobody has is counted, and nothing else of the request.
    private static boolean countsGuess(Object request) {
        return request instanceof UpdateItemRequest update
                && update.key().get("pk").s().startsWith("LIMIT#token-guess#");
    }

    @Test
    void nothing_at_all_is_written_by_all_refusals_together() {
        var cells = cells().stream().filter(cell -> cell.expected() >= 400).toList();
        prepare(cells);
        registry.membersCanPublish(false);
        var before = registry.dump();

        cells.stream().filter(cell -> !cell.membersCanPublish()).forEach(cell -> send(cell, registry.instance()));

        registry.dump().sameAs(before, "what is stored after all refusals");
    }

    /// Existence itself is what is hidden: from its name alone nobody can tell whether a package is there.
    @Test
    void who_can_not_see_a_package_gets_the_very_same_answers_where_there_is_none() {
        var cells = cells().stream()
                .filter(cell -> cell.found() == Package.PRIVATE && !maySee(cell))
                .toList();
        prepare(cells);
        var instance = registry.instance();
        var told = new ArrayList<String>();

        for (var setting : List.of(true, false)) {
            registry.membersCanPublish(setting);
            cells.stream().filter(cell -> cell.membersCanPublish() == setting).forEach(cell -> {
                var hidden = send(cell, instance);
                var absent =
                        send(new Cell(cell.who(), cell.operation(), Package.ABSENT, setting, "@acme/absent"), instance);
                if (!anonymized(hidden, cell.name()).equals(anonymized(absent, "@acme/absent"))) {
                    told.add(cell.who() + " " + cell.operation() + ":\n  " + hidden.text() + "\n  " + absent.text());
                }
            });
        }

        assertThat(told).isEmpty();
        assertThat(cells).hasSizeGreaterThan(250);
    }

    private static boolean maySee(Cell cell) {
        return PermissionTable.expected(cell.who(), Operation.DOCUMENT, cell.found(), cell.membersCanPublish()) == 200;
    }

    private static String anonymized(Answer answer, String name) {
        return (answer.status() + " " + answer.headers() + " " + answer.text()).replace(name, "@acme/some");
    }

    @Test
    void every_operation_of_the_protocol_is_in_the_matrix() {
        var asked = Arrays.stream(Operation.values())
                .map(operation -> NpmOperation.of(operation.method(), operation.path("@acme/pad")))
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertThat(asked).isEqualTo(leaves(NpmOperation.class).collect(Collectors.toSet()));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(PermissionMatrixTest::leaves)
                : Stream.of(type);
    }

    /// The setting is asked about where something is written; reading is done with it off.
    private List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        for (var operation : Operation.values()) {
            for (var who : Who.values()) {
                for (var found : operation.aboutPackage() ? Package.values() : new Package[] {Package.ABSENT}) {
                    cells.add(cell(who, operation, found, false));
                    if (operation.writes()) {
                        cells.add(cell(who, operation, found, true));
                    }
                }
            }
        }
        return cells;
    }

    /// What changes something gets a package to itself; all others share one of each kind.
    private Cell cell(Who who, Operation operation, Package found, boolean setting) {
        var shared =
                new Cell(who, operation, found, setting, "@acme/" + found.name().toLowerCase(Locale.ROOT));
        return shared.changes() ? new Cell(who, operation, found, setting, "@acme/fresh-" + freshPackages++) : shared;
    }

    /// Makes the packages that the cells are about. All belong to the same member.
    private void prepare(List<Cell> cells) {
        registry.membersCanPublish(true);
        var pia = registry.as(Who.PACKAGE_OWNER);
        var done = new HashSet<String>();
        for (var cell : cells) {
            if (cell.operation().aboutPackage() && cell.found() != Package.ABSENT && done.add(cell.name())) {
                var access = cell.found() == Package.PUBLIC ? "public" : "restricted";
                pia.published(
                        Draft.of(cell.name(), "1.0.0").access(access),
                        Draft.of(cell.name(), "1.0.1").tag("beta"));
                if (cell.found() == Package.ORG) {
                    registry.visibility(cell.name(), "ORG");
                }
            }
        }
    }

    private void check(Cell cell, Instance instance, List<String> wrong) {
        int before = writes.get();
        var answer = send(cell, instance);
        var wrote = writes.get() > before;
        if (answer.status() != cell.expected()) {
            wrong.add(cell + " gets " + answer.status() + " and not " + cell.expected() + ": " + answer.text());
        }
        if (wrote != cell.mayWrite()) {
            wrong.add(cell + (wrote ? " wrote something" : " wrote nothing"));
        }
        if (answer.status() >= 400 && !answer.header("content-type").equals("application/problem+json")) {
            wrong.add(cell + " is not told as a problem: " + answer);
        }
    }

    private Answer send(Cell cell, Instance instance) {
        var operation = cell.operation();
        var session = registry.as(cell.who()).at(instance);
        var event = session.event(operation.method(), operation.path(cell.name()));
        if (cell.who() == Who.UNKNOWN) {
            // So many from one place would be too fast.
            event.from("2001:db8:" + Integer.toHexString(guesses++) + "::1");
        }
        var body = operation.body(cell.name());
        return session.send(body.isEmpty() ? event : event.body(body));
    }
}
