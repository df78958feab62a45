package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.TeamPower;
import dev.slipway.audit.AuditAction.TeamCreated;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;
import java.util.Set;

/// Makes a team. A name is had once in an organization; once its team is deleted it may be used again, by a team that
/// has nothing of the earlier one.
public final class CreateTeam {

    private final Rosters rosters;
    private final TeamOffice office;
    private final Ids ids;

    public CreateTeam(Rosters rosters, Organizations organizations, Standings standings, Ids ids) {
        this.rosters = rosters;
        this.office = new TeamOffice(organizations, standings);
        this.ids = ids;
    }

    /// @param description may be empty
    public record Wish(TeamName name, String description, Set<Permission> permissions, Everywhere everywhere) {

        public Wish {
            permissions = Set.copyOf(permissions);
        }

        /// A team that gives nothing yet.
        public static Wish of(TeamName name, String description) {
            return new Wish(name, description, Set.of(), new Everywhere(Optional.empty()));
        }
    }

    /// What became of it.
    public sealed interface Outcome {

        record Created(Team team) implements Outcome {}

        record NameTaken(TeamName name) implements Outcome {}

        record TooMany(OrgSlug org) implements Outcome {}

        /// @param lacking what the team is to give and whoever makes it has not got
        record BeyondOneself(Set<Permission> lacking) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Wish wish) {
        return Attempts.until(() -> attempt(visit, org, wish), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Wish wish) {
        return switch (office.enter(visit, org)) {
            case TeamOffice.Entry.Closed(var why) -> Optional.of(new Outcome.Refused(why));
            case TeamOffice.Entry.Open(var organization, var steward) -> create(visit, organization, steward, wish);
        };
    }

    private Optional<Outcome> create(Visit visit, Organization organization, Steward steward, Wish wish) {
        var org = organization.slug();
        var policy = organization.policy();
        var power =
                new TeamPower(wish.name(), wish.permissions(), wish.everywhere().role());
        if (policy.teams().named(wish.name()).isPresent()) {
            return Optional.of(new Outcome.NameTaken(wish.name()));
        }
        if (policy.teams().full()) {
            return Optional.of(new Outcome.TooMany(org));
        }
        var lacking = steward.lacking(power, policy);
        if (!lacking.isEmpty()) {
            return Optional.of(new Outcome.BeyondOneself(lacking));
        }
        var person = steward.authority().person();
        var team = new Team(
                org,
                new TeamId(ids.next(visit.at())),
                power,
                wish.description(),
                Optional.of(new Team.Founding(person, visit.at())));
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(org),
                person,
                new TeamCreated(team.id(), power.name().value()));
        var next = organization.with(policy.teams().with(team.id(), power));
        return switch (rosters.create(next, team, steward, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Created(team));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
