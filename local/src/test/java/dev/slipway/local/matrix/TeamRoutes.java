package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.CHANGE_SETTINGS;
import static dev.slipway.access.Permission.MANAGE_PACKAGE;
import static dev.slipway.access.Permission.MANAGE_TEAMS;
import static dev.slipway.access.Permission.SEE_ORGANIZATION;

import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Teams, by API, by npm's commands and by page: "see the org, its members, teams" and "teams". Whoever manages them by
/// a team and isn't admin gives and takes away what they have, and adds others.
///
/// The team `only-manage-teams` gives what whoever manages teams has in any case.
final class TeamRoutes implements FunctionRoutes {

    private static final String TEAMS = "ANY /api/v1/orgs/{org}/teams";
    private static final String TEAM = TEAMS + "/{team}";
    private static final String MEMBERS = TEAM + "/members";
    private static final String MEMBER = MEMBERS + "/{member}";
    private static final String NPM_TEAMS = "ANY /-/org/{org}/team";
    private static final String NPM_TEAM = "ANY /-/team/{org}/{team}";
    private static final String NPM_MEMBERS = NPM_TEAM + "/user";
    private static final String TEAMS_PAGE = "ANY /console/organizations/{org}/teams";
    private static final String TEAM_PAGE = TEAMS_PAGE + "/{team}";

    private static final String ACME = "/api/v1/orgs/acme/teams";
    private static final String OWN = ACME + "/only-manage-teams";
    private static final String BEYOND = ACME + "/only-change-settings";
    private static final String READERS = ACME + "/every-reader";
    private static final String ACME_PAGE = "/console/organizations/acme/teams";
    private static final String OWN_PAGE = ACME_PAGE + "/only-manage-teams";

    @Override
    public String logicalId() {
        return "TeamFunction";
    }

    @Override
    public List<Ask> asks() {
        var asks = new ArrayList<Ask>();
        asks.addAll(byApi());
        asks.addAll(membersByApi());
        asks.addAll(byNpm());
        asks.addAll(byPage());
        return asks;
    }

    private static List<Ask> byApi() {
        return List.of(
                Ask.api(TEAMS, "GET", ACME, Demand.inside(SEE_ORGANIZATION), 200),
                create("", managing()),
                create(", \"permissions\": [\"change_settings\"]", managing(CHANGE_SETTINGS)),
                create(", \"allPackages\": \"owner\"", managing(MANAGE_PACKAGE)),
                Ask.api(TEAM, "GET", OWN, Demand.inside(SEE_ORGANIZATION), 200),
                Ask.api(TEAM, "PATCH", OWN, managing(), 200).body("{\"description\": \"Other words\"}"),
                Ask.api(TEAM, "PATCH", OWN, managing(CHANGE_SETTINGS), 200)
                        .body("{\"permissions\": [\"manage_teams\", \"change_settings\"]}"),
                Ask.api(TEAM, "PATCH", BEYOND, managing(CHANGE_SETTINGS), 200).body("{\"permissions\": []}"),
                Ask.api(TEAM, "DELETE", OWN, managing(), 204),
                Ask.api(TEAM, "DELETE", BEYOND, managing(CHANGE_SETTINGS), 204));
    }

    private static Ask create(String more, Demand demand) {
        return Ask.api(TEAMS, "POST", ACME, demand, 201).body("{\"name\": \"fresh\"" + more + "}");
    }

    private static List<Ask> membersByApi() {
        return List.of(
                Ask.api(MEMBERS, "GET", OWN + "/members", Demand.inside(SEE_ORGANIZATION), 200),
                Ask.api(MEMBER, "PUT", OWN + "/members/spare", managing(), 204),
                Ask.api(MEMBER, "PUT", BEYOND + "/members/spare", managing(CHANGE_SETTINGS), 204),
                Ask.api(MEMBER, "PUT", ACME + "/administrators/members/spare", managing(ofAdministrators()), 204),
                Ask.api(MEMBER, "PUT", READERS + "/members/{self}", addingOneself(), 204),
                Ask.api(MEMBER, "DELETE", OWN + "/members/spare", managing(), 204)
                        .idle(),
                Ask.api(MEMBER, "DELETE", BEYOND + "/members/spare", managing(CHANGE_SETTINGS), 204)
                        .idle());
    }

    /// All that teams carry, and to own all packages.
    private static Permission[] ofAdministrators() {
        var all = EnumSet.copyOf(TeamShape.CARRIED);
        all.addAll(Set.of(Permission.READ_PACKAGES, Permission.PUBLISH_PACKAGES, Permission.MANAGE_PACKAGE));
        return all.toArray(Permission[]::new);
    }

    private static List<Ask> byNpm() {
        return List.of(
                Ask.api(NPM_TEAMS, "GET", "/-/org/acme/team", Demand.inside(SEE_ORGANIZATION), 200)
                        .query("format=cli"),
                Ask.api(NPM_TEAMS, "PUT", "/-/org/acme/team", managing(), 201).body("{\"name\": \"fresh\"}"),
                Ask.api(NPM_TEAM, "DELETE", "/-/team/acme/only-manage-teams", managing(), 200),
                Ask.api(
                        NPM_MEMBERS,
                        "GET",
                        "/-/team/acme/only-manage-teams/user",
                        Demand.inside(SEE_ORGANIZATION),
                        200),
                Ask.api(NPM_MEMBERS, "PUT", "/-/team/acme/only-manage-teams/user", managing(), 200)
                        .body("{\"user\": \"spare\"}"),
                Ask.api(NPM_MEMBERS, "DELETE", "/-/team/acme/only-manage-teams/user", managing(), 200)
                        .body("{\"user\": \"spare\"}")
                        .idle());
    }

    private static List<Ask> byPage() {
        return List.of(
                Ask.page(TEAMS_PAGE, "GET", ACME_PAGE, Demand.inside(SEE_ORGANIZATION), 200),
                Ask.page(TEAMS_PAGE, "POST", ACME_PAGE, managing(), 303)
                        .body("act=create&name=fresh&description=")
                        .to(ACME_PAGE + "/fresh"),
                Ask.page(TEAM_PAGE, "GET", OWN_PAGE, Demand.inside(SEE_ORGANIZATION), 200),
                form("act=save&name=other&description=&manage_teams=on&allPackages=none", managing())
                        .to(ACME_PAGE + "/other"),
                form(
                                "act=save&name=other&description=&manage_teams=on&change_settings=on&allPackages=none",
                                managing(CHANGE_SETTINGS))
                        .to(ACME_PAGE + "/other"),
                form("act=add&member=spare", managing()).to(OWN_PAGE),
                form("act=remove&member=spare", managing()).to(OWN_PAGE).idle(),
                form("act=delete", managing()).to(ACME_PAGE));
    }

    private static Ask form(String fields, Demand demand) {
        return Ask.page(TEAM_PAGE, "POST", OWN_PAGE, demand, 303).body(fields);
    }

    /// To manage teams.
    ///
    /// @param touched what is given or taken away by it: nobody goes beyond themselves
    private static Demand managing(Permission... touched) {
        return new Demand(Set.of(MANAGE_TEAMS), true, judge -> {
            var verdict = judge.inside(MANAGE_TEAMS);
            return !verdict.done() || List.of(touched).stream().allMatch(judge::may)
                    ? verdict
                    : Verdict.refused(403, "team_beyond_oneself");
        });
    }

    /// To manage teams by one's role: whoever does it by a team adds others. It is an owner who would be added by
    /// whoever is no person.
    private static Demand addingOneself() {
        return new Demand(Set.of(MANAGE_TEAMS), true, judge -> {
            var verdict = judge.inside(MANAGE_TEAMS);
            var byRole = judge.caller()
                    .inAcme()
                    .role()
                    .filter(role -> role == Role.ADMIN || role == Role.OWNER)
                    .isPresent();
            return !verdict.done() || byRole ? verdict : Verdict.refused(403, "team_for_others");
        });
    }
}
