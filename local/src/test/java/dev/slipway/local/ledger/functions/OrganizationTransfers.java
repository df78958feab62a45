package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;

/// Handing an organization over, by API.
final class OrganizationTransfers {

    private static final String TRANSFERS = OrganizationCosts.ACME + "/transfers";

    private OrganizationTransfers() {}

    static void measure(Till till, Cast cast) {
        var owner = cast.owner();
        var started = till.row("start a transfer", starting(owner, "abe")).json();
        var transfer = TRANSFERS + "/" + started.get("id");
        till.row("transfers, 1 of them", owner.asks("GET", TRANSFERS));
        till.row("show a transfer", owner.asks("GET", transfer));
        till.row("revoke a transfer", owner.asks("DELETE", transfer));
        till.quietly(starting(owner, "abe"));
        till.row("decline a transfer", answering(till, cast.admin(), "decline"));
        till.quietly(starting(owner, "abe"));
        till.row("accept a transfer", answering(till, cast.admin(), "accept"));
        // Back, so that everybody is again what rows call them.
        till.quietly(starting(cast.admin(), "ada"));
        till.quietly(answering(till, owner, "accept"));
    }

    private static Call starting(Somebody owner, String heir) {
        return owner.asks("POST", TRANSFERS).sending("{\"to\":\"" + heir + "\"}");
    }

    private static Call answering(Till till, Somebody heir, String answer) {
        var secret = till.secret(till.mailed(heir.address()));
        return heir.asks("POST", "/api/v1/transfers/" + answer).sending("{\"token\":\"" + secret + "\"}");
    }
}
