package dev.slipway.local.ledger.functions;

/// Invitations as they arrive.
final class AcceptCosts implements FunctionCosts {

    private static final String MINE = "/api/v1/me/invitations";
    private static final String LINK = "/api/v1/invitations";
    private static final String PAGE = "/invitations/accept";
    private static final String CONSOLE = "/console/invitations";

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        ada.founds("acme");
        byAddress(till, ada);
        byLink(till, ada);
        pages(till, ada);
        myPage(till, ada);
        refusals(till);
    }

    private static void byAddress(Till till, Somebody ada) {
        var mia = till.person("newcomer", "mia");
        invites(till, ada, mia.address());
        till.row("decline, by address", mia.asks("POST", MINE + "/" + waiting(till, mia) + "/decline"));
        invites(till, ada, mia.address());
        till.row("my invitations, 1 of them", mia.asks("GET", MINE));
        till.row("accept, by address", mia.asks("POST", MINE + "/" + waiting(till, mia) + "/accept"));
        till.row("my invitations, none", mia.asks("GET", MINE));
    }

    private static String waiting(Till till, Somebody invited) {
        return till.quietly(invited.asks("GET", MINE)).text().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    private static void byLink(Till till, Somebody ada) {
        var max = till.person("newcomer", "max");
        till.row("decline, by link", answering(till, max, invites(till, ada, max.address()), "decline"));
        till.row("accept, by link", answering(till, max, invites(till, ada, max.address()), "accept"));
        var moe = till.person("newcomer", "moe");
        till.row(
                "accept, by link to an address that becomes theirs",
                answering(till, moe, invites(till, ada, "moe@example.org"), "accept"));
    }

    private static Call answering(Till till, Somebody invited, String link, String answer) {
        return invited.asks("POST", LINK + "/" + answer).sending("{\"token\":\"" + till.secret(link) + "\"}");
    }

    private static void pages(Till till, Somebody ada) {
        var nobody = till.browser("anonymous");
        till.row("open the link", nobody.opens(invites(till, ada, "nobody@example.org")));
        till.row("link: decline", nobody.presses(PAGE, "decline"));
        var pam = till.person("newcomer", "pam");
        till.row("open the link", pam.browser().opens(invites(till, ada, pam.address())));
        till.row("link: decline", pam.browser().presses(PAGE, "decline"));
        till.quietly(pam.browser().opens(invites(till, ada, pam.address())));
        till.row("link: accept", pam.browser().presses(PAGE, "accept"));
    }

    private static void myPage(Till till, Somebody ada) {
        var pia = till.person("newcomer", "pia");
        invites(till, ada, pia.address());
        till.row("invitations, 1 of them", pia.browser().opens(CONSOLE));
        till.row("invitations: decline", pia.browser().presses(CONSOLE, "decline"));
        invites(till, ada, pia.address());
        till.quietly(pia.browser().opens(CONSOLE));
        till.row("invitations: accept", pia.browser().presses(CONSOLE, "accept"));
        till.row("invitations, signed out", till.browser("anonymous").opens(CONSOLE));
    }

    private static void refusals(Till till) {
        var eve = till.person("outsider", "eve");
        till.refused(
                "open the link, it opens nothing", till.browser("anonymous").opens(PAGE + "?token=guess"));
        till.refused(
                "accept, by a link that opens nothing",
                eve.asks("POST", LINK + "/accept").sending("{\"token\":\"guess\"}"));
        till.refused("accept, by address, no such one", eve.asks("POST", MINE + "/01ARZ3NDEKTSV4RRFFQ69G5FAV/accept"));
    }

    /// Invites somebody, and gives the link of the mail.
    private static String invites(Till till, Somebody owner, String address) {
        till.quietly(owner.asks("POST", "/api/v1/orgs/acme/invitations")
                .sending("{\"emails\":[\"" + address + "\"],\"role\":\"member\"}"));
        return till.mailed(address);
    }
}
