package dev.slipway.local.ledger.functions;

/// Where an organization is told of what happens in it, by API and on its pages.
final class WebhookCosts implements FunctionCosts {

    private static final String WEBHOOKS = "/api/v1/orgs/acme/webhooks";
    private static final String PAGE = "/console/organizations/acme/webhooks";
    private static final String WEBHOOK = "{\"url\": \"http://127.0.0.1:9/hook\", \"events\": [\"*\"]}";

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        var mia = till.person("member", "mia");
        ada.founds("acme");
        ada.letsIn(mia, "acme", "member");
        till.row("make one", ada.asks("POST", WEBHOOKS).sending(WEBHOOK));
        till.refused("a URL that is none", ada.asks("POST", WEBHOOKS).sending(WEBHOOK.replace("127.0.0.1:9", "127.1")));
        till.refused("not permitted", mia.asks("POST", WEBHOOKS).sending(WEBHOOK));
        var made = till.quietly(ada.asks("POST", WEBHOOKS).sending(WEBHOOK))
                .json()
                .get("id")
                .toString();
        var one = WEBHOOKS + "/" + made;
        till.row("list 2", ada.asks("GET", WEBHOOKS));
        till.row("show", ada.asks("GET", one));
        till.row("change", ada.asks("PATCH", one).sending("{\"description\": \"chat\"}"));
        till.row("change nothing", ada.asks("PATCH", one).sending("{}"));
        till.row("rotate its secret", ada.asks("POST", one + "/rotate"));
        till.refused("rotate it again", ada.asks("POST", one + "/rotate"));
        till.row("send a test", ada.asks("POST", one + "/test"));
        var sent =
                till.quietly(ada.asks("POST", one + "/test")).json().get("id").toString();
        till.row("list 2 deliveries", ada.asks("GET", one + "/deliveries"));
        till.row("show a delivery", ada.asks("GET", one + "/deliveries/" + sent));
        till.row("send it again", ada.asks("POST", one + "/deliveries/" + sent + "/resend"));
        var browser = ada.browser();
        till.quietly(browser.opens("/console/organizations/acme"));
        till.row("the page of all", browser.opens(PAGE));
        till.row(
                "make one, on the page",
                browser.presses(PAGE, "create", "url", "http://127.0.0.1:9/page", "description", "", "which", "all"));
        till.row("the page of one", browser.opens(PAGE + "/" + made));
        onThePage(till, browser, PAGE + "/" + made);
        var other =
                till.quietly(ada.asks("POST", WEBHOOKS).sending(WEBHOOK)).json().get("id");
        till.quietly(browser.opens(PAGE + "/" + other));
        till.row("delete, on the page", browser.presses(PAGE + "/" + other, "delete"));
        till.refused("the page, not permitted", mia.browser().opens(PAGE));
        till.row("the page, signed out", till.browser("anonymous").opens(PAGE));
        till.row("pause", ada.asks("PATCH", one).sending("{\"paused\": true}"));
        till.refused("send a test to one that is paused", ada.asks("POST", one + "/test"));
        till.row("delete", ada.asks("DELETE", one));
        till.refused("delete it again", ada.asks("DELETE", one));
    }

    private static void onThePage(Till till, Browser browser, String page) {
        till.row(
                "change, on the page",
                browser.presses(page, "save", "url", "http://127.0.0.1:9/other", "description", "", "which", "all"));
        till.row("send a test, on the page", browser.presses(page, "test"));
        till.row("send a delivery again, on the page", browser.presses(page, "resend"));
        till.row("rotate its secret, on the page", browser.presses(page, "rotate", "expireNow", "on"));
        till.row("pause, on the page", browser.presses(page, "pause"));
        till.quietly(browser.opens(page));
        till.row("resume, on the page", browser.presses(page, "resume"));
    }
}
