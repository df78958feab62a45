package dev.slipway.local.ledger.functions;

/// An organization's door, and why somebody may do something, by API and on pages.
final class GuardCosts implements FunctionCosts {

    private static final String ORG = "/api/v1/orgs/acme";
    private static final String LIST = ORG + "/allow-list";
    private static final String RULE = ORG + "/sign-in-rule";
    private static final String ISSUERS = ORG + "/trusted-issuers";
    private static final String EXPLAIN = ORG + "/permissions/explain?permission=";
    private static final String SECURITY = "/console/organizations/acme/security";
    private static final String EXPLAINED = "/console/organizations/acme/explain";

    /// Where all requests come from.
    private static final String HOME = "203.0.113.0/24";

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        var mia = till.person("member", "mia");
        ada.founds("acme");
        ada.letsIn(mia, "acme", "member");
        allowList(till, ada, mia);
        signInRule(till, ada);
        issuers(till, ada);
        explain(till, ada, mia);
        pages(till, ada, mia);
    }

    private static void allowList(Till till, Somebody ada, Somebody mia) {
        till.row("allow-list", ada.asks("GET", LIST));
        till.row("try out an allow-list, 2 members", ada.asks("PUT", LIST).sending(networks(HOME, true)));
        till.row("change the allow-list", ada.asks("PUT", LIST).sending(networks(HOME, false)));
        till.row("change the allow-list, as before", ada.asks("PUT", LIST).sending(networks(HOME, false)));
        till.refused(
                "change the allow-list, locks oneself out",
                ada.asks("PUT", LIST).sending(networks("192.0.2.0/24", false)));
        till.refused("allow-list, not permitted", mia.asks("GET", LIST));
    }

    private static String networks(String range, boolean dryRun) {
        return "{\"networks\":[\"" + range + "\"],\"dryRun\":" + dryRun + "}";
    }

    private static void signInRule(Till till, Somebody ada) {
        till.row("sign-in rule", ada.asks("GET", RULE));
        till.row("try out a sign-in rule, 2 members", ada.asks("PUT", RULE).sending(required(true)));
        till.row("require a provider", ada.asks("PUT", RULE).sending(required(false)));
        till.row("sign-in rule, in force", ada.asks("GET", RULE));
        till.row("lift the sign-in rule", ada.asks("DELETE", RULE));
    }

    private static String required(boolean dryRun) {
        return "{\"means\":[\"generic-oidc\"],\"breakGlass\":\"ada\",\"dryRun\":" + dryRun + "}";
    }

    private static void issuers(Till till, Somebody ada) {
        var own = ISSUERS + "/generic-oidc";
        till.row("trust an issuer", ada.asks("PUT", own).sending("{\"role\":\"member\"}"));
        till.row("trust an issuer, with another role", ada.asks("PUT", own).sending("{\"role\":\"maintainer\"}"));
        till.row("trusted issuers, 1 of them", ada.asks("GET", ISSUERS));
        till.row("trust an issuer no longer", ada.asks("DELETE", own));
    }

    private static void explain(Till till, Somebody ada, Somebody mia) {
        till.row("explain, oneself", mia.asks("GET", EXPLAIN + "invite_members"));
        till.row("explain, a member", ada.asks("GET", EXPLAIN + "invite_members&subject=mia"));
        till.row("explain, a team", ada.asks("GET", EXPLAIN + "create_packages&subject=team:everyone"));
        till.row("explain, what would be a package", ada.asks("GET", EXPLAIN + "create_packages&package=@acme/pad"));
        till.refused("explain, a member, not permitted", mia.asks("GET", EXPLAIN + "invite_members&subject=ada"));
    }

    private static void pages(Till till, Somebody ada, Somebody mia) {
        var browser = ada.browser();
        till.quietly(browser.opens("/console/organizations/acme"));
        till.quietly(mia.browser().opens("/console/organizations/acme"));
        till.row("security", browser.opens(SECURITY));
        till.row("security: try out an allow-list", browser.presses(SECURITY, "preview-list", "networks", HOME));
        till.row("security: allow-list", browser.presses(SECURITY, "list", "networks", HOME + "\n10.0.0.0/8"));
        till.quietly(browser.opens(SECURITY));
        var way = "way-generic-oidc";
        till.row("security: try out a rule", browser.presses(SECURITY, "preview-rule", way, "on", "breakGlass", "ada"));
        till.row("security: rule", browser.presses(SECURITY, "rule", way, "on", "breakGlass", "ada"));
        till.row("security, with a rule", browser.opens(SECURITY));
        till.row("security: lift the rule", browser.presses(SECURITY, "lift-rule"));
        till.quietly(browser.opens(SECURITY));
        till.row("security: trust", browser.presses(SECURITY, "trust", "issuer", "generic-oidc", "role", "member"));
        till.quietly(browser.opens(SECURITY));
        till.row("security: trust no longer", browser.presses(SECURITY, "distrust"));
        till.refused("security, not permitted", mia.browser().opens(SECURITY));
        till.row("explain", browser.opens(EXPLAINED));
        till.row("explain: a member", browser.presses(EXPLAINED, "", "subject", "mia", "permission", "invite_members"));
        till.row("explain, signed out", till.browser("anonymous").opens(EXPLAINED));
    }
}
