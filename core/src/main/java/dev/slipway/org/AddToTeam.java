package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.audit.AuditAction.TeamMemberAdded;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a member or a service account one of a team. Nobody is added twice: it may be asked for again.
public final class AddToTeam {

    private final Rosters rosters;
    private final TeamOffice office;
    private final Teammates teammates;
    private final Ids ids;

    public AddToTeam(
            Rosters rosters,
            Memberships memberships,
            ServiceAccounts accounts,
            Organizations organizations,
            Standings standings,
            Ids ids) {
        this.rosters = rosters;
        this.office = new TeamOffice(organizations, standings);
        this.teammates = new Teammates(memberships, accounts);
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if they were of it before.
        record Added(Teammate mate) implements Outcome {}

        record NoSuchTeam(TeamName name) implements Outcome {}

        record NoSuchTeammate(TeammateName name) implements Outcome {}

        /// Nobody joins Everyone.
        record BuiltIn(TeamId team) implements Outcome {}

        /// A billing manager has no seat, and so has nothing of what a team gives.
        record TakesNoSeat(Handle handle) implements Outcome {}

        /// Who manages teams by a team adds others, not themselves.
        record Oneself(TeamName name) implements Outcome {}

        /// @param lacking what the team gives and whoever adds has not got
        record BeyondOneself(Set<Permission> lacking) implements Outcome {}

        /// They are of as many teams as anybody can be.
        record TooMany(TeammateName name) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, TeamName name, TeammateName who) {
        return Attempts.until(() -> attempt(visit, org, name, who), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, TeamName name, TeammateName who) {
        return switch (office.enter(visit, org)) {
            case TeamOffice.Entry.Closed(var why) -> Optional.of(new Outcome.Refused(why));
            case TeamOffice.Entry.Open(var organization, var steward) ->
                organization
                        .policy()
                        .teams()
                        .named(name)
                        .map(team -> add(visit, organization, team, who, steward))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchTeam(name)));
        };
    }

    private Optional<Outcome> add(
            Visit visit, Organization organization, TeamId team, TeammateName who, Steward steward) {
        if (team.equals(TeamId.EVERYONE)) {
            return Optional.of(new Outcome.BuiltIn(team));
        }
        var policy = organization.policy();
        var lacking = steward.lacking(policy.teams().find(team).orElseThrow(), policy);
        if (!lacking.isEmpty()) {
            return Optional.of(new Outcome.BeyondOneself(lacking));
        }
        return teammates
                .find(organization.slug(), who)
                .map(mate -> add(visit, organization, team, mate, steward))
                .orElseGet(() -> Optional.of(new Outcome.NoSuchTeammate(who)));
    }

    private Optional<Outcome> add(Visit visit, Organization organization, TeamId team, Teammate mate, Steward steward) {
        if (mate.teams().contains(team)) {
            return Optional.of(new Outcome.Added(mate));
        }
        if (mate instanceof Teammate.Person(var member) && !member.role().takesSeat()) {
            return Optional.of(new Outcome.TakesNoSeat(member.person().handle()));
        }
        var teams = organization.policy().teams();
        var name = teams.find(team).orElseThrow().name();
        if (steward.is(mate) && !steward.byRole()) {
            return Optional.of(new Outcome.Oneself(name));
        }
        if (steward.changed(mate)) {
            return Optional.empty();
        }
        // Ids of deleted teams go on the way: they mean nothing, and must not take the place of any.
        var after = mate.teams().stream()
                .filter(one -> teams.find(one).isPresent())
                .collect(Collectors.toCollection(HashSet::new));
        if (after.size() >= Member.MOST_TEAMS) {
            return Optional.of(new Outcome.TooMany(mate.name()));
        }
        after.add(team);
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(mate.org()),
                steward.authority().person(),
                new TeamMemberAdded(team, name.value(), mate.name().toString()));
        return switch (rosters.regroup(mate, after, organization, steward, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Added(mate));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
