package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;

/// The members of an organization, by API.
final class OrganizationMembers {

    private static final String MEMBERS = OrganizationCosts.ACME + "/members";

    private static final String ADMIN = "/api/admin/orgs";

    private OrganizationMembers() {}

    static void measure(Till till, Cast cast) {
        till.row("members, 3 of them", cast.owner().asks("GET", MEMBERS));
        till.row("members, 3 of them", cast.member().asks("GET", MEMBERS));
        till.row("change a role", cast.owner().asks("PATCH", MEMBERS + "/mia").sending("{\"role\":\"maintainer\"}"));
        till.row(
                "change a role, to one without a seat",
                cast.owner().asks("PATCH", MEMBERS + "/mia").sending("{\"role\":\"billing\"}"));
        till.quietly(cast.owner().asks("PATCH", MEMBERS + "/mia").sending("{\"role\":\"member\"}"));
        var gus = till.person("member", "gus");
        cast.owner().letsIn(gus, "acme", "member");
        till.row("give a place in the Pool", cast.owner().asks("PUT", MEMBERS + "/gus/pool"));
        till.row("take it away", cast.owner().asks("DELETE", MEMBERS + "/gus/pool"));
        till.quietly(cast.owner().asks("PUT", MEMBERS + "/gus/pool"));
        till.row("remove, with a place in the Pool", cast.owner().asks("DELETE", MEMBERS + "/gus"));
        cast.owner().letsIn(gus, "acme", "member");
        till.row("remove", cast.owner().asks("DELETE", MEMBERS + "/gus"));
        cast.owner().letsIn(gus, "acme", "member");
        till.row("leave", gus.asks("DELETE", MEMBERS + "/gus"));
        cast.owner().letsIn(gus, "acme", "member");
        till.row("admin: my organizations", cast.owner().asks("GET", ADMIN));
        till.row("admin: one of them, 4 members", cast.owner().asks("GET", ADMIN + "/acme"));
        till.row("admin: remove", cast.owner().asks("DELETE", ADMIN + "/acme/members/gus"));
    }
}
