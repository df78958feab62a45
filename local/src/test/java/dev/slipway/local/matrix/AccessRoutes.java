package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.MANAGE_PACKAGE;
import static dev.slipway.access.Permission.READ_PACKAGES;
import static dev.slipway.access.Permission.SEE_ORGANIZATION;
import static dev.slipway.access.Scope.READ;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Who may touch a package, by API, by npm's and pnpm's commands and by page: "package settings: visibility,
/// collaborators, grants", and lists, which "show only what the caller may read".
///
/// On the first three packages perry is named, and the team `named-reader`, and they are shared with gran; the bare one
/// has nobody who could be taken away.
final class AccessRoutes implements FunctionRoutes {

    private static final String PACKAGES = "ANY /api/v1/orgs/{org}/packages";
    private static final String PACKAGE = PACKAGES + "/{name}";
    private static final String COLLABORATORS = PACKAGE + "/collaborators";
    private static final String PERSON = COLLABORATORS + "/people/{handle}";
    private static final String TEAM = COLLABORATORS + "/teams/{team}";
    private static final String POOL = PACKAGE + "/pool";
    private static final String GRANTS = PACKAGE + "/grants";
    private static final String GRANT = GRANTS + "/{handle}";
    private static final String NPM = "ANY /-/package/{scope}/{name}";
    private static final String NPM_ESCAPED = "ANY /-/package/{package}";
    private static final String NPM_TEAM = "ANY /-/team/{org}/{team}/package";
    private static final String NPM_USER_PACKAGES = "ANY /-/user/{user}/package";
    private static final String PACKAGES_PAGE = "ANY /console/organizations/{org}/packages";
    private static final String PACKAGE_PAGE = PACKAGES_PAGE + "/{name}";

    private static final String ACME = "/api/v1/orgs/acme/packages";
    private static final String ONE = ACME + "/{local}";
    private static final String BY_NPM = "/-/package/{name}";
    private static final String ESCAPED = "/-/package/@acme%2fprivate";
    private static final String ACME_PAGE = "/console/organizations/acme/packages";

    /// Whose answers name acme's packages.
    static final Set<String> LISTS =
            Set.of(ACME, ACME_PAGE, "/-/org/acme/package", "/-/user/{self}/package", "/-/-/package");

    @Override
    public String logicalId() {
        return "AccessFunction";
    }

    @Override
    public List<Ask> asks() {
        var asks = new ArrayList<Ask>();
        asks.addAll(byApi());
        asks.addAll(byNpm());
        asks.addAll(escaped());
        asks.addAll(listsByNpm());
        asks.addAll(byPage());
        return asks;
    }

    private static List<Ask> byApi() {
        return List.of(
                Ask.api(PACKAGES, "GET", ACME, listing(), 200),
                Ask.api(PACKAGE, "GET", ONE, settings(), 200),
                Ask.api(PACKAGE, "PATCH", ONE, managing(), 200)
                        .body(name -> "{\"visibility\": \"" + otherVisibility(name) + "\"}"),
                Ask.api(COLLABORATORS, "GET", ONE + "/collaborators", settings(), 200),
                Ask.api(PERSON, "PUT", ONE + "/collaborators/people/spare", managing(), 200)
                        .body("{\"role\": \"maintainer\"}"),
                Ask.api(PERSON, "PUT", ONE + "/collaborators/people/bill", managing(), 409)
                        .body("{\"role\": \"owner\"}")
                        .told("billing_manager"),
                Ask.api(PERSON, "DELETE", ONE + "/collaborators/people/perry", removing(), 204),
                Ask.api(TEAM, "PUT", ONE + "/collaborators/teams/all-and-no-package", managing(), 200)
                        .body("{\"role\": \"owner\"}"),
                Ask.api(TEAM, "DELETE", ONE + "/collaborators/teams/named-reader", removing(), 204),
                Ask.api(
                        GRANTS,
                        "GET",
                        ONE + "/grants",
                        new Demand(Set.of(READ_PACKAGES, MANAGE_PACKAGE), true, Judge::managed),
                        200),
                Ask.api(GRANT, "PUT", ONE + "/grants/otto", managing(), 200),
                Ask.api(GRANT, "PUT", ONE + "/grants/spare", managing(), 409).told("already_member"),
                Ask.api(GRANT, "DELETE", ONE + "/grants/gran", withdrawing(), 204),
                Ask.api(POOL, "PUT", ACME + "/private/pool", managing().on(Found.PRIVATE), 200),
                Ask.api(POOL, "DELETE", ACME + "/pool/pool", managing().on(Found.POOL), 204));
    }

    private static List<Ask> byNpm() {
        return List.of(
                Ask.api(NPM + "/visibility", "GET", BY_NPM + "/visibility", visibility(), 200),
                wrong(NPM + "/visibility", "POST", BY_NPM + "/visibility"),
                Ask.api(NPM + "/access", "GET", BY_NPM + "/access", visibility(), 200),
                Ask.api(NPM + "/access", "POST", BY_NPM + "/access", managing(), 200)
                        .body(name -> "{\"access\": \"" + (name.endsWith("/public") ? "restricted" : "public") + "\"}"),
                Ask.api(NPM + "/collaborators", "GET", BY_NPM + "/collaborators", settings(), 200),
                Ask.api(NPM + "/owners", "GET", BY_NPM + "/owners", settings(), 200),
                Ask.api(NPM + "/owners", "PUT", BY_NPM + "/owners", managing(), 200)
                        .body("{\"user\": \"spare\"}"),
                Ask.api(NPM + "/owners/{user}", "DELETE", BY_NPM + "/owners/perry", removing(), 200),
                Ask.api(NPM_TEAM, "PUT", "/-/team/acme/all-and-no-package/package", managing(), 200)
                        .body(name -> "{\"package\": \"" + name + "\", \"permissions\": \"read-write\"}"),
                Ask.api(NPM_TEAM, "DELETE", "/-/team/acme/named-reader/package", removing(), 200)
                        .body(name -> "{\"package\": \"" + name + "\"}"));
    }

    /// Routes of their own, which lead to the same: one package tells for all.
    private static List<Ask> escaped() {
        return List.of(
                Ask.api(
                        NPM_ESCAPED + "/visibility",
                        "GET",
                        ESCAPED + "/visibility",
                        visibility().on(Found.PRIVATE),
                        200),
                Ask.api(
                        NPM_ESCAPED + "/access",
                        "GET",
                        ESCAPED + "/access",
                        visibility().on(Found.PRIVATE),
                        200),
                Ask.api(
                                NPM_ESCAPED + "/access",
                                "POST",
                                ESCAPED + "/access",
                                managing().on(Found.PRIVATE),
                                200)
                        .body("{\"access\": \"public\"}"),
                Ask.api(
                        NPM_ESCAPED + "/collaborators",
                        "GET",
                        ESCAPED + "/collaborators",
                        settings().on(Found.PRIVATE),
                        200),
                Ask.api(
                        NPM_ESCAPED + "/owners",
                        "GET",
                        ESCAPED + "/owners",
                        settings().on(Found.PRIVATE),
                        200),
                Ask.api(
                                NPM_ESCAPED + "/owners",
                                "PUT",
                                ESCAPED + "/owners",
                                managing().on(Found.PRIVATE),
                                200)
                        .body("{\"user\": \"spare\"}"));
    }

    private static List<Ask> listsByNpm() {
        return List.of(
                Ask.api("ANY /-/org/{org}/package", "GET", "/-/org/acme/package", listing(), 200),
                Ask.api(NPM_TEAM, "GET", "/-/team/acme/named-reader/package", Demand.inside(SEE_ORGANIZATION), 200),
                Ask.api(NPM_USER_PACKAGES, "GET", "/-/user/{self}/package", signedIn(), 200),
                // Handles and slugs are one namespace: it is the organization that is meant.
                Ask.api(NPM_USER_PACKAGES, "GET", "/-/user/acme/package", listing(), 200),
                Ask.api("ANY /-/-/package", "GET", "/-/-/package", Demand.ofAcme(judge -> judge.oneself(READ)), 200),
                Ask.api("GET /-/user/{user}", "GET", "/-/user/org.couchdb.user:vic", signedIn(), 200));
    }

    private static List<Ask> byPage() {
        return List.of(
                Ask.page(PACKAGES_PAGE, "GET", ACME_PAGE, seated(listing()), 200),
                Ask.page(PACKAGES_PAGE, "POST", ACME_PAGE, Demand.nothing(), 400)
                        .body("act=none"),
                Ask.page(PACKAGE_PAGE, "GET", ACME_PAGE + "/{local}", settings(), 200),
                form(name -> "act=visibility&visibility=" + otherVisibility(name), managing()),
                form(_ -> "act=name-person&handle=spare&role=owner", managing()),
                form(_ -> "act=remove-person&handle=perry", removing()),
                form(_ -> "act=name-team&team=all-and-no-package&role=reader", managing()),
                form(_ -> "act=remove-team&team=named-reader", removing()),
                form(_ -> "act=grant&handle=otto", managing()),
                form(_ -> "act=withdraw&handle=gran", withdrawing()),
                Ask.page(
                                PACKAGE_PAGE,
                                "POST",
                                ACME_PAGE + "/private",
                                managing().on(Found.PRIVATE),
                                303)
                        .body("act=share-pool")
                        .to(ACME_PAGE + "/private"),
                Ask.page(PACKAGE_PAGE, "POST", ACME_PAGE + "/pool", managing().on(Found.POOL), 303)
                        .body("act=leave-pool")
                        .to(ACME_PAGE + "/pool"));
    }

    private static Ask form(UnaryOperator<String> fields, Demand demand) {
        return Ask.page(PACKAGE_PAGE, "POST", ACME_PAGE + "/{local}", demand, 303)
                .body(fields)
                .to(ACME_PAGE + "/");
    }

    private static Ask wrong(String route, String method, String path) {
        return Ask.api(route, method, path, Demand.nothing(), 405).told("method_not_allowed");
    }

    /// What it isn't.
    private static String otherVisibility(String name) {
        return Set.of("@acme/private", "@acme/bare", "@acme/pool").contains(name) ? "org" : "private";
    }

    private static Demand listing() {
        return new Demand(Set.of(READ_PACKAGES), true, Judge::listing);
    }

    /// A page inside the organization is for those who see it.
    private static Demand seated(Demand demand) {
        return new Demand(Set.of(READ_PACKAGES, SEE_ORGANIZATION), true, judge -> {
            var verdict = demand.judge().apply(judge);
            return verdict.done() ? judge.inside(SEE_ORGANIZATION) : verdict;
        });
    }

    private static Demand signedIn() {
        return Demand.ofAcme(judge -> judge.signedIn(READ));
    }

    private static Demand settings() {
        return new Demand(Set.of(READ_PACKAGES, SEE_ORGANIZATION), true, Judge::settings);
    }

    private static Demand visibility() {
        return new Demand(Set.of(READ_PACKAGES, SEE_ORGANIZATION), true, Judge::visibility);
    }

    private static Demand managing() {
        return Demand.changing(MANAGE_PACKAGE);
    }

    private static Demand removing() {
        return managing().unless(judge -> !judge.found().names(), 404, "collaborator_not_found");
    }

    private static Demand withdrawing() {
        return managing().unless(judge -> !judge.found().names(), 404, "grant_not_found");
    }
}
