package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.Pad;

/// Who may touch a package, in npm's words, by API and on pages.
final class AccessCosts implements FunctionCosts {

    private static final String PACKAGES = "/api/v1/orgs/acme/packages";
    private static final String PAD = PACKAGES + "/pad";
    private static final String NPM = "/-/package/@acme/pad";
    private static final String LIST = "/console/organizations/acme/packages";
    private static final String PAGE = LIST + "/pad";

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        var mia = till.person("member", "mia");
        var otto = till.person("outsider", "otto");
        ada.founds("acme");
        ada.letsIn(mia, "acme", "member");
        till.quietly(ada.asks("PUT", "/@acme/pad").sending(new Pad("@acme/pad", "1.0.0").publishDocument()));
        api(till, ada, mia, otto);
        npm(till, ada, mia, otto);
        pnpm(till, ada, mia);
        pages(till, ada, mia);
    }

    private static void api(Till till, Somebody ada, Somebody mia, Somebody otto) {
        till.row("packages, 1 of them", mia.asks("GET", PACKAGES));
        till.row("package", mia.asks("GET", PAD));
        till.row("package", ada.asks("GET", PAD));
        till.row("change the visibility", ada.asks("PATCH", PAD).sending("{\"visibility\":\"org\"}"));
        var person = PAD + "/collaborators/people/mia";
        till.row("name a person", ada.asks("PUT", person).sending("{\"role\":\"maintainer\"}"));
        till.row("name a person, as before", ada.asks("PUT", person).sending("{\"role\":\"maintainer\"}"));
        var team = PAD + "/collaborators/teams/everyone";
        till.row("name a team", ada.asks("PUT", team).sending("{\"role\":\"maintainer\"}"));
        till.row("collaborators, 2 people and a team", mia.asks("GET", PAD + "/collaborators"));
        till.row("remove a person", ada.asks("DELETE", person));
        till.row("remove a team", ada.asks("DELETE", team));
        till.row("share in the Pool", ada.asks("PUT", PAD + "/pool"));
        till.row("share in the Pool, as before", ada.asks("PUT", PAD + "/pool"));
        till.row("take out of the Pool", ada.asks("DELETE", PAD + "/pool"));
        till.row("grant", ada.asks("PUT", PAD + "/grants/otto"));
        till.row("grants, 1 of them", ada.asks("GET", PAD + "/grants"));
        till.row("packages of oneself, 1 that is shared", otto.asks("GET", "/-/user/otto/package"));
        till.row("withdraw a grant", ada.asks("DELETE", PAD + "/grants/otto"));
        till.refused(
                "change the visibility, not permitted", mia.asks("PATCH", PAD).sending("{\"visibility\":\"org\"}"));
        till.refused("package, not a member", otto.asks("GET", PAD));
    }

    private static void npm(Till till, Somebody ada, Somebody mia, Somebody otto) {
        till.row("access get status", mia.asks("GET", NPM + "/visibility"));
        till.row("access get status", mia.asks("GET", "/-/package/@acme%2fpad/visibility"));
        till.row("access set status", ada.asks("POST", NPM + "/access").sending("{\"access\":\"public\"}"));
        till.row("access get status, public", till.asks("anonymous", "GET", NPM + "/visibility"));
        till.row("package, public, with its downloads", mia.asks("GET", PAD));
        till.row(
                "access set status",
                ada.asks("POST", "/-/package/@acme%2fpad/access").sending("{\"access\":\"restricted\"}"));
        till.row("access list collaborators", mia.asks("GET", NPM + "/collaborators"));
        till.row("access list collaborators", mia.asks("GET", "/-/package/@acme%2fpad/collaborators"));
        till.row("access list packages, of an organization", mia.asks("GET", "/-/org/acme/package"));
        till.refused("access list packages, no such organization", mia.asks("GET", "/-/org/mia/package"));
        till.row("access list packages, of oneself", mia.asks("GET", "/-/user/mia/package"));
        till.row("access list packages, of somebody else", mia.asks("GET", "/-/user/ada/package"));
        var team = "/-/team/acme/everyone/package";
        till.row(
                "access grant",
                ada.asks("PUT", team).sending("{\"package\":\"@acme/pad\",\"permissions\":\"read-write\"}"));
        till.row("access list packages, of a team", mia.asks("GET", team));
        till.row("access revoke", ada.asks("DELETE", team).sending("{\"package\":\"@acme/pad\"}"));
        till.row("owner add: is there such an account", otto.asks("GET", "/-/user/org.couchdb.user:mia"));
    }

    private static void pnpm(Till till, Somebody ada, Somebody mia) {
        till.row("pnpm access get status", mia.asks("GET", NPM + "/access"));
        till.row("pnpm access list packages", mia.asks("GET", "/-/-/package"));
        till.row("pnpm owner add", ada.asks("PUT", NPM + "/owners").sending("{\"user\":\"mia\"}"));
        till.row("pnpm owner ls", mia.asks("GET", NPM + "/owners"));
        till.row("pnpm owner ls", mia.asks("GET", "/-/package/@acme%2fpad/owners"));
        till.row("pnpm owner rm", ada.asks("DELETE", NPM + "/owners/mia"));
    }

    private static void pages(Till till, Somebody ada, Somebody mia) {
        var browser = ada.browser();
        till.quietly(browser.opens("/console/organizations/acme"));
        till.quietly(mia.browser().opens("/console/organizations/acme"));
        till.row("packages, 1 of them", mia.browser().opens(LIST));
        till.row("packages, searched", mia.browser().opens(LIST + "?q=pad"));
        till.row("package", mia.browser().opens(PAGE));
        till.row("package", browser.opens(PAGE));
        till.row("package: visibility", browser.presses(PAGE, "visibility", "visibility", "org"));
        till.row("package: add a person", browser.presses(PAGE, "name-person", "handle", "mia", "role", "maintainer"));
        till.row("package: add a team", browser.presses(PAGE, "name-team", "team", "everyone", "role", "reader"));
        till.row("package: share in the Pool", browser.presses(PAGE, "share-pool"));
        till.quietly(browser.opens(PAGE));
        till.row("package: take out of the Pool", browser.presses(PAGE, "leave-pool"));
        till.quietly(browser.opens(PAGE));
        till.row("package: share", browser.presses(PAGE, "grant", "handle", "otto"));
        till.quietly(browser.opens(PAGE));
        till.row("package: remove a person", browser.presses(PAGE, "remove-person", "handle", "mia"));
        till.row("package: remove a team", browser.presses(PAGE, "remove-team", "team", "everyone"));
        till.row("package: withdraw", browser.presses(PAGE, "withdraw", "handle", "otto"));
        till.row("package, signed out", till.browser("anonymous").opens(PAGE));
    }
}
