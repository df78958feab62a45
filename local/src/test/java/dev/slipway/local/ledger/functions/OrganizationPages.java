package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;

/// The pages about organizations.
final class OrganizationPages {

    private static final String HOME = "/console";
    private static final String FOUND = "/console/organizations";
    private static final String ACME = FOUND + "/acme";
    private static final String MEMBERS = ACME + "/members";
    private static final String TRANSFER = "/transfers/accept";

    private OrganizationPages() {}

    static void measure(Till till, Cast cast) {
        home(till, cast);
        organization(till, cast);
        members(till, cast);
        transfers(till, cast);
    }

    private static void home(Till till, Cast cast) {
        till.row("my organizations, 1 of them", cast.owner().browser().opens(HOME));
        till.row("my organizations, 1 of them", cast.member().browser().opens(HOME));
        var newcomer = till.person("newcomer", "nina");
        till.quietly(cast.owner()
                .asks("POST", OrganizationCosts.ACME + "/invitations")
                .sending("{\"emails\":[\"" + newcomer.address() + "\"],\"role\":\"member\"}"));
        till.row("my organizations, none, and 1 invitation", newcomer.browser().opens(HOME));
        var founder = till.person("founder", "fred");
        till.row("new organization", founder.browser().opens(FOUND + "/new"));
        till.row(
                "new organization: create",
                founder.browser().presses(FOUND, "", "name", "Globex", "slug", "", "kind", "company"));
    }

    private static void organization(Till till, Cast cast) {
        var browser = cast.owner().browser();
        till.row("organization", cast.member().browser().opens(ACME));
        till.row("organization", browser.opens(ACME));
        till.row(
                "organization: save the profile",
                browser.presses(ACME, "profile", "name", "Acme", "description", "Boats", "visibility", "private"));
        till.row("organization: hand over", browser.presses(ACME, "transfer", "handle", "abe"));
        till.row("organization, with a transfer", browser.opens(ACME));
        till.row("organization: take the transfer back", browser.presses(ACME, "revoke-transfer"));
        till.quietly(browser.opens(ACME));
        till.row("organization: delete", browser.presses(ACME, "delete", "slug", "acme"));
        till.row("organization, deleted", browser.opens(ACME));
        till.row("organization: restore", browser.presses(ACME, "restore"));
    }

    private static void members(Till till, Cast cast) {
        var browser = cast.owner().browser();
        var gus = till.person("member", "guy");
        cast.owner().letsIn(gus, "acme", "member");
        till.row("members, 4 of them", gus.browser().opens(MEMBERS));
        till.row("members, 4 of them", browser.opens(MEMBERS));
        till.row("members: change a role", browser.presses(MEMBERS, "role", "handle", "guy", "role", "maintainer"));
        till.row("members: give a place in the Pool", browser.presses(MEMBERS, "give-pool", "handle", "guy"));
        till.quietly(browser.opens(MEMBERS));
        till.row("members: take it away", browser.presses(MEMBERS, "take-pool", "handle", "guy"));
        till.quietly(browser.opens(MEMBERS));
        till.row("members: remove", browser.presses(MEMBERS, "remove", "handle", "guy"));
        cast.owner().letsIn(gus, "acme", "member");
        till.quietly(gus.browser().opens(MEMBERS));
        till.row("members: leave", gus.browser().presses(MEMBERS, "leave"));
    }

    private static void transfers(Till till, Cast cast) {
        var heir = cast.admin();
        offers(till, cast.owner(), "abe");
        till.row("transfer", till.browser("anonymous").opens(till.mailed(heir.address())));
        till.row("transfer", heir.browser().opens(till.mailed(heir.address())));
        till.row("transfer: decline", heir.browser().presses(TRANSFER, "decline"));
        offers(till, cast.owner(), "abe");
        till.quietly(heir.browser().opens(till.mailed(heir.address())));
        till.row("transfer: accept", heir.browser().presses(TRANSFER, "accept"));
        offers(till, heir, "ada");
        till.quietly(cast.owner().browser().opens(till.mailed(cast.owner().address())));
        till.quietly(cast.owner().browser().presses(TRANSFER, "accept"));
    }

    private static void offers(Till till, Somebody owner, String heir) {
        till.quietly(owner.asks("POST", OrganizationCosts.ACME + "/transfers").sending("{\"to\":\"" + heir + "\"}"));
    }
}
