package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;

/// Service accounts and machine tokens, by API and by page.
final class MachineCosts implements FunctionCosts {

    private static final String ACCOUNTS = OrganizationCosts.ACME + "/service-accounts";
    private static final String TOKENS = OrganizationCosts.ACME + "/tokens";
    private static final String PAGE = "/console/organizations/acme/machines";

    @Override
    public void measure(Till till) {
        var cast = Cast.of(till);
        byApi(till, cast);
        byPage(till, cast);
        refusals(till, cast);
    }

    private static void byApi(Till till, Cast cast) {
        var owner = cast.owner();
        till.row("create a service account", owner.asks("POST", ACCOUNTS).sending("{\"name\":\"deploy\"}"));
        till.row("service accounts, 1 of them", cast.member().asks("GET", ACCOUNTS));
        till.row("show a service account", cast.member().asks("GET", ACCOUNTS + "/deploy"));
        var token = till.row("issue", issuing(owner, ""));
        till.row("issue, to a service account", issuing(owner, ",\"serviceAccount\":\"deploy\""));
        till.row("tokens, 2 of them", owner.asks("GET", TOKENS));
        till.row("tokens of a service account, 1 of 2", owner.asks("GET", TOKENS + "?serviceAccount=deploy"));
        till.row(
                "tokens that somebody made, 2 of them",
                owner.asks("GET", OrganizationCosts.ACME + "/members/ada/tokens"));
        till.row("revoke", owner.asks("DELETE", TOKENS + "/" + token.json().get("id")));
        till.row("delete a service account, with its token", owner.asks("DELETE", ACCOUNTS + "/deploy"));
    }

    private static Call issuing(Somebody somebody, String more) {
        return somebody.asks("POST", TOKENS)
                .sending("{\"name\":\"ci\",\"scopes\":[\"publish\"],\"expires\":\"30d\"" + more + "}");
    }

    private static void byPage(Till till, Cast cast) {
        var browser = cast.owner().browser();
        till.row("machines, none", browser.opens(PAGE));
        till.row("machines: create-account", browser.presses(PAGE, "create-account", "name", "nightly"));
        till.quietly(browser.opens(PAGE));
        till.row("machines: issue", browser.presses(PAGE, "issue", "name", "ci", "read", "on", "expiry", "30"));
        till.row("machines, 1 account and 1 token", browser.opens(PAGE));
        till.row("machines, 1 account", cast.member().browser().opens(PAGE));
        till.row("machines: revoke", browser.presses(PAGE, "revoke"));
        till.quietly(browser.opens(PAGE));
        till.row("machines: delete-account", browser.presses(PAGE, "delete-account"));
    }

    private static void refusals(Till till, Cast cast) {
        till.refused("issue, not permitted", issuing(cast.member(), ""));
        till.refused("issue, to no such account", issuing(cast.owner(), ",\"serviceAccount\":\"nobody\""));
        till.refused("revoke, no such token", cast.owner().asks("DELETE", TOKENS + "/nothing"));
        till.refused("tokens, not a member", till.person("outsider", "olga").asks("GET", TOKENS));
        till.row("machines, signed out", till.browser("anonymous").opens(PAGE));
    }
}
