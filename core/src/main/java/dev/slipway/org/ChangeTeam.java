package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.TeamPower;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.TeamChanged;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes what a team is called, says and gives. It holds for the next request of everybody who is of it.
///
/// A team that gives more than somebody has is not theirs to touch, neither its power nor its name.
public final class ChangeTeam {

    private final Rosters rosters;
    private final TeamOffice office;
    private final Ids ids;

    public ChangeTeam(Rosters rosters, Organizations organizations, Standings standings, Ids ids) {
        this.rosters = rosters;
        this.office = new TeamOffice(organizations, standings);
        this.ids = ids;
    }

    /// What is to be otherwise; what is empty stays. An empty description takes away what was there.
    public record Wish(
            Optional<TeamName> name,
            Optional<String> description,
            Optional<Set<Permission>> permissions,
            Optional<Everywhere> everywhere) {

        private Team of(Team before) {
            var power = before.power();
            return new Team(
                    before.org(),
                    before.id(),
                    new TeamPower(
                            name.orElse(power.name()),
                            permissions.orElse(power.permissions()),
                            everywhere.map(Everywhere::role).orElse(power.everywhere())),
                    description.orElse(before.description()),
                    before.founding());
        }
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if nothing was to be changed.
        record Changed(Team team) implements Outcome {}

        record NoSuchTeam(TeamName name) implements Outcome {}

        record NameTaken(TeamName name) implements Outcome {}

        /// What is to be changed of a built-in team can't be.
        record BuiltIn(TeamId team) implements Outcome {}

        /// @param lacking what the team gives, or is to give, and whoever changes it has not got
        record BeyondOneself(Set<Permission> lacking) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, TeamName name, Wish wish) {
        return Attempts.until(() -> attempt(visit, org, name, wish), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, TeamName name, Wish wish) {
        return switch (office.enter(visit, org)) {
            case TeamOffice.Entry.Closed(var why) -> Optional.of(new Outcome.Refused(why));
            case TeamOffice.Entry.Open(var organization, var steward) -> {
                var teams = organization.policy().teams();
                yield teams.named(name)
                        .flatMap(id -> teams.find(id).map(power -> rosters.find(org, id, power)))
                        .map(before -> change(visit, organization, before, wish, steward))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchTeam(name)));
            }
        };
    }

    private Optional<Outcome> change(Visit visit, Organization organization, Team before, Wish wish, Steward steward) {
        var after = wish.of(before);
        var changes = changes(before, after);
        if (changes.isEmpty()) {
            return Optional.of(new Outcome.Changed(before));
        }
        if (fixed(before.id(), changes.keySet())) {
            return Optional.of(new Outcome.BuiltIn(before.id()));
        }
        var policy = organization.policy();
        var name = after.power().name();
        if (policy.teams()
                .named(name)
                .filter(other -> !other.equals(before.id()))
                .isPresent()) {
            return Optional.of(new Outcome.NameTaken(name));
        }
        var lacking = new HashSet<>(steward.lacking(before.power(), policy));
        lacking.addAll(steward.lacking(after.power(), policy));
        if (!lacking.isEmpty()) {
            return Optional.of(new Outcome.BeyondOneself(lacking));
        }
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(before.org()),
                steward.authority().person(),
                new TeamChanged(before.id(), before.power().name().value(), changes));
        var next = organization.with(policy.teams().with(after.id(), after.power()));
        return switch (rosters.change(next, after, steward, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Changed(after));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }

    /// What Everyone gives may be changed, and nothing else of what is built in.
    private static boolean fixed(TeamId team, Set<String> changed) {
        return team.equals(TeamId.ADMINISTRATORS)
                || (team.equals(TeamId.EVERYONE) && (changed.contains("name") || changed.contains("description")));
    }

    private static Map<String, AuditAction.Values> changes(Team before, Team after) {
        var old = values(before);
        var changes = new LinkedHashMap<String, AuditAction.Values>();
        values(after).forEach((name, value) -> {
            var was = old.getOrDefault(name, "");
            if (!was.equals(value)) {
                changes.put(name, new AuditAction.Values(was, value));
            }
        });
        return changes;
    }

    private static Map<String, String> values(Team team) {
        var values = new LinkedHashMap<String, String>();
        values.put("name", team.power().name().value());
        values.put("description", team.description());
        values.put(
                "permissions",
                team.power().permissions().stream()
                        .map(Permission::wireName)
                        .sorted()
                        .collect(Collectors.joining(" ")));
        values.put("allPackages", new Everywhere(team.power().everywhere()).wireName());
        return values;
    }
}
