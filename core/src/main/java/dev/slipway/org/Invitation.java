package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.TeamPower;
import dev.slipway.access.Teams;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An offer of membership to an e-mail address. While it is open it holds a seat, if its role takes one.
///
/// @param invitee whom it is for, if their handle was named: whoever did that has never seen the address
/// @param teams those that whoever accepts is added to, as far as they are there then
/// @param pool whether whoever accepts has a place in the Pool; while it is open it holds one
/// @param invitedBy who made it
/// @param link the one link that opens it, or opened it last
/// @param mail what became of the mail that the link is in
/// @param ending empty while it is open, as far as the table knows: one that has run out may not be closed yet
public record Invitation(
        InvitationId id,
        OrgSlug org,
        Email to,
        Optional<Principal.Person> invitee,
        Role role,
        Set<TeamId> teams,
        boolean pool,
        Principal.Person invitedBy,
        Instant createdAt,
        Link link,
        Mail mail,
        Optional<Ending> ending) {

    /// How long a link works: 48 hours, to the millisecond.
    public static final Duration LIFE = Duration.ofDays(2);

    public Invitation {
        teams = Set.copyOf(teams);
    }

    /// A link, as far as it is known: the secret is in the mail alone.
    ///
    /// @param sentBy who stands behind the offer: they must still be someone who may give the role when it is accepted
    /// @param basis why they might invite when they sent it; it must still hold then, and another reason is none
    /// @param until when it stops working, to the millisecond
    public record Link(TokenHash hash, Principal.Person sentBy, Authority.Basis basis, Instant until) {

        /// One that works from now on.
        static Link from(Instant now, TokenHash hash, Authority sender) {
            var until = now.truncatedTo(ChronoUnit.MILLIS).plus(LIFE);
            return new Link(hash, sender.person(), sender.basis(), until);
        }

        public boolean worksAt(Instant now) {
            return now.isBefore(until);
        }
    }

    /// What became of a mail.
    public enum Mail {
        /// It wasn't handed to the mail service: whoever was about to was cut off.
        UNSENT,
        SENT,
        /// The mail service refused it or could not be reached.
        FAILED,
        BOUNCED,
        /// Whoever got it called it spam.
        COMPLAINED
    }

    /// How it ended.
    public enum Fate {
        ACCEPTED,
        DECLINED,
        REVOKED,
        EXPIRED
    }

    /// @param at when it ended; for one that ran out, when the link stopped working
    public record Ending(Fate fate, Instant at) {}

    /// Those of its teams that are still there.
    public Set<TeamId> teamsIn(Teams there) {
        return teams.stream().filter(team -> there.find(team).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    /// What these are called, in their order.
    public List<TeamName> teamNamesIn(Teams there) {
        return teams.stream()
                .flatMap(team -> there.find(team).stream())
                .map(TeamPower::name)
                .sorted(Comparator.comparing(TeamName::value))
                .toList();
    }

    /// Whom it is for, as the organization and its log know them: the address; or the handle, since somebody's address
    /// is not for everybody who knows their handle.
    public String addressee() {
        return invitee.map(person -> person.handle().value()).orElseGet(to::value);
    }

    public boolean openAt(Instant now) {
        return ending.isEmpty() && link.worksAt(now);
    }

    /// How one ended that isn't open: by its time, if by nothing else.
    public Fate fateAt(Instant now) {
        if (openAt(now)) {
            throw new IllegalStateException("an open invitation has no fate yet");
        }
        return ending.map(Ending::fate).orElse(Fate.EXPIRED);
    }

    /// The same offer with a new link, whose mail is yet to be sent.
    Invitation renewed(Link next) {
        return new Invitation(id, org, to, invitee, role, teams, pool, invitedBy, createdAt, next, Mail.UNSENT, ending);
    }

    Invitation with(Mail state) {
        return new Invitation(id, org, to, invitee, role, teams, pool, invitedBy, createdAt, link, state, ending);
    }

    Invitation ended(Fate fate, Instant at) {
        return new Invitation(
                id,
                org,
                to,
                invitee,
                role,
                teams,
                pool,
                invitedBy,
                createdAt,
                link,
                mail,
                Optional.of(new Ending(fate, at)));
    }
}
