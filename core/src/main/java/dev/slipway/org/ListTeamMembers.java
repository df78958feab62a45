package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.util.Optional;
import java.util.stream.Stream;

/// Lists who is of a team, to those who belong to its organization. A part of the list may be shorter than was asked
/// for while it goes on: of the built-in teams people are by what they are, and so those who aren't are passed over.
public final class ListTeamMembers {

    /// What a position begins with among the machines of the administrators, who come after the people.
    private static final String MACHINES = "machines ";

    private final Rosters rosters;
    private final Memberships memberships;
    private final Standings standings;

    public ListTeamMembers(Rosters rosters, Memberships memberships, Standings standings) {
        this.rosters = rosters;
        this.memberships = memberships;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(TeamId team, Page<Teammate> page) implements Outcome {}

        record NoSuchTeam(TeamName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, TeamName name, Slice slice) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (standing.may(Permission.SEE_ORGANIZATION, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed _ ->
                standing.policy()
                        .orElseThrow()
                        .teams()
                        .named(name)
                        .<Outcome>map(team -> new Outcome.Listed(team, list(org, team, slice)))
                        .orElseGet(() -> new Outcome.NoSuchTeam(name));
        };
    }

    private Page<Teammate> list(OrgSlug org, TeamId team, Slice slice) {
        if (team.equals(TeamId.EVERYONE)) {
            return memberships
                    .list(org, slice)
                    .mapPresent(member -> Optional.<Teammate>of(new Teammate.Person(member))
                            .filter(_ -> member.role().takesSeat()));
        }
        return team.equals(TeamId.ADMINISTRATORS) ? administrators(org, slice) : rosters.members(org, team, slice);
    }

    /// First the people, most of whom are administrators by their role, and then the machines that were added.
    private Page<Teammate> administrators(OrgSlug org, Slice slice) {
        var after = slice.after().map(Position::value).orElse("");
        if (after.startsWith(MACHINES)) {
            var rest = after.substring(MACHINES.length());
            return machines(
                    org, new Slice(rest.isEmpty() ? Optional.empty() : Optional.of(new Position(rest)), slice.limit()));
        }
        var people = memberships
                .list(org, slice)
                .mapPresent(member -> Optional.<Teammate>of(new Teammate.Person(member))
                        .filter(mate -> mate.administers() || mate.teams().contains(TeamId.ADMINISTRATORS)));
        var room = slice.limit() - people.items().size();
        if (people.next().isPresent()) {
            return people;
        }
        if (room == 0) {
            return new Page<>(people.items(), Optional.of(new Position(MACHINES)));
        }
        var machines = machines(org, Slice.first(room));
        return new Page<>(
                Stream.concat(people.items().stream(), machines.items().stream())
                        .toList(),
                machines.next());
    }

    private Page<Teammate> machines(OrgSlug org, Slice slice) {
        var added = rosters.members(org, TeamId.ADMINISTRATORS, slice)
                .mapPresent(mate -> Optional.of(mate).filter(Teammate.Machine.class::isInstance));
        return new Page<>(added.items(), added.next().map(next -> new Position(MACHINES + next)));
    }
}
