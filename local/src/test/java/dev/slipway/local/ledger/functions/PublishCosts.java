package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.Pad;

/// One operation for each route. `docs/costs.md` has all of them, at several sizes.
final class PublishCosts implements FunctionCosts {

    private static final String PACKAGE = "/@acme/pad";

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        ada.founds("acme");
        till.row(
                "publish a new package",
                ada.asks("PUT", PACKAGE).sending(new Pad("@acme/pad", "1.0.0").publishDocument()));
        till.row(
                "dist-tag add",
                ada.asks("POST", "/-/package/@acme/pad/dist-tags/beta").sending("\"1.0.0\""));
        var document = till.quietly(ada.asks("GET", PACKAGE + "?write=true")).json();
        var revision = document.get("_rev").toString();
        till.row("unpublish the package", ada.asks("DELETE", PACKAGE + "/-rev/" + revision));
    }
}
