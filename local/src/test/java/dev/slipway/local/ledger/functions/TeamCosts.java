package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;

/// Teams and who is of them: by API, by npm's commands, and by pages.
final class TeamCosts implements FunctionCosts {

    private static final String TEAMS = OrganizationCosts.ACME + "/teams";
    private static final String ENG = TEAMS + "/eng";

    @Override
    public void measure(Till till) {
        var cast = Cast.of(till);
        byApi(till, cast);
        byNpm(till, cast);
        byPage(till, cast);
        refusals(till, cast);
    }

    private static void byApi(Till till, Cast cast) {
        var owner = cast.owner();
        till.row(
                "make",
                owner.asks("POST", TEAMS)
                        .sending(
                                "{\"name\":\"eng\",\"description\":\"Engineers\",\"permissions\":[\"manage_teams\"]}"));
        till.row("teams, 3 of them", cast.member().asks("GET", TEAMS));
        till.row("show", cast.member().asks("GET", ENG));
        till.row("show, a built-in one", cast.member().asks("GET", TEAMS + "/everyone"));
        till.row("change", owner.asks("PATCH", ENG).sending("{\"allPackages\":\"maintainer\"}"));
        till.row("add", owner.asks("PUT", ENG + "/members/mia"));
        till.row("add, again", owner.asks("PUT", ENG + "/members/mia"));
        till.row("add oneself", owner.asks("PUT", ENG + "/members/ada"));
        till.row("members of a team, 2 of them", cast.member().asks("GET", ENG + "/members"));
        till.row("members of everyone, 3 of them", cast.member().asks("GET", TEAMS + "/everyone/members"));
        till.row("members of administrators, 2 of them", cast.member().asks("GET", TEAMS + "/administrators/members"));
        till.row("make, by a team", cast.member().asks("POST", TEAMS).sending("{\"name\":\"ops\"}"));
        till.row("take out", owner.asks("DELETE", ENG + "/members/mia"));
        till.row("delete", owner.asks("DELETE", ENG));
        till.quietly(owner.asks("DELETE", TEAMS + "/ops"));
    }

    private static void byNpm(Till till, Cast cast) {
        var owner = cast.owner();
        var user = "/-/team/acme/web/user";
        till.row("npm team create", owner.asks("PUT", "/-/org/acme/team").sending("{\"name\":\"web\"}"));
        till.row("npm team ls, 3 of them", cast.member().asks("GET", "/-/org/acme/team?format=cli"));
        till.row("npm team add", owner.asks("PUT", user).sending("{\"user\":\"mia\"}"));
        till.row("npm team ls, of one with 1 member", cast.member().asks("GET", user + "?format=cli"));
        till.row("npm team rm", owner.asks("DELETE", user).sending("{\"user\":\"mia\"}"));
        till.row("npm team destroy", owner.asks("DELETE", "/-/team/acme/web"));
    }

    private static void byPage(Till till, Cast cast) {
        var teams = "/console/organizations/acme/teams";
        var docs = teams + "/docs";
        var browser = cast.owner().browser();
        till.row("teams, 2 of them", browser.opens(teams));
        till.row("teams: create", browser.presses(teams, "create", "name", "docs", "description", "Writers"));
        till.row("team", browser.opens(docs));
        till.row("team: save", browser.presses(docs, "save", "create_packages", "on", "allPackages", "reader"));
        till.row("team: add", browser.presses(docs, "add", "member", "mia"));
        till.row("team, 1 member", cast.member().browser().opens(docs));
        till.quietly(browser.opens(docs));
        till.row("team: remove", browser.presses(docs, "remove", "member", "mia"));
        till.row("team: delete", browser.presses(docs, "delete"));
    }

    private static void refusals(Till till, Cast cast) {
        till.refused("make, the name is taken", cast.owner().asks("POST", TEAMS).sending("{\"name\":\"everyone\"}"));
        till.refused("make, not permitted", cast.member().asks("POST", TEAMS).sending("{\"name\":\"ops\"}"));
        till.refused("teams, not a member", till.person("outsider", "olga").asks("GET", TEAMS));
        till.row("teams, signed out", till.browser("anonymous").opens("/console/organizations/acme/teams"));
    }
}
