package dev.slipway.local.ledger.functions;

/// An organization's audit log, by API and on its page.
final class AuditQueryCosts implements FunctionCosts {

    private static final String EVENTS = "/api/v1/orgs/acme/audit-events";
    private static final String EXPORTS = "/api/v1/orgs/acme/audit-exports";
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
        var exported = till.row("a file of it", ada.asks("POST", EXPORTS).sending("{\"format\": \"csv\"}"));
        var export = EXPORTS + "/" + exported.json().get("id");
        till.row("how far the file is", ada.asks("GET", export));
        till.refused("a file of another form", ada.asks("POST", EXPORTS).sending("{\"format\": \"pdf\"}"));
        till.refused("a file, not permitted", mia.asks("POST", EXPORTS).sending("{\"format\": \"csv\"}"));
        till.refused("a file that there isn't", ada.asks("GET", EXPORTS + "/01KAKJ8D1G3V6Q8ZQ0W3Y2M7NQ"));
        till.refused("a time that is none", ada.asks("GET", EVENTS + "?from=yesterday"));
        till.refused("not permitted", mia.asks("GET", EVENTS));
        var browser = ada.browser();
        till.quietly(browser.opens("/console/organizations/acme"));
        till.row("the page", browser.opens(PAGE));
        till.row("the page, by action", browser.opens(PAGE + "?action=member.joined"));
        till.row("a file of it, on the page", browser.presses(PAGE, "export", "format", "csv"));
        till.row(
                "the page of a file",
                browser.opens(PAGE + "/exports/" + exported.json().get("id")));
        till.refused("the page, not permitted", mia.browser().opens(PAGE));
        till.row("the page, signed out", till.browser("anonymous").opens(PAGE));
    }
}
