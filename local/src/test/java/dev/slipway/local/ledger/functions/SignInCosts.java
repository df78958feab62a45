package dev.slipway.local.ledger.functions;

/// The door: by mail, by a provider, sign up, sign out.
final class SignInCosts implements FunctionCosts {

    private static final String IN = "/sign-in";
    private static final String MAIL = "/sign-in/mail";
    private static final String UP = "/sign-up";
    private static final String PROVIDER = "/sign-in/with/generic-oidc";

    @Override
    public void measure(Till till) {
        var newcomer = till.browser("newcomer");
        till.row("ways to sign in", newcomer.opens(IN));
        byMail(till, newcomer);
        known(till);
        byProvider(till);
        links(till);
        refusals(till);
    }

    private static void byMail(Till till, Browser newcomer) {
        till.row("mail a link", newcomer.presses(IN, "", "email", "nina@example.com"));
        till.row("open the mailed link", newcomer.opens(till.mailed("nina@example.com")));
        till.row("sign in by the link, to an address that is nobody's", newcomer.presses(MAIL, ""));
        till.row("choose a handle", newcomer.opens(UP));
        till.row("sign up", newcomer.presses(UP, "", "handle", "nina"));
    }

    private static void known(Till till) {
        var ada = till.person("person", "ada");
        till.row("ways to sign in, signed in", ada.browser().opens(IN));
        till.quietly(ada.browser().opens("/console/sessions"));
        till.row("sign out", ada.browser().presses("/sign-out", ""));
        mailed(till, ada, ada.browser());
        till.row("sign in by the link", ada.browser().presses(MAIL, ""));
        mailed(till, ada, ada.browser());
        till.row("sign in by the link, signed in", ada.browser().presses(MAIL, ""));
    }

    private static void mailed(Till till, Somebody somebody, Browser browser) {
        till.quietly(browser.opens(IN + "?again=1"));
        till.quietly(browser.presses(IN, "", "email", somebody.address()));
        till.quietly(browser.opens(till.mailed(somebody.address())));
    }

    private static void byProvider(Till till) {
        var newcomer = till.browser("newcomer");
        till.quietly(newcomer.opens(IN));
        var away = till.row("go to a provider", newcomer.presses(PROVIDER, ""));
        var back = till.atProvider(away, "otto@example.com");
        till.row("come back from a provider, to no account", newcomer.opens(back));
        till.row("choose a handle, come by a provider", newcomer.opens(UP));
        till.row("sign up, come by a provider", newcomer.presses(UP, "", "handle", "otto"));
        var person = till.browser("person");
        till.quietly(person.opens(IN));
        var again = till.atProvider(till.quietly(person.presses(PROVIDER, "")), "otto@example.com");
        till.row("come back from a provider", person.opens(again));
    }

    /// Whoever is signed in and goes to a provider links it to their account.
    private static void links(Till till) {
        var max = till.person("person", "max");
        till.quietly(max.browser().opens(IN + "?again=1"));
        var away = till.row("go to a provider, signed in", max.browser().presses(PROVIDER, ""));
        till.row(
                "come back from a provider, and link it",
                max.browser().opens(till.atProvider(away, "max@example.com")));
    }

    private static void refusals(Till till) {
        var nobody = till.browser("anonymous");
        till.quietly(nobody.opens(IN));
        till.quietly(nobody.presses(IN, "", "email", "eve@example.com"));
        var link = till.mailed("eve@example.com");
        till.quietly(nobody.opens(link));
        till.quietly(nobody.presses(MAIL, ""));
        till.refused("sign in by a link that was used", nobody.presses(MAIL, "", "token", till.secret(link)));
        till.refused("open a link that was used", nobody.opens(link));
        till.refused("sign up, the handle is taken", signingUp(till).presses(UP, "", "handle", "ada"));
        till.refused(
                "come back from a provider, never sent there",
                nobody.opens("/api/auth/callback/generic-oidc?code=x&state=x"));
        till.refused("come back from a provider, the address is an account's", addressTaken(till));
        var often = till.browser("anonymous");
        for (int i = 0; i < 5; i++) {
            till.quietly(often.opens(IN));
            till.quietly(often.presses(IN, "", "email", "often@example.com"));
        }
        till.quietly(often.opens(IN));
        till.refused("mail a link, the sixth to an address", often.presses(IN, "", "email", "often@example.com"));
    }

    private static Browser signingUp(Till till) {
        var browser = till.browser("newcomer");
        till.quietly(browser.opens(IN));
        till.quietly(browser.presses(IN, "", "email", "ida@example.com"));
        till.quietly(browser.opens(till.mailed("ida@example.com")));
        till.quietly(browser.presses(MAIL, ""));
        till.quietly(browser.opens(UP));
        return browser;
    }

    private static Call addressTaken(Till till) {
        var browser = till.browser("newcomer");
        till.quietly(browser.opens(IN));
        return browser.opens(till.atProvider(till.quietly(browser.presses(PROVIDER, "")), "ada@example.com"));
    }
}
