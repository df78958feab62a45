package dev.slipway.adapters.dynamodb;

import dev.slipway.access.TeamId;
import dev.slipway.access.TeamPower;
import dev.slipway.access.Teams;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Organization;
import dev.slipway.org.Rosters;
import dev.slipway.org.Steward;
import dev.slipway.org.Team;
import dev.slipway.org.Teammate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Teams in the table, and who is of them.
public final class DynamoRosters implements Rosters {

    private final Table table;

    public DynamoRosters(Table table) {
        this.table = table;
    }

    private enum Step {
        ORGANIZATION,
        AUTHORITY,
        TEAM,
        AUDIT
    }

    private enum Regroup {
        ORGANIZATION,
        AUTHORITY,
        MATE,
        ROSTER,
        AUDIT
    }

    @Override
    public List<Team> list(OrgSlug org, Teams teams) {
        var items = new HashMap<String, Map<String, AttributeValue>>();
        table.page(Keys.teamsOf(org), "", Slice.first(Teams.MOST))
                .items()
                .forEach(item -> items.put(Attributes.text(item, "sk"), item));
        return teams.all().entrySet().stream()
                .map(team -> team(
                        org,
                        team.getKey(),
                        team.getValue(),
                        Optional.ofNullable(items.get(team.getKey().value()))))
                .sorted(Comparator.comparing(team -> team.power().name().value()))
                .toList();
    }

    @Override
    public Team find(OrgSlug org, TeamId id, TeamPower power) {
        return team(org, id, power, id.builtIn() ? Optional.empty() : table.get(Keys.team(org, id)));
    }

    /// A team that is made or deleted between two reads has no item: it has said nothing yet, or nothing any more.
    private static Team team(OrgSlug org, TeamId id, TeamPower power, Optional<Map<String, AttributeValue>> item) {
        return id.builtIn()
                ? Team.builtIn(org, id, power)
                : item.map(found -> TeamItem.read(org, id, power, found))
                        .orElseGet(() -> new Team(org, id, power, "", Optional.empty()));
    }

    @Override
    public Changed create(Organization next, Team team, Steward by, AuditEntry audit) {
        return change(next, List.of(Write.putNew(Step.TEAM, TeamItem.write(team))), by, audit);
    }

    @Override
    public Changed change(Organization next, Team team, Steward by, AuditEntry audit) {
        return change(
                next,
                team.id().builtIn() ? List.of() : List.of(Write.putAlways(Step.TEAM, TeamItem.write(team))),
                by,
                audit);
    }

    @Override
    public Changed delete(Organization next, TeamId team, Steward by, AuditEntry audit) {
        return change(next, List.of(Write.deleteAlways(Step.TEAM, Keys.team(next.slug(), team))), by, audit);
    }

    private Changed change(Organization next, List<Write<Step>> team, Steward by, AuditEntry audit) {
        var writes = new ArrayList<Write<Step>>();
        writes.add(OrganizationItem.change(Step.ORGANIZATION, next, by.authority()));
        writes.add(MemberItem.mustBe(Step.AUTHORITY, next.slug(), by));
        writes.addAll(team);
        writes.add(Write.putNew(Step.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Step> _ -> Changed.COMMITTED;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY -> Changed.MOVED_MEANWHILE;
                    case TEAM, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    /// The list says who is of the team; what they are besides stands on their own items, which alone decide.
    @Override
    public Page<Teammate> members(OrgSlug org, TeamId team, Slice slice) {
        var listed = table.page(Keys.membersOf(org, team), "", slice).map(item -> TeamMemberItem.memberOf(org, item));
        var items = table.getAll(listed.items());
        return listed.mapPresent(key -> Optional.ofNullable(items.get(key))
                .map(DynamoRosters::teammate)
                .filter(mate -> mate.teams().contains(team)));
    }

    private static Teammate teammate(Map<String, AttributeValue> item) {
        return Attributes.text(item, "type").equals("member")
                ? new Teammate.Person(MemberItem.read(item))
                : new Teammate.Machine(ServiceAccountItem.read(item));
    }

    @Override
    public Changed regroup(Teammate mate, Set<TeamId> after, Organization seen, Steward by, AuditEntry audit) {
        var org = mate.org();
        var writes = new ArrayList<Write<Regroup>>();
        writes.add(OrganizationItem.mustBeAsSeen(Regroup.ORGANIZATION, seen));
        // Who does something to themselves is looked at by the write itself; an item stands in a transaction once.
        if (!by.is(mate)) {
            writes.add(MemberItem.mustBe(Regroup.AUTHORITY, org, by));
        }
        writes.add(
                switch (mate) {
                    case Teammate.Person(var member) -> MemberItem.regroup(Regroup.MATE, member, after);
                    case Teammate.Machine(var account) -> ServiceAccountItem.regroup(Regroup.MATE, account, after);
                });
        writes.addAll(roster(mate, after));
        writes.add(Write.putNew(Regroup.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Regroup> _ -> Changed.COMMITTED;
            case Outcome.Refused<Regroup>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, MATE -> Changed.MOVED_MEANWHILE;
                    case ROSTER -> throw new IllegalStateException("nothing stands against it");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    private static List<Write<Regroup>> roster(Teammate mate, Set<TeamId> after) {
        var joined = after.stream()
                .filter(team -> !mate.teams().contains(team))
                .map(team -> Write.putAlways(Regroup.ROSTER, TeamMemberItem.write(mate, team)));
        var left = mate.teams().stream()
                .filter(team -> !after.contains(team))
                .map(team -> Write.deleteAlways(Regroup.ROSTER, TeamMemberItem.key(mate, team)));
        return Stream.concat(joined, left).toList();
    }
}
