package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.Pad;

/// One operation for each route, and `npm whoami`. `docs/costs.md` has all of them, at several sizes.
final class InstallCosts implements FunctionCosts {

    private static final String PACKAGE = "/@acme/pad";

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        ada.founds("acme");
        till.quietly(ada.asks("PUT", PACKAGE).sending(new Pad("@acme/pad", "1.0.0").publishDocument()));
        till.row("packument, full", ada.asks("GET", PACKAGE));
        till.row("packument, HEAD", ada.asks("HEAD", PACKAGE));
        till.row("whoami", ada.asks("GET", "/-/whoami"));
        till.row(
                "audit", ada.asks("POST", "/-/npm/v1/security/advisories/bulk").sending("{\"@acme/pad\":[\"1.0.0\"]}"));
        till.refused(
                "no such route", till.asks("anonymous", "POST", "/nothing/here").sending("{}"));
    }
}
