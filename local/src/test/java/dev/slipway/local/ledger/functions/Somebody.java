package dev.slipway.local.ledger.functions;

import java.util.regex.Pattern;

/// A person with an account, a browser that they are signed in with, and a token that allows everything.
///
/// @param who they are, as rows name them
record Somebody(Till till, String who, String handle, Browser browser, String token) {

    private static final Pattern SECRET = Pattern.compile("value=\"(slp_[A-Za-z0-9_-]+)\"");

    /// Signs somebody up and gives them a token. Both have been used within the hour, and are not noted again.
    static Somebody arrives(Till till, String who, String handle) {
        var browser = new Browser(till, who);
        signsUp(till, browser, handle);
        till.quietly(browser.opens("/console/tokens"));
        var made = till.quietly(browser.presses(
                "/console/tokens",
                "create",
                "name",
                "laptop",
                "read",
                "on",
                "publish",
                "on",
                "manage",
                "on",
                "expiry",
                "90"));
        var secret = SECRET.matcher(made.text());
        if (!secret.find()) {
            throw new AssertionError("no token on the page: " + made.text());
        }
        var somebody = new Somebody(till, who, handle, browser, secret.group(1));
        till.quietly(somebody.asks("GET", "/api/v1/me"));
        return somebody;
    }

    private static void signsUp(Till till, Browser browser, String handle) {
        signsIn(till, browser, handle);
        till.quietly(browser.opens("/sign-up"));
        till.quietly(browser.presses("/sign-up", "", "handle", handle));
    }

    private static void signsIn(Till till, Browser browser, String handle) {
        var email = address(handle);
        till.quietly(browser.opens("/sign-in"));
        till.quietly(browser.presses("/sign-in", "", "email", email));
        till.quietly(browser.opens(till.mailed(email)));
        till.quietly(browser.presses("/sign-in/mail", ""));
    }

    /// Another browser that they sign in with, which has been used within the hour.
    Browser anotherBrowser() {
        var another = new Browser(till, who);
        signsIn(till, another, handle);
        till.quietly(another.opens("/console/sessions"));
        return another;
    }

    /// Their verified address.
    String address() {
        return address(handle);
    }

    static String address(String handle) {
        return handle + "@example.com";
    }

    /// Asks an API with the token.
    Call asks(String method, String url) {
        return till.asks(who, method, url).bearer(token);
    }

    /// Founds an organization, of which their browser and their token have been used within the hour.
    void founds(String slug) {
        till.quietly(asks("POST", "/api/v1/orgs")
                .sending("{\"name\":\"Acme Corporation\",\"slug\":\"" + slug + "\",\"kind\":\"company\"}"));
        looksIn(slug);
    }

    /// Lets somebody in, who has then been there within the hour.
    void letsIn(Somebody other, String org, String role) {
        till.quietly(asks("POST", "/api/v1/orgs/" + org + "/invitations")
                .sending("{\"emails\":[\"" + other.address() + "\"],\"role\":\"" + role + "\"}"));
        var secret = till.secret(till.mailed(other.address()));
        till.quietly(other.asks("POST", "/api/v1/invitations/accept").sending("{\"token\":\"" + secret + "\"}"));
        other.looksIn(org);
    }

    private void looksIn(String org) {
        till.quietly(asks("GET", "/api/v1/orgs/" + org));
    }
}
