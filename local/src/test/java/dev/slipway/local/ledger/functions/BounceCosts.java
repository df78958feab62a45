package dev.slipway.local.ledger.functions;

/// What SES tells of mails that were sent.
final class BounceCosts implements FunctionCosts {

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        ada.founds("acme");
        till.quietly(ada.asks("POST", "/api/v1/orgs/acme/invitations")
                .sending("{\"emails\":[\"grace@example.org\"],\"role\":\"member\"}"));
        till.mailbox().bounce("grace@example.org");
        heard(till, "a bounce of an invitation");
        till.mailbox().bounce("grace@example.org");
        heard(till, "the same bounce once more");
        till.mailbox().complain("grace@example.org");
        heard(till, "a complaint about an invitation");
        till.mailbox().bounce(ada.address());
        heard(till, "a bounce of another mail");
        till.mailbox().bounceForNow(ada.address());
        heard(till, "a mailbox that is full");
    }

    private static void heard(Till till, String title) {
        till.takeNotices().forEach(event -> till.event(title, "SES", till.function("BounceFunction"), event));
    }
}
