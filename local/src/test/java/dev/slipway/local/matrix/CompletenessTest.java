package dev.slipway.local.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Permission;
import dev.slipway.adapters.npm.NpmAccess;
import dev.slipway.adapters.npm.NpmOperation;
import dev.slipway.local.api.Contract;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Route;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That nothing is missing from the matrix: no function, no route, no operation and no permission. What is missing is
/// named.
class CompletenessTest {

    @Test
    void every_function_that_a_route_leads_to_has_a_class_of_its_own() {
        assertThat(RouteTable.FUNCTIONS.stream().map(FunctionRoutes::logicalId))
                .containsExactlyInAnyOrderElementsOf(Stage.FUNCTIONS.stream()
                        .filter(function -> !function.routes().isEmpty())
                        .map(FunctionBlock::logicalId)
                        .toList());
    }

    @Test
    void every_route_of_the_template_is_in_the_matrix() {
        for (var function : Stage.FUNCTIONS) {
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
        var described = new TreeSet<>(Contract.read().operations(""));
        var asked = RouteTable.asks().stream()
                .filter(ask -> !ask.page())
                .flatMap(ask -> described.stream()
                        .filter(operation -> describes(operation, ask))
                        .min(Comparator.comparingLong(CompletenessTest::vagueness))
                        .stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).containsExactlyInAnyOrderElementsOf(described);
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

    @Test
    void every_operation_of_npm_access_and_npm_owner_is_in_the_matrix() {
        var asked = new AccessRoutes()
                .asks().stream()
                        .filter(ask -> ask.path().startsWith("/-/"))
                        .map(ask -> NpmAccess.of(
                                ask.method(), ask.path(Found.PRIVATE).replace("%2f", "/")))
                        .map(Object::getClass)
                        .collect(Collectors.toSet());

        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(leaves(NpmAccess.class)
                        .filter(leaf -> leaf != NpmAccess.Unknown.class)
                        .toList());
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

        assertThat(demanded).isEqualTo(EnumSet.allOf(Permission.class));
    }

    @Test
    void teams_carry_in_the_matrix_what_they_may() {
        assertThat(TeamShape.CARRIED).isEqualTo(Permission.CARRIED_BY_TEAMS);
    }
}
