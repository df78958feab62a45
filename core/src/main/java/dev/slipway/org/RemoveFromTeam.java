package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.audit.AuditAction.TeamMemberRemoved;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Takes somebody out of a team. What it gave them they have lost with their next request. It may be asked for again.
public final class RemoveFromTeam {

    private final Rosters rosters;
    private final TeamOffice office;
    private final Teammates teammates;
    private final Ids ids;

    public RemoveFromTeam(
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

        /// Also if they were not of it before.
        record Removed(Teammate mate) implements Outcome {}

        record NoSuchTeam(TeamName name) implements Outcome {}

        record NoSuchTeammate(TeammateName name) implements Outcome {}

        /// Nobody leaves Everyone.
        record BuiltIn(TeamId team) implements Outcome {}

        /// Admins and owners are administrators by their role, and stay it for as long as they have it.
        record ByRole(TeammateName name) implements Outcome {}

        /// @param lacking what the team gives and whoever removes has not got
        record BeyondOneself(Set<Permission> lacking) implements Outcome {}

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
                        .map(team -> remove(visit, organization, team, who, steward))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchTeam(name)));
        };
    }

    private Optional<Outcome> remove(
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
                .map(mate -> remove(visit, organization, team, mate, steward))
                .orElseGet(() -> Optional.of(new Outcome.NoSuchTeammate(who)));
    }

    private Optional<Outcome> remove(
            Visit visit, Organization organization, TeamId team, Teammate mate, Steward steward) {
        if (!mate.teams().contains(team)) {
            return Optional.of(
                    team.equals(TeamId.ADMINISTRATORS) && mate.administers()
                            ? new Outcome.ByRole(mate.name())
                            : new Outcome.Removed(mate));
        }
        if (steward.changed(mate)) {
            return Optional.empty();
        }
        var after = new HashSet<>(mate.teams());
        after.remove(team);
        var name = organization.policy().teams().find(team).orElseThrow().name();
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(mate.org()),
                steward.authority().person(),
                new TeamMemberRemoved(team, name.value(), mate.name().toString()));
        return switch (rosters.regroup(mate, after, organization, steward, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Removed(mate));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
