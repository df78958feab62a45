package dev.slipway.local.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Permission;
import dev.slipway.adapters.npm.NpmOperation;
import dev.slipway.local.api.Contract;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Route;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That nothing is missing from the matrix: no function, no route, no operation and no permission. What is missing is
/// named.
class CompletenessTest {

    /// Functions whose routes are tried by tests of their own and stand in no row yet. Whoever adds their rows takes
    /// them out here.
    private static final Set<String> OWED =
            Set.of("AccessFunction", "GuardFunction", "MachineFunction", "LeakFunction");

    /// Those that no route demands yet.
    private static final Set<Permission> NOT_YET =
            EnumSet.of(Permission.MANAGE_SERVICE_ACCOUNTS, Permission.ISSUE_MACHINE_TOKENS);

    @Test
    void every_function_that_a_route_leads_to_has_a_class_of_its_own() {
        assertThat(RouteTable.FUNCTIONS.stream().map(FunctionRoutes::logicalId))
                .containsExactlyInAnyOrderElementsOf(Stage.FUNCTIONS.stream()
                        .filter(function -> !function.routes().isEmpty())
                        .map(FunctionBlock::logicalId)
                        .filter(logicalId -> !OWED.contains(logicalId))
                        .toList());
    }

    @Test
    void what_is_owed_is_there_and_has_routes() {
        assertThat(Stage.FUNCTIONS.stream()
                        .filter(function -> !function.routes().isEmpty())
                        .map(FunctionBlock::logicalId))
                .containsAll(OWED);
    }

    @Test
    void every_route_of_the_template_is_in_the_matrix() {
        for (var function : Stage.FUNCTIONS) {
            if (OWED.contains(function.logicalId())) {
                continue;
            }
            var asked = RouteTable.FUNCTIONS.stream()
                    .filter(routes -> routes.logicalId().equals(function.logicalId()))
                    .flatMap(routes -> routes.asks().stream())
                    .map(Ask::route)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(asked)
                    .as("routes to %s", function.logicalId())
                    .containsExactlyInAnyOrderElementsOf(
                            function.routes().stream().map(Route::key).toList());
        }
    }

    @Test
    void every_operation_of_the_api_document_is_in_the_matrix() {
        var described = Contract.read().operations("").stream()
                .filter(operation -> !owed(operation))
                .collect(Collectors.toCollection(TreeSet::new));
        var asked = RouteTable.asks().stream()
                .filter(ask -> !ask.page())
                .flatMap(ask -> described.stream()
                        .filter(operation -> describes(operation, ask))
                        .min(Comparator.comparingLong(CompletenessTest::vagueness))
                        .stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).containsExactlyInAnyOrderElementsOf(described);
    }

    /// Whether the gateway would lead it to a function whose rows are owed.
    private static boolean owed(String operation) {
        var method = operation.substring(0, operation.indexOf(' '));
        var path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[^}]+}", "x");
        return Stage.ROUTES
                .match(method, path)
                .filter(match -> Stage.FUNCTIONS.stream()
                        .filter(function -> OWED.contains(function.logicalId()))
                        .anyMatch(function -> function.routes().contains(match.route())))
                .isPresent();
    }

    private static boolean describes(String operation, Ask ask) {
        var pattern = operation.replaceAll("\\{[^}]+}", "[^/]+");
        return (ask.method() + " " + ask.path(Found.PRIVATE)).matches(pattern);
    }

    /// How many variables an operation's path has: `/-/ping` is not meant by `/{scope}/{name}`.
    private static long vagueness(String operation) {
        return operation.chars().filter(letter -> letter == '{').count();
    }

    @Test
    void every_operation_of_the_npm_protocol_is_in_the_matrix() {
        var asked = RouteTable.asks().stream()
                .filter(ask -> ask.route().contains("{path+}") || ask.route().equals(Route.DEFAULT))
                .map(ask -> NpmOperation.of(ask.method(), ask.path(Found.PRIVATE)))
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(leaves(NpmOperation.class).toList());
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(CompletenessTest::leaves)
                : Stream.of(type);
    }

    @Test
    void every_permission_is_demanded_by_a_route() {
        var demanded = RouteTable.asks().stream()
                .flatMap(ask -> ask.demand().permissions().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));

        assertThat(demanded).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(NOT_YET)));
    }

    @Test
    void teams_carry_in_the_matrix_what_they_may() {
        assertThat(TeamShape.CARRIED).isEqualTo(Permission.CARRIED_BY_TEAMS);
    }
}
