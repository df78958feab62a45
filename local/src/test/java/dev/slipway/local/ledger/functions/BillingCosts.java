package dev.slipway.local.ledger.functions;

import com.stripe.exception.StripeException;
import dev.slipway.local.stripe.account.Card;

/// What an organization pays for, by API and on its page. Prices are asked for once in five minutes.
final class BillingCosts implements FunctionCosts {

    private static final String BILLING = "/api/v1/orgs/acme/billing";
    private static final String PAGE = "/console/organizations/acme/billing";

    @Override
    public void measure(Till till) {
        var asked = new StripeAsked(till);
        var ada = till.person("owner", "ada");
        var mia = till.person("member", "mia");
        ada.founds("acme");
        ada.letsIn(mia, "acme", "member");
        var browser = ada.browser();
        till.quietly(browser.opens("/console/organizations/acme"));
        checkout(till, asked, ada, mia, browser);
        seats(asked, ada);
        rest(till, asked, ada);
        page(till, asked, browser);
    }

    private static void checkout(Till till, StripeAsked asked, Somebody ada, Somebody mia, Browser browser) {
        asked.row("billing, never subscribed, prices asked for", 2, ada.asks("GET", BILLING));
        asked.row("billing, never subscribed", 0, ada.asks("GET", BILLING));
        asked.refused("billing, not permitted", 0, mia.asks("GET", BILLING));
        asked.row("invoices, never subscribed", 0, ada.asks("GET", BILLING + "/invoices"));
        asked.row("a first checkout", 2, ada.asks("POST", BILLING + "/checkout").sending(wanted(5)));
        asked.row("another checkout", 4, ada.asks("POST", BILLING + "/checkout").sending(wanted(6)));
        asked.refused(
                "a checkout of fewer than are taken",
                0,
                ada.asks("POST", BILLING + "/checkout").sending(wanted(1)));
        asked.row("page: never subscribed", 1, browser.opens(PAGE));
        var opened = asked.row("page: subscribe", 4, browser.presses(PAGE, "subscribe", "seats", "6"));
        asked.row("page: back from a checkout, not paid", 2, browser.opens(PAGE + "?checkout=cs_1"));
        till.cashier().pay(opened.header("location"), "PAYS");
        asked.row("page: back from a checkout, paid", 1, browser.opens(PAGE + "?checkout=again&looked=1"));
        asked.refused(
                "a checkout, subscribed",
                2,
                ada.asks("POST", BILLING + "/checkout").sending(wanted(6)));
    }

    private static String wanted(int seats) {
        return "{\"seats\":" + seats + "}";
    }

    private static void seats(StripeAsked asked, Somebody ada) {
        var seats = BILLING + "/seats";
        asked.row("billing, subscribed", 0, ada.asks("GET", BILLING));
        asked.row("more seats, the price", 2, ada.asks("PUT", seats).sending("{\"seats\":8,\"dryRun\":true}"));
        asked.row("more seats", 3, ada.asks("PUT", seats).sending(wanted(8)));
        asked.row("as many seats as before", 1, ada.asks("PUT", seats).sending(wanted(8)));
        asked.row("fewer seats", 3, ada.asks("PUT", seats).sending(wanted(4)));
        asked.refused("fewer seats than are taken", 1, ada.asks("PUT", seats).sending(wanted(1)));
    }

    private static void rest(Till till, StripeAsked asked, Somebody ada) {
        asked.row("end the subscription", 3, ada.asks("PUT", BILLING + "/cancellation"));
        asked.row("end it, as before", 2, ada.asks("PUT", BILLING + "/cancellation"));
        asked.row("let it go on", 3, ada.asks("DELETE", BILLING + "/cancellation"));
        asked.row("cards and addresses", 2, ada.asks("POST", BILLING + "/portal"));
        asked.row("invoices", 1, ada.asks("GET", BILLING + "/invoices"));
        fails(till);
        asked.refused(
                "more seats, the payment fails",
                3,
                ada.asks("PUT", BILLING + "/seats").sending(wanted(9)));
        asked.row("billing, a change waits", 1, ada.asks("GET", BILLING));
        asked.row("drop the change", 4, ada.asks("DELETE", BILLING + "/awaited"));
        asked.row("drop it, nothing waits", 1, ada.asks("DELETE", BILLING + "/awaited"));
        pays(till);
    }

    private static void fails(Till till) {
        use(till, Card.FAILS_LATER);
    }

    private static void pays(Till till) {
        use(till, Card.PAYS);
    }

    private static void use(Till till, Card card) {
        try {
            till.cashier().stripe().use(card, till.cashier().customer());
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void page(Till till, StripeAsked asked, Browser browser) {
        asked.row("page: subscribed", 1, browser.opens(PAGE));
        asked.row("page: more seats, the price", 3, browser.presses(PAGE, "preview-seats", "seats", "8"));
        asked.row("page: more seats", 3, browser.presses(PAGE, "seats", "seats", "8"));
        till.quietly(browser.opens(PAGE));
        asked.row("page: end the subscription", 3, browser.presses(PAGE, "cancel"));
        till.quietly(browser.opens(PAGE));
        asked.row("page: let it go on", 3, browser.presses(PAGE, "resume"));
        till.quietly(browser.opens(PAGE));
        asked.row("page: cards and addresses", 2, browser.presses(PAGE, "portal"));
        fails(till);
        till.quietly(browser.opens(PAGE));
        till.quietly(browser.presses(PAGE, "preview-seats", "seats", "9"));
        till.quietly(browser.presses(PAGE, "seats", "seats", "9"));
        asked.row("page: a change waits", 2, browser.opens(PAGE));
        asked.row("page: drop the change", 4, browser.presses(PAGE, "forget"));
    }
}
