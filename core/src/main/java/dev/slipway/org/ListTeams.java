package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.util.Optional;

/// Lists the teams of an organization, the built-in ones among them, to those who belong to it.
public final class ListTeams {

    private final Rosters rosters;
    private final Standings standings;

    public ListTeams(Rosters rosters, Standings standings) {
        this.rosters = rosters;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        /// By name.
        record Listed(Page<Team> page) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Slice slice) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (standing.may(Permission.SEE_ORGANIZATION, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed _ -> {
                var teams = standing.policy().orElseThrow().teams();
                var rest = rosters.list(org, teams).stream()
                        .filter(team -> slice.after()
                                .filter(after -> name(team).compareTo(after.value()) <= 0)
                                .isEmpty())
                        .toList();
                var shown = rest.subList(0, Math.min(rest.size(), slice.limit()));
                yield new Outcome.Listed(new Page<>(
                        shown,
                        shown.size() < rest.size()
                                ? Optional.of(new Position(name(shown.getLast())))
                                : Optional.empty()));
            }
        };
    }

    private static String name(Team team) {
        return team.power().name().value();
    }
}
