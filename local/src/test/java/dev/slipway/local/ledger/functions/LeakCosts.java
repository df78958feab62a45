package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;

/// Reports of tokens that were found in public.
final class LeakCosts implements FunctionCosts {

    private static final String PLACE = "https://github.com/octocat/hello/blob/main/.npmrc";

    @Override
    public void measure(Till till) {
        var cast = Cast.of(till);
        var machines = secret(till, cast.owner(), OrganizationCosts.ACME + "/tokens", "read");
        var persons = secret(till, cast.member(), "/api/v1/me/tokens", "read");
        till.row("a machine's token, 2 are told", till.reports(match(machines)));
        till.row("the same once more", till.reports(match(machines)));
        till.row("a person's token", till.reports(match(persons)));
        till.row("nobody's token", till.reports(match("slp_nothing")));
        till.refused(
                "not signed", till.asks("anonymous", "POST", "/api/v1/leaks").sending(match(machines)));
    }

    private static String secret(Till till, Somebody maker, String path, String scope) {
        var made = till.quietly(maker.asks("POST", path)
                .sending("{\"name\":\"ci\",\"scopes\":[\"" + scope + "\"],\"expires\":\"30d\"}"));
        return (String) made.json().get("token");
    }

    private static String match(String token) {
        return "[{\"token\":\"" + token + "\",\"type\":\"slipway_token\",\"url\":\"" + PLACE
                + "\",\"source\":\"content\"}]";
    }
}
