package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.audit.AuditAction.TeamDeleted;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;
import java.util.Set;

/// Deletes a team. What it gave, on packages too, nobody has from their next request on.
public final class DeleteTeam {

    private final Rosters rosters;
    private final TeamOffice office;
    private final Ids ids;

    public DeleteTeam(Rosters rosters, Organizations organizations, Standings standings, Ids ids) {
        this.rosters = rosters;
        this.office = new TeamOffice(organizations, standings);
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Deleted(TeamId team) implements Outcome {}

        record NoSuchTeam(TeamName name) implements Outcome {}

        record BuiltIn(TeamId team) implements Outcome {}

        /// @param lacking what the team gives and whoever deletes it has not got
        record BeyondOneself(Set<Permission> lacking) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, TeamName name) {
        return Attempts.until(() -> attempt(visit, org, name), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, TeamName name) {
        return switch (office.enter(visit, org)) {
            case TeamOffice.Entry.Closed(var why) -> Optional.of(new Outcome.Refused(why));
            case TeamOffice.Entry.Open(var organization, var steward) ->
                organization
                        .policy()
                        .teams()
                        .named(name)
                        .map(team -> delete(visit, organization, team, name, steward))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchTeam(name)));
        };
    }

    private Optional<Outcome> delete(
            Visit visit, Organization organization, TeamId team, TeamName name, Steward steward) {
        if (team.builtIn()) {
            return Optional.of(new Outcome.BuiltIn(team));
        }
        var policy = organization.policy();
        var lacking = steward.lacking(policy.teams().find(team).orElseThrow(), policy);
        if (!lacking.isEmpty()) {
            return Optional.of(new Outcome.BeyondOneself(lacking));
        }
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(organization.slug()),
                steward.authority().person(),
                new TeamDeleted(team, name.value()));
        var next = organization.with(policy.teams().without(team));
        return switch (rosters.delete(next, team, steward, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Deleted(team));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
