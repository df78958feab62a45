package dev.slipway.local.ledger.functions;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Invitations as they are sent.
final class InviteCosts implements FunctionCosts {

    private static final String INVITATIONS = "/api/v1/orgs/acme/invitations";
    private static final String CONSOLE = "/console/organizations/acme/invitations";
    private static final String KEY = "idempotency-key";

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        ada.founds("acme");
        invite(till, ada);
        afterwards(till, ada);
        pages(till, ada);
        npm(till, ada);
        refusals(till, ada);
    }

    private static void invite(Till till, Somebody ada) {
        till.row("invite 1 address", inviting(ada, addresses("one", 1)));
        till.row(
                "invite 1 address, with a key",
                inviting(ada, addresses("two", 1)).header(KEY, "key-1"));
        till.row(
                "invite 1 address, the key once more",
                inviting(ada, addresses("two", 1)).header(KEY, "key-1"));
        till.row("pending, 2 of them", ada.asks("GET", INVITATIONS));
        till.row("invite 50 addresses", inviting(ada, addresses("three", 50)));
        till.row(
                "invite 50 addresses, with a key",
                inviting(ada, addresses("four", 50)).header(KEY, "key-2"));
        till.row(
                "invite 50 addresses, the key once more",
                inviting(ada, addresses("four", 50)).header(KEY, "key-2"));
        till.row("invite 50 addresses, all of them invited", inviting(ada, addresses("three", 50)));
        till.row("pending, 50 of 102", ada.asks("GET", INVITATIONS + "?limit=50"));
    }

    private static void afterwards(Till till, Somebody ada) {
        var items = till.quietly(ada.asks("GET", INVITATIONS)).text();
        var invitation = INVITATIONS + "/" + items.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        till.row("resend", ada.asks("POST", invitation + "/resend"));
        till.row("revoke", ada.asks("DELETE", invitation));
        var placed = "{\"emails\":[\"pool@example.org\"],\"role\":\"member\",\"pool\":true}";
        till.row(
                "invite 1 address, with a place in the Pool",
                ada.asks("POST", INVITATIONS).sending(placed));
        till.row("past, 1 of them", ada.asks("GET", INVITATIONS + "?state=past"));
        till.row("all, 50 of 102", ada.asks("GET", INVITATIONS + "?state=all&limit=50"));
    }

    private static void pages(Till till, Somebody ada) {
        var bea = till.person("owner", "bea");
        bea.founds("beta");
        var console = CONSOLE.replace("acme", "beta");
        till.row("invitations, none", bea.browser().opens(console));
        till.row(
                "invitations: send, to 3 addresses",
                bea.browser()
                        .presses(
                                console,
                                "send",
                                "addresses",
                                String.join("\n", addresses("five", 3)),
                                "role",
                                "member"));
        till.row("invitations, 3 pending", bea.browser().opens(console));
        till.row("invitations: send again", bea.browser().presses(console, "resend"));
        till.row("invitations: revoke", bea.browser().presses(console, "revoke"));
        till.row("invitations, 101 pending", ada.browser().opens(CONSOLE));
        till.row("invitations, signed out", till.browser("anonymous").opens(CONSOLE));
    }

    private static void npm(Till till, Somebody ada) {
        var org = "/-/org/acme/user";
        var leo = till.person("member", "leo");
        till.person("newcomer", "lia");
        ada.letsIn(leo, "acme", "member");
        till.row("`npm org ls`, 2 members", leo.asks("GET", org));
        till.row("`npm org set`, a member", ada.asks("PUT", org).sending("{\"user\":\"leo\",\"role\":\"admin\"}"));
        till.row("`npm org set`, no member", ada.asks("PUT", org).sending("{\"user\":\"lia\",\"role\":\"developer\"}"));
        till.row(
                "`npm org set`, somebody invited",
                ada.asks("PUT", org).sending("{\"user\":\"lia\",\"role\":\"developer\"}"));
        till.row("`npm org rm`", ada.asks("DELETE", org).sending("{\"user\":\"leo\"}"));
    }

    private static void refusals(Till till, Somebody ada) {
        var mia = till.person("member", "mia");
        ada.letsIn(mia, "acme", "member");
        till.refused("invite 1 address, not permitted", inviting(mia, addresses("six", 1)));
        till.refused("invite 1 address, it is invited", inviting(ada, addresses("one", 1)));
        till.refused("invite 1 address, a member", inviting(ada, List.of(mia.address())));
        till.refused(
                "invite 1 address, the key of another call",
                inviting(ada, addresses("six", 1)).header(KEY, "key-1"));
        till.refused("revoke, no such one", ada.asks("DELETE", INVITATIONS + "/01ARZ3NDEKTSV4RRFFQ69G5FAV"));
    }

    private static Call inviting(Somebody owner, List<String> addresses) {
        return owner.asks("POST", INVITATIONS)
                .sending(addresses.stream()
                        .collect(Collectors.joining("\",\"", "{\"emails\":[\"", "\"],\"role\":\"member\"}")));
    }

    private static List<String> addresses(String word, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> word + "-" + i + "@example.org")
                .toList();
    }
}
