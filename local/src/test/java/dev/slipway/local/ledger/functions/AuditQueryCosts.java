package dev.slipway.local.ledger.functions;

/// An organization's audit log, by API and on its page.
final class AuditQueryCosts implements FunctionCosts {

    private static final String EVENTS = "/api/v1/orgs/acme/audit-events";
    private static final String PAGE = "/console/organizations/acme/audit";

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        var mia = till.person("member", "mia");
        ada.founds("acme");
        ada.letsIn(mia, "acme", "member");
        till.row("what changed, 3 events", ada.asks("GET", EVENTS));
        till.row("by action", ada.asks("GET", EVENTS + "?action=member.joined"));
        till.row("by actor", ada.asks("GET", EVENTS + "?actor=ada"));
        till.row("by target", ada.asks("GET", EVENTS + "?target=mia"));
        till.row(
                "installs alone, of which there are none, 32 trips at once",
                ada.asks("GET", EVENTS + "?include=installs"));
        till.row("with installs, 33 trips at once", ada.asks("GET", EVENTS + "?include=all"));
        till.refused("a time that is none", ada.asks("GET", EVENTS + "?from=yesterday"));
        till.refused("not permitted", mia.asks("GET", EVENTS));
        var browser = ada.browser();
        till.quietly(browser.opens("/console/organizations/acme"));
        till.row("the page", browser.opens(PAGE));
        till.row("the page, by action", browser.opens(PAGE + "?action=member.joined"));
        till.refused("the page, not permitted", mia.browser().opens(PAGE));
        till.row("the page, signed out", till.browser("anonymous").opens(PAGE));
    }
}
