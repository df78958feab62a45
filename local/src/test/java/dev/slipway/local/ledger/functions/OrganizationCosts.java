package dev.slipway.local.ledger.functions;

/// Organizations, their members, and handing them over.
final class OrganizationCosts implements FunctionCosts {

    static final String ORGS = "/api/v1/orgs";
    static final String ACME = ORGS + "/acme";

    @Override
    public void measure(Till till) {
        var cast = Cast.of(till);
        organizations(till, cast);
        OrganizationMembers.measure(till, cast);
        OrganizationTransfers.measure(till, cast);
        OrganizationPages.measure(till, cast);
        refusals(till, cast);
    }

    /// The people of `acme`.
    record Cast(Somebody owner, Somebody admin, Somebody member) {

        static Cast of(Till till) {
            var cast = new Cast(till.person("owner", "ada"), till.person("admin", "abe"), till.person("member", "mia"));
            cast.owner.founds("acme");
            cast.owner.letsIn(cast.admin, "acme", "admin");
            cast.owner.letsIn(cast.member, "acme", "member");
            return cast;
        }
    }

    private static void organizations(Till till, Cast cast) {
        var founder = till.person("founder", "fay");
        till.row("found", founding(founder, "{\"name\":\"Initech\",\"slug\":\"initech\"}"));
        till.row("found, with the slug left to us", founding(founder, "{\"name\":\"Initech\"}"));
        till.row("found, for oneself", founding(founder, "{\"name\":\"Fay\",\"slug\":\"fay\",\"kind\":\"personal\"}"));
        till.row("my organizations, 3 of them", founder.asks("GET", ORGS));
        till.row("show, the first time in an hour", founder.asks("GET", ORGS + "/initech"));
        till.row("show", cast.owner().asks("GET", ACME));
        till.row("show", cast.member().asks("GET", ACME));
        till.row(
                "change",
                cast.owner()
                        .asks("PATCH", ACME)
                        .sending("{\"description\":\"Boats\",\"website\":\"https://acme.example\"}"));
        till.row("delete", founder.asks("DELETE", ORGS + "/initech?confirm=initech"));
        till.row("my deleted organizations, 1 of 3", founder.asks("GET", ORGS + "?state=deleted"));
        till.row("restore", founder.asks("POST", ORGS + "/initech/restore"));
    }

    private static Call founding(Somebody somebody, String body) {
        return somebody.asks("POST", ORGS).sending(body);
    }

    private static void refusals(Till till, Cast cast) {
        var outsider = till.person("outsider", "otto");
        till.refused("found, the slug is taken", founding(outsider, "{\"name\":\"Acme\",\"slug\":\"acme\"}"));
        till.refused("show, not a member", outsider.asks("GET", ACME));
        till.refused("show, no token", till.asks("anonymous", "GET", ACME));
        till.refused("change, not permitted", cast.member().asks("PATCH", ACME).sending("{\"description\":\"x\"}"));
        till.refused("remove the last owner", cast.owner().asks("DELETE", ACME + "/members/ada"));
        till.refused(
                "accept a transfer, no such link",
                outsider.asks("POST", "/api/v1/transfers/accept").sending("{\"token\":\"guess\"}"));
        till.refused("page of a transfer, no such link", outsider.browser().opens("/transfers/accept?token=guess"));
        till.row("my organizations, signed out", till.browser("anonymous").opens("/console"));
    }
}
