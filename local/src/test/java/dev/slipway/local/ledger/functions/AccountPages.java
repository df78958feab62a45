package dev.slipway.local.ledger.functions;

/// The pages of one person: tokens and sessions.
final class AccountPages {

    private static final String TOKENS = "/console/tokens";
    private static final String SESSIONS = "/console/sessions";

    private AccountPages() {}

    static void measure(Till till) {
        var bea = till.person("person", "bea");
        var browser = bea.browser();
        till.row("tokens", browser.opens(TOKENS));
        till.row("tokens: create", browser.presses(TOKENS, "create", "name", "release", "read", "on", "expiry", "30"));
        till.row("tokens: revoke", browser.presses(TOKENS, "revoke"));
        for (int i = 0; i < 3; i++) {
            bea.anotherBrowser();
        }
        till.row("sessions, 4 of them", browser.opens(SESSIONS));
        till.row("sessions: end one", browser.presses(SESSIONS, "end"));
        till.row("sessions: end all others, 2 of them", browser.presses(SESSIONS, "end-others"));
    }
}
