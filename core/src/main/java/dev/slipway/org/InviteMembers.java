package dev.slipway.org;

import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.PoolSupply.Supplied;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Invites people to an organization by their e-mail addresses, one or many in a call. Each address has a result of its
/// own: that one can't be invited keeps no other from it.
///
/// Admins may, and whoever is of a team that carries it; nobody gives a role above their own. By which of the two it
/// was done stands on the link, and must still hold when somebody accepts.
public final class InviteMembers {

    /// How many addresses a call may have.
    public static final int MOST = 50;

    /// Enough for a company that comes in one afternoon, and no way to fill the mailboxes of strangers.
    static final RateLimit MAILS = new RateLimit("invitation-mails", 300, Duration.ofHours(1));

    private final Invitations invitations;
    private final InvitationMails mails;
    private final Repeats repeats;
    private final RateLimits limits;
    private final Standings standings;
    private final PoolSupply supply;
    private final Ids ids;

    public InviteMembers(
            Invitations invitations,
            InvitationMails mails,
            Repeats repeats,
            RateLimits limits,
            Standings standings,
            PoolSupply supply,
            Ids ids) {
        this.invitations = invitations;
        this.mails = mails;
        this.repeats = repeats;
        this.limits = limits;
        this.standings = standings;
        this.supply = supply;
        this.ids = ids;
    }

    /// What is asked for.
    ///
    /// @param addresses as somebody typed them
    /// @param teams that whoever accepts is added to
    /// @param pool whether whoever accepts has a place in the Pool
    public record Wish(List<String> addresses, Role role, SequencedSet<TeamName> teams, boolean pool) {

        private static final TeamName EVERYONE = new TeamName("everyone");

        /// @throws Malformed `invalid_addresses`, unless there are 1 to [#MOST]; `invalid_teams` for teams that nobody
        ///     can be added to with this role; `invalid_pool` for a place in the Pool without a seat
        public Wish {
            if (addresses.isEmpty() || addresses.size() > MOST) {
                throw new Malformed("invalid_addresses", "Invite 1 to " + MOST + " addresses at once.");
            }
            if (teams.size() > Member.MOST_TEAMS) {
                throw new Malformed("invalid_teams", "A member is of " + Member.MOST_TEAMS + " teams at most.");
            }
            if (!teams.isEmpty() && !role.takesSeat()) {
                throw new Malformed(
                        "invalid_teams",
                        "A billing manager has no seat and is of no team: leave the teams out, or give another role.");
            }
            if (pool && !role.takesSeat()) {
                throw new Malformed(
                        "invalid_pool",
                        "A billing manager has no seat and no place in the Pool: leave \"pool\" out, or give another role.");
            }
            if (teams.contains(EVERYONE)) {
                throw new Malformed(
                        "invalid_teams", "Every member is of the team everyone without being added: leave it out.");
            }
            addresses = List.copyOf(addresses);
            teams = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(teams));
        }

        /// Without a place in the Pool.
        public Wish(List<String> addresses, Role role, SequencedSet<TeamName> teams) {
            this(addresses, role, teams, false);
        }

        /// Without teams.
        public Wish(List<String> addresses, Role role) {
            this(addresses, role, new LinkedHashSet<>());
        }

        TokenHash content() {
            var words = new StringJoiner(" ").add(role.toString());
            teams.forEach(team -> words.add(team.value()));
            if (pool) {
                // No team is called so.
                words.add("+pool");
            }
            return TokenHash.of(words + "\n" + String.join("\n", addresses));
        }
    }

    /// What each address is offered.
    record Terms(Role role, Set<TeamId> teams, boolean pool, Optional<Principal.Person> invitee) {

        Terms to(Principal.Person person) {
            return new Terms(role, teams, pool, Optional.of(person));
        }
    }

    /// What became of an address.
    ///
    /// @param address the address, or what was sent in its place, fit to be shown
    /// @param offer the invitation, if there is one now because of this call
    public record Result(String address, What what, Optional<Offer> offer) {

        static Result without(String address, What what) {
            return new Result(address, what, Optional.empty());
        }
    }

    /// @param mail whether the mail service took it
    public record Offer(InvitationId id, Instant until, Invitation.Mail mail) {}

    public enum What {
        INVITED,
        ALREADY_INVITED,
        ALREADY_MEMBER,
        /// The inviter's own.
        OWN_ADDRESS,
        NO_SEAT_LEFT,
        /// No place in the Pool is left.
        POOL_FULL,
        /// Not an address.
        MALFORMED,
        /// It stands further up in the same call.
        DUPLICATE,
        /// So many mails went to this address, or out of this organization, that it has to wait.
        TOO_MANY_MAILS
    }

    /// What became of the call.
    public sealed interface Outcome {

        /// @param results one for each address, in their order
        /// @param again whether this is the answer to an earlier call with the same key
        record Done(List<Result> results, boolean again) implements Outcome {}

        /// Nobody gives a role above their own.
        record AboveOneself(Role role) implements Outcome {}

        /// Whoever manages teams by a team, and is no admin, adds nobody to one by an invitation.
        record TeamsByAdmins() implements Outcome {}

        record NoSuchTeam(TeamName name) implements Outcome {}

        /// It is for one person.
        record PersonalOrganization(OrgSlug org) implements Outcome {}

        /// The key came with other addresses, another role, other teams or another wish for the Pool before.
        record KeyReused() implements Outcome {}

        record StillRunning(Duration retryAfter) implements Outcome {}

        /// The organization has sent so many mails that it has to wait, before the first of this call.
        record TooManyMails(Duration retryAfter) implements Outcome {}

        /// Places in the Pool have to be paid for first: nobody was invited.
        ///
        /// @param why anything but that they are there, or that there are no more
        record PoolUnpaid(OrgSlug org, PoolSupply.Supplied why) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// Each call counts.
    public Outcome run(Visit visit, OrgSlug org, Wish wish) {
        return admitted(
                visit,
                org,
                wish,
                office -> tooMany(visit, org, wish).orElseGet(() -> invite(visit, office, wish, visit.at())));
    }

    /// Invites one person, whose handle the inviter knows and whose address they don't.
    Outcome run(Visit visit, OrgSlug org, Principal.Person person, Email address, Role role) {
        var wish = new Wish(List.of(address.value()), role);
        return admitted(
                visit,
                org,
                wish,
                office -> tooMany(visit, org, wish)
                        .orElseGet(() -> invite(visit, office.inviting(person), wish, visit.at())));
    }

    /// Calls of the same person with the same key are one.
    public Outcome run(Visit visit, OrgSlug org, Wish wish, IdempotencyKey key) {
        return admitted(visit, org, wish, office -> {
            var request = new Repeats.Request(office.inviter().person(), org, key, wish.content());
            return switch (repeats.begin(request, visit.at())) {
                case Repeats.Begun.First _ -> inviteOnce(visit, office, request, wish, visit.at());
                case Repeats.Begun.CutOff(var since) -> inviteOnce(visit, office, request, wish, since);
                case Repeats.Begun.Answered(var results) -> new Outcome.Done(results, true);
                case Repeats.Begun.Running(var retryAfter) -> new Outcome.StillRunning(retryAfter);
                case Repeats.Begun.OtherContent _ -> new Outcome.KeyReused();
            };
        });
    }

    private Outcome admitted(Visit visit, OrgSlug org, Wish wish, Function<Office, Outcome> whoIsAdmitted) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.INVITE_MEMBERS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted(var inviter) -> {
                if (!inviter.role().mayGive(wish.role())) {
                    yield new Outcome.AboveOneself(wish.role());
                }
                var unteamed = wish.teams().isEmpty() ? Optional.<Outcome>empty() : mayName(standing, visit.at());
                if (unteamed.isPresent()) {
                    yield unteamed.get();
                }
                var organization = invitations.findOrganization(org);
                if (organization.isEmpty()) {
                    yield new Outcome.Refused(new Refusal.NotFound());
                }
                yield organization.get().kind() == Organization.Kind.PERSONAL
                        ? new Outcome.PersonalOrganization(org)
                        : seated(organization.get(), inviter, wish, whoIsAdmitted);
            }
        };
    }

    /// Who invites to what, and what is offered.
    private record Office(Organization organization, Authority inviter, Terms terms) {

        Office inviting(Principal.Person person) {
            return new Office(organization, inviter, terms.to(person));
        }
    }

    private static Outcome seated(
            Organization organization, Authority inviter, Wish wish, Function<Office, Outcome> whoIsAdmitted) {
        var ids = new HashMap<TeamName, TeamId>();
        organization.policy().teams().all().forEach((team, power) -> ids.put(power.name(), team));
        return wish.teams().stream()
                .filter(name -> !ids.containsKey(name))
                .findFirst()
                .<Outcome>map(Outcome.NoSuchTeam::new)
                .orElseGet(() -> {
                    var teams = wish.teams().stream().map(ids::get).collect(Collectors.toUnmodifiableSet());
                    return whoIsAdmitted.apply(new Office(
                            organization, inviter, new Terms(wish.role(), teams, wish.pool(), Optional.empty())));
                });
    }

    /// What keeps somebody from naming teams: an admin's role has all that a team can give, and any other reason to
    /// manage teams may be less.
    private static Optional<Outcome> mayName(OrgStanding standing, Instant now) {
        return switch (Admission.to(standing, Permission.MANAGE_TEAMS, now)) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                by.basis() instanceof Authority.Basis.ByRole
                        ? Optional.empty()
                        : Optional.of(new Outcome.TeamsByAdmins());
        };
    }

    /// @param since when the first run of this request began
    private Outcome inviteOnce(Visit visit, Office office, Repeats.Request request, Wish wish, Instant since) {
        var outcome = tooMany(visit, request.org(), wish).orElseGet(() -> invite(visit, office, wish, since));
        if (outcome instanceof Outcome.Done(var results, var _)) {
            repeats.answer(request, visit.at(), results);
        } else {
            repeats.forget(request, visit.at());
        }
        return outcome;
    }

    private Optional<Outcome> tooMany(Visit visit, OrgSlug org, Wish wish) {
        var spent = limits.spend(MAILS, org.value(), wish.addresses().size(), visit.at());
        return spent instanceof RateLimits.Answer.TooFast(var retryAfter)
                ? Optional.of(new Outcome.TooManyMails(retryAfter))
                : Optional.empty();
    }

    /// Places in the Pool are bought for all addresses at once, and those that come to nothing given back.
    private Outcome invite(Visit visit, Office office, Wish wish, Instant since) {
        if (!wish.pool()) {
            return inviteEach(visit, office, wish, since);
        }
        var org = office.organization().slug();
        return switch (supply.more(visit, org, wish.addresses().size(), office.inviter())) {
            case Supplied.There _, Supplied.None _ -> {
                var outcome = inviteEach(visit, office, wish, since);
                supply.giveBack(org, visit.at());
                yield outcome;
            }
            case Supplied why -> new Outcome.PoolUnpaid(org, why);
        };
    }

    private Outcome inviteEach(Visit visit, Office office, Wish wish, Instant since) {
        return new InvitationRound(
                        invitations,
                        mails,
                        limits,
                        ids,
                        visit,
                        office.organization(),
                        office.inviter(),
                        office.terms(),
                        since)
                .run(wish.addresses())
                .<Outcome>map(results -> new Outcome.Done(results, false))
                .orElseGet(() -> new Outcome.Refused(new Refusal.NotFound()));
    }
}
