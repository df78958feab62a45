package dev.slipway.local.ledger.functions;

import dev.slipway.access.Token;

/// One person's own: by API, by npm's commands, by pages.
final class AccountCosts implements FunctionCosts {

    private static final String TOKENS = "/api/v1/me/tokens";
    private static final String SESSIONS = "/api/v1/me/sessions";
    private static final String IDENTITIES = "/api/v1/me/identities";
    private static final int MANY = 30;

    @Override
    public void measure(Till till) {
        var nobody = till.browser("anonymous");
        till.row("home", nobody.opens("/"));
        till.row("stylesheet", nobody.opens("/assets/slipway-0123456789abcdef.css"));
        var ada = till.person("person", "ada");
        tokens(till, ada);
        AccountByNpm.measure(till, ada);
        sessions(till);
        identities(till, ada);
        AccountPages.measure(till);
        refusals(till, ada);
    }

    private static void tokens(Till till, Somebody ada) {
        till.row("my profile", ada.asks("GET", "/api/v1/me"));
        var made = till.row("make a token", making(ada, "release script")).json();
        till.row("my tokens, 2 of them", ada.asks("GET", TOKENS));
        till.row("revoke a token", ada.asks("DELETE", TOKENS + "/" + made.get("id")));
        for (int i = 0; i < MANY; i++) {
            till.quietly(making(ada, "script " + i));
        }
        till.row("my tokens, 31 of them", ada.asks("GET", TOKENS));
    }

    private static Call making(Somebody somebody, String name) {
        return somebody.asks("POST", TOKENS)
                .sending("{\"name\":\"" + name
                        + "\",\"scopes\":[\"read\",\"publish\"],\"expires\":\"30d\",\"packages\":[\"@acme/pad\"]}");
    }

    private static void sessions(Till till) {
        var cleo = till.person("person", "cleo");
        for (int i = 0; i < 3; i++) {
            cleo.anotherBrowser();
        }
        var listed =
                till.row("my sessions, 4 of them", cleo.asks("GET", SESSIONS)).text();
        var newest = listed.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        till.row("end a session", cleo.asks("DELETE", SESSIONS + "/" + newest));
        till.row("end all other sessions, 3 of them", cleo.asks("DELETE", SESSIONS));
    }

    private static void identities(Till till, Somebody ada) {
        till.row("my identities, none", ada.asks("GET", IDENTITIES));
        till.refused("unlink an identity, no such one", ada.asks("DELETE", IDENTITIES + "/01ARZ3NDEKTSV4RRFFQ69G5FAV"));
    }

    private static void refusals(Till till, Somebody ada) {
        till.refused("my profile, no token", till.asks("anonymous", "GET", "/api/v1/me"));
        till.refused(
                "my profile, mistyped token",
                till.asks("anonymous", "GET", "/api/v1/me").bearer("slp_a"));
        var unknown = Token.draw(Token.Kind.ACCESS).secret();
        till.refused(
                "my profile, no such token",
                till.asks("anonymous", "GET", "/api/v1/me").bearer(unknown));
        till.refused("revoke a token, no such one", ada.asks("DELETE", TOKENS + "/01ARZ3NDEKTSV4RRFFQ69G5FAV"));
        till.row("tokens, signed out", till.browser("anonymous").opens("/console/tokens"));
    }
}
