package dev.slipway.local.ledger.functions;

/// `npm login`, `npm logout`, `npm token` and `npm profile`.
final class AccountByNpm {

    private static final String USER = "/-/npm/v1/user";
    private static final String TOKENS = "/-/npm/v1/tokens";
    private static final String APPROVE = "/login/approve";

    private AccountByNpm() {}

    static void measure(Till till, Somebody ada) {
        login(till, ada);
        till.row("npm profile get", ada.asks("GET", USER));
        till.refused("npm profile set", ada.asks("POST", USER).sending("{\"fullname\":\"Ada\"}"));
        var made = till.row("npm token create", ada.asks("POST", TOKENS).sending("{\"name\":\"npm\"}"))
                .json();
        till.row("npm token list", ada.asks("GET", TOKENS));
        till.row("npm token revoke", ada.asks("DELETE", TOKENS + "/token/" + made.get("key")));
    }

    private static void login(Till till, Somebody ada) {
        var begun = till.row("npm login", begins(till)).json();
        var poll = path(begun.get("doneUrl"));
        till.row("npm login, nobody has answered", till.asks("anonymous", "GET", poll));
        till.row("npm login: page", ada.browser().opens(path(begun.get("loginUrl"))));
        till.row("npm login: approve", ada.browser().presses(APPROVE, "approve"));
        var token = till.row("npm login, approved", till.asks("anonymous", "GET", poll))
                .json()
                .get("token")
                .toString();
        till.refused("npm login, collected before", till.asks("anonymous", "GET", poll));
        var denied = till.quietly(begins(till)).json();
        till.quietly(ada.browser().opens(path(denied.get("loginUrl"))));
        till.row("npm login: deny", ada.browser().presses(APPROVE, "deny"));
        till.refused("npm login, denied", till.asks("anonymous", "GET", path(denied.get("doneUrl"))));
        till.refused(
                "npm login by name and password",
                till.asks("anonymous", "PUT", "/-/user/org.couchdb.user:ada")
                        .sending("{\"name\":\"ada\",\"password\":\"secret\"}"));
        till.row(
                "npm logout",
                till.asks("person", "DELETE", "/-/user/token/" + token).bearer(token));
    }

    private static Call begins(Till till) {
        return till.asks("anonymous", "POST", "/-/v1/login").sending("{}");
    }

    private static String path(Object url) {
        return url.toString().substring(Till.URL.length());
    }
}
