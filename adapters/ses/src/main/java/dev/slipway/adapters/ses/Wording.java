package dev.slipway.adapters.ses;

import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.adapters.ses.Mail.Fact;
import dev.slipway.org.InvitationMails;
import dev.slipway.org.TransferMails;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The words of each mail: who asks for what, until when, and what to do if it wasn't meant for whom it reached.
final class Wording {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_CLIENT = 120;
    private static final int MOST_TEAMS = 5;

    private Wording() {}

    static Mail signIn(URI link, Instant until, String client) {
        var registry = registry(link);
        return new Mail(
                "Sign in to " + registry,
                "Sign in to " + registry,
                List.of("This link signs you in with this address. It works once."),
                "Sign in",
                link,
                List.of(
                        new Fact("Asked for by", Words.plain(client, LONGEST_CLIENT, "a program of unknown name")),
                        new Fact("Works until", Utc.said(until))),
                List.of("If it wasn't you, ignore this mail: without the link nobody gets in, and it ends by itself."
                        + " Don't forward it. Whoever has the link can sign in as you."));
    }

    static Mail invitation(InvitationMails.Letter letter) {
        var registry = registry(letter.link());
        var name = Words.plain(letter.orgName(), LONGEST_NAME, letter.org().value());
        var inviter = letter.invitedBy().value();
        return new Mail(
                inviter + " invited you to " + name + " (@" + letter.org() + ")",
                "Join " + name,
                List.of(inviter + " invited you to the organization " + name + " at " + registry
                        + ", where it keeps its packages."),
                "See the invitation",
                letter.link(),
                facts(letter, name),
                List.of(
                        "Nothing happens by opening the link: you are asked whether to accept or to decline.",
                        "If you don't know " + inviter + ", or this wasn't meant for you, ignore this mail or"
                                + " decline. Don't forward it: whoever has the link can accept."));
    }

    private static List<Fact> facts(InvitationMails.Letter letter, String name) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Organization", name + " (@" + letter.org() + ")"));
        facts.add(new Fact("Your role", role(letter.role())));
        if (!letter.teams().isEmpty()) {
            facts.add(new Fact(letter.teams().size() == 1 ? "Your team" : "Your teams", teams(letter.teams())));
        }
        if (letter.pool()) {
            facts.add(new Fact("The Pool", "You get a place"));
        }
        facts.add(new Fact("Invited by", letter.invitedBy().value()));
        facts.add(new Fact("Invited", letter.to().value()));
        facts.add(new Fact("Open until", Utc.said(letter.until())));
        return facts;
    }

    /// The first few of them: a mail is no list. A name may have dots in it.
    private static String teams(List<TeamName> teams) {
        var named = teams.stream()
                .limit(MOST_TEAMS)
                .map(team -> Words.plain(team.value(), LONGEST_NAME, "one whose name looks like a link"))
                .collect(Collectors.joining(", "));
        return teams.size() > MOST_TEAMS ? named + " and " + (teams.size() - MOST_TEAMS) + " more" : named;
    }

    static Mail transfer(TransferMails.Letter letter) {
        var registry = registry(letter.link());
        var name = Words.plain(letter.orgName(), LONGEST_NAME, letter.org().value());
        var from = letter.from().value();
        return new Mail(
                from + " wants to hand " + name + " (@" + letter.org() + ") over to you",
                "Become the owner of " + name,
                List.of(from + " wants to hand the organization " + name + " at " + registry
                        + " over to you. If you accept, you are its owner, who can do everything in it, and " + from
                        + " is an admin from then on."),
                "See the offer",
                letter.link(),
                List.of(
                        new Fact("Organization", name + " (@" + letter.org() + ")"),
                        new Fact("Offered by", from),
                        new Fact("Open until", Utc.said(letter.until()))),
                List.of(
                        "Nothing happens by opening the link: you are asked whether to accept or to decline.",
                        "If you didn't expect this, ask " + from + " before you accept. If you ignore it, nothing"
                                + " changes. Don't forward this mail."));
    }

    /// As people say it, and what it means.
    private static String role(Role role) {
        return switch (role) {
            case BILLING -> "Billing: looks after seats and invoices";
            case MEMBER -> "Member: installs its packages";
            case MAINTAINER -> "Maintainer: publishes and installs its packages";
            case ADMIN -> "Admin: looks after its members and packages";
            case OWNER -> "Owner: can do everything in it";
        };
    }

    /// The registry as people know it, by its host.
    private static String registry(URI link) {
        var port = link.getPort() < 0 ? "" : ":" + link.getPort();
        return link.getHost() + port;
    }
}
