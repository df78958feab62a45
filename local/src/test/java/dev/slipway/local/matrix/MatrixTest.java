package dev.slipway.local.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Permission;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.backends.Backend;
import dev.slipway.local.backends.Cloud;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route × every kind of caller: the status and the code that the product promises, and nothing changed where it
/// is a refusal.
@ParameterizedClass
@MethodSource("dev.slipway.local.backends.Backend#all")
class MatrixTest {

    private static Cloud cloud;
    private static Stage stage;

    @Parameter
    Backend backend;

    @BeforeParameterizedClassInvocation
    static void open(Backend backend) {
        cloud = backend.open();
        stage = new Stage(cloud);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        stage.close();
        cloud.close();
    }

    @Test
    void everybody_may_do_what_the_product_says_and_nothing_else() {
        var cells = Cell.all(RouteTable.asks(), stage.callers());
        stage.set(State.ORDINARY);
        var before = stage.dump();
        var wrong = new ArrayList<String>();

        for (var state : State.values()) {
            stage.set(state);
            cells.stream().filter(cell -> cell.state() == state).forEach(cell -> check(cell, wrong));
        }

        assertThat(someOfEachRow(wrong).limit(50))
                .as("%d of %d cells are wrong", wrong.size(), cells.size())
                .isEmpty();
        stage.set(State.ORDINARY);
        stage.dump().sameAs(before, "what is stored after all of it was taken back");
        IO.println("The matrix has " + cells.size() + " cells, of which "
                + cells.stream().filter(Cell::refused).count() + " are refusals.");
    }

    /// Where one row is wrong for everybody, the others can be seen all the same.
    private static Stream<String> someOfEachRow(List<String> wrong) {
        return wrong.stream()
                .collect(Collectors.groupingBy(
                        sentence -> sentence.replaceFirst(" by .*", ""), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(row -> row.stream().limit(2));
    }

    private static void check(Cell cell, List<String> wrong) {
        var answer = stage.send(cell.ask(), cell.caller(), cell.found(), cell.state());
        var wrote = stage.takeBack();
        var complaint = cell.complaint(answer, wrote, stage.mailed());
        complaint.ifPresent(sentence -> wrong.add(answer.status() < 500 ? sentence : sentence + "\n" + stage.log()));
        if (cell.verdict().done() && answer.status() == 200) {
            if (cell.ask().path().equals(InstallRoutes.SEARCH)) {
                findings(cell, answer, wrong);
            } else if (AccessRoutes.LISTS.contains(cell.ask().path())) {
                listed(cell, answer, wrong);
            }
        }
    }

    /// Nobody finds a package that they may not read, and members find all that they may.
    private static void findings(Cell cell, Answer answer, List<String> wrong) {
        for (var found : Found.PACKAGES) {
            var listed = answer.text().contains("\"" + found.pkg() + "\"");
            var sees = new Judge(cell.caller(), false, cell.state(), found).sees();
            var must = sees && !(cell.caller().inAcme().outside() && found != Found.PUBLIC && found != Found.POOL);
            if (cell.ask().method().equals("GET") && (listed ? !sees : must)) {
                wrong.add(cell + (listed ? " finds " : " doesn't find ") + found);
            }
        }
    }

    /// A list of acme's packages has all that the caller may read, and nothing else.
    private static void listed(Cell cell, Answer answer, List<String> wrong) {
        for (var found : Found.PACKAGES) {
            var listed = answer.text().contains(found.pkg().substring("@acme".length()) + "\"");
            var sees = cell.judge().on(found).sees();
            var inside = !cell.caller().inAcme().outside();
            if (listed ? !sees : sees && inside) {
                wrong.add(cell + (listed ? " lists " : " doesn't list ") + found);
            }
        }
    }

    /// Existence itself is what is hidden: from its name alone nobody can tell whether a package is there.
    @Test
    void who_can_not_see_a_package_gets_the_very_same_answers_where_there_is_none() {
        stage.set(State.ORDINARY);
        var told = new ArrayList<String>();
        int compared = 0;

        for (var ask : RouteTable.asks()) {
            for (var caller : stage.callers()) {
                var absent = new Cell(ask, caller, Found.ABSENT, State.ORDINARY);
                var hidden = Stream.of(Found.PRIVATE, Found.ORG, Found.BARE, Found.POOL)
                        .map(found -> new Cell(ask, caller, found, State.ORDINARY))
                        .filter(cell -> ask.ofPackage() && !cell.judge().sees() && cell.refused() && absent.refused())
                        .toList();
                if (!hidden.isEmpty()) {
                    var there = said(absent);
                    hidden.forEach(cell -> compare(ask, said(cell), there, caller, told));
                    compared += hidden.size();
                }
            }
        }

        assertThat(told).isEmpty();
        assertThat(compared).isGreaterThan(1_000);
    }

    private static String said(Cell cell) {
        var answer = stage.send(cell.ask(), cell.caller(), cell.found(), cell.state());
        stage.takeBack();
        return (answer.status() + " " + answer.headers() + " " + answer.text())
                .replace(cell.found().pkg(), "@acme/some")
                .replace(cell.found().pkg().replaceFirst("@acme/", "packages%2F"), "packages%2Fsome");
    }

    private static void compare(Ask ask, String hidden, String absent, Caller caller, List<String> told) {
        if (!hidden.equals(absent)) {
            told.add(ask + " by " + caller + ":\n  " + hidden + "\n  " + absent);
        }
    }

    @Test
    void outsiders_get_the_very_same_answers_where_there_is_no_organization() {
        stage.set(State.ORDINARY);
        var told = new ArrayList<String>();
        int compared = 0;

        for (var ask : RouteTable.asks()) {
            for (var caller : stage.callers()) {
                var found = ask.ofPackage() ? Found.PRIVATE : Found.NO_PACKAGE;
                var cell = new Cell(ask, caller, found, State.ORDINARY);
                if (ask.path(found).matches(".*[/@]acme\\b.*")
                        && caller.inAcme().outside()
                        && !cell.verdict().done()) {
                    compared++;
                    compare(ask, said(cell, "acme"), said(cell, "initech"), caller, told);
                }
            }
        }

        assertThat(told).isEmpty();
        assertThat(compared).isGreaterThan(200);
    }

    private static String said(Cell cell, String slug) {
        var ask = cell.ask();
        var path = stage.fill(ask.path(cell.found()), cell.caller()).replaceFirst("([/@])acme\\b", "$1" + slug);
        var query = stage.fill(ask.query(cell.found()), cell.caller()).replace("@acme/", "@" + slug + "/");
        var body =
                stage.fill(ask.body().apply(cell.found().pkg()), cell.caller()).replace("@acme/", "@" + slug + "/");
        var answer = stage.send(ask, cell.caller(), cell.state(), path, query, body);
        stage.takeBack();
        return (answer.status() + " " + answer.header("location") + " " + answer.text()).replace(slug, "some");
    }

    /// A route for any method answers some: those must be in the matrix, and all others be refused as such.
    @Test
    void every_method_that_a_route_answers_is_in_the_matrix() {
        stage.set(State.ORDINARY);
        var asks = RouteTable.asks();
        var missing = new TreeSet<String>();

        for (var ask : asks) {
            for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                var known = asks.stream()
                        .anyMatch(other -> other.route().equals(ask.route())
                                && other.method().equals(method));
                if (ask.route().startsWith("ANY ") && !known && leadsThere(ask, method) && answers(ask, method)) {
                    missing.add(method + " " + ask.route());
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /// A method may have a route of its own, to another function.
    private static boolean leadsThere(Ask ask, String method) {
        return Stage.ROUTES
                .match(method, stage.fill(ask.path(Found.NO_PACKAGE), owner()))
                .filter(match -> match.route().key().equals(ask.route()))
                .isPresent();
    }

    private static boolean answers(Ask ask, String method) {
        var bare = ask.page()
                ? Ask.page(ask.route(), method, ask.path(), Demand.nothing(), 405)
                : Ask.api(ask.route(), method, ask.path(), Demand.nothing(), 405);
        var status = stage.send(bare, owner(), Found.NO_PACKAGE, State.ORDINARY).status();
        stage.takeBack();
        return status != 405;
    }

    private static Caller owner() {
        return stage.callers().stream()
                .filter(caller -> caller.name().equals("owner"))
                .findFirst()
                .orElseThrow();
    }

    /// Whoever has every permission but the one that is demanded, as far as one can be had without the other.
    @Test
    void a_privilege_one_step_short_is_always_tried() {
        var cells = Cell.all(RouteTable.asks(), stage.callers());
        var demanded = cells.stream()
                .flatMap(cell -> cell.ask().demand().permissions().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));

        for (var permission : demanded) {
            assertThat(cells)
                    .as("refused for want of %s alone", permission)
                    .anyMatch(cell -> cell.ask().demand().permissions().contains(permission)
                            && !cell.verdict().done()
                            && lacks(cell).contains(permission)
                            && wants(permission).containsAll(lacks(cell)));
        }
    }

    private static Set<Permission> lacks(Cell cell) {
        var judge = new Judge(cell.caller(), false, State.ORDINARY, Found.PRIVATE);
        return EnumSet.allOf(Permission.class).stream()
                .filter(permission -> !judge.may(permission))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    /// What else is wanting where this one is: only owners have all, and no team gives what an owner alone decides, or
    /// what a bill says.
    private static Set<Permission> wants(Permission permission) {
        var wants = EnumSet.of(permission, Permission.OWN_ORGANIZATION, Permission.MANAGE_BILLING);
        switch (permission) {
            // Members have both by their role, and only members belong.
            case SEE_ORGANIZATION -> wants.add(Permission.BELONG);
            case READ_PACKAGES -> {
                wants.add(Permission.BELONG);
                wants.add(Permission.PUBLISH_PACKAGES);
                wants.add(Permission.MANAGE_PACKAGE);
            }
            // A role in a package includes those below it.
            case PUBLISH_PACKAGES -> wants.add(Permission.MANAGE_PACKAGE);
            case CREATE_PACKAGES,
                    MANAGE_PACKAGE,
                    INVITE_MEMBERS,
                    MANAGE_MEMBERS,
                    MANAGE_TEAMS,
                    MANAGE_SERVICE_ACCOUNTS,
                    ISSUE_MACHINE_TOKENS,
                    MANAGE_MACHINE_TOKENS,
                    MANAGE_WEBHOOKS,
                    READ_AUDIT_LOG,
                    CHANGE_SETTINGS,
                    OWN_ORGANIZATION,
                    MANAGE_BILLING,
                    BELONG -> {}
        }
        return wants;
    }
}
