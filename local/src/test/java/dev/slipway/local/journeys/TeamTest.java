package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `npm team`, and what pnpm makes of it.
@ExtendWith(Journeys.class)
class TeamTest {

    private static final AtomicInteger NAMES = new AtomicInteger();

    /// npm asks the default registry about teams, whatever registry the scope has.
    private static Run team(Journey journey, Desk desk, String... words) {
        var all = new String[words.length + 3];
        all[0] = "team";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--registry";
        all[words.length + 2] = journey.registry().url();
        return desk.run(all);
    }

    private static String newTeam(Journey journey) {
        return "@" + journey.registry().organization() + ":team-" + NAMES.incrementAndGet();
    }

    @Test
    void npm_makes_a_team_fills_it_lists_it_empties_it_and_destroys_it(Journey journey) {
        var desk = journey.desk(Who.OWNER, Client.NPM);
        var team = newTeam(journey);
        var listed = team.substring(1);

        team(journey, desk, "create", team).succeeded().saying("+@" + listed);
        team(journey, desk, "ls", "@" + journey.registry().organization())
                .succeeded()
                .saying(listed, journey.registry().organization() + ":everyone");
        team(journey, desk, "add", team, "mia").succeeded().saying("mia");
        team(journey, desk, "ls", team).succeeded().saying("mia");
        assertThat(Json.read(
                        team(journey, desk, "ls", team, "--json").succeeded().stdout()))
                .asString()
                .isEqualTo("[mia]");
        team(journey, desk, "rm", team, "mia").succeeded();
        team(journey, desk, "ls", team).succeeded().notSaying("mia");
        team(journey, desk, "destroy", team).succeeded().saying("-@" + listed);

        team(journey, desk, "ls", team).failed().saying("404", "There is no team");
    }

    @Test
    void what_a_team_gives_holds_for_the_next_publish_and_ends_with_it(Journey journey) {
        var desk = journey.desk(Who.OWNER, Client.NPM);
        var mia = journey.desk(Who.MEMBER, Client.NPM);
        var team = newTeam(journey);
        var name = team.substring(team.indexOf(':') + 1);
        var path = "/api/v1/orgs/" + journey.registry().organization() + "/teams/" + name;
        var colors = journey.newPackage("colors");
        journey.given(colors);
        mia.publish(colors.version("1.1.0")).failed().saying("403", "You may not publish");

        team(journey, desk, "create", team).succeeded();
        team(journey, desk, "add", team, "mia").succeeded();
        assertThat(journey.wire(Who.OWNER)
                        .patch(path, "{\"allPackages\": \"maintainer\"}")
                        .statusCode())
                .isEqualTo(200);
        mia.publish(colors.version("1.1.0")).succeeded();

        team(journey, desk, "destroy", team).succeeded();
        mia.publish(colors.version("1.2.0")).failed().saying("403", "You may not publish");
    }

    @Test
    void what_npm_may_not_do_it_says_in_our_words(Journey journey) {
        var team = newTeam(journey);
        var mia = journey.desk(Who.MEMBER, Client.NPM);
        var desk = journey.desk(Who.OWNER, Client.NPM);
        team(journey, desk, "create", team).succeeded();

        team(journey, mia, "create", newTeam(journey)).failed().saying("403");
        team(journey, desk, "create", team).failed().saying("409", "already: choose another name");
        team(journey, desk, "add", team, "nobody").failed().saying("404", "There is no member nobody");
        team(journey, journey.desk(Who.OUTSIDER, Client.NPM), "ls", team)
                .failed()
                .saying("404");
        team(journey, journey.desk(Who.NOBODY, Client.NPM), "ls", team).failed().saying("401", "Sign in first");
    }

    @Test
    void pnpm_lists_the_same_teams_and_members(Journey journey) {
        var npm = journey.desk(Who.OWNER, Client.NPM);
        var pnpm = journey.desk(Who.OWNER, Client.PNPM);
        var team = newTeam(journey);

        team(journey, pnpm, "create", team).succeeded();
        team(journey, pnpm, "add", team, "mia").succeeded();
        team(journey, npm, "ls", team).succeeded().saying("mia");
        team(journey, pnpm, "ls", team).succeeded().saying("mia");
        team(journey, pnpm, "ls", "@" + journey.registry().organization())
                .succeeded()
                .saying(team.substring(team.indexOf(':') + 1));
        team(journey, pnpm, "rm", team, "mia").succeeded();
        team(journey, npm, "ls", team).succeeded().notSaying("mia");
        team(journey, pnpm, "destroy", team).succeeded();

        team(journey, npm, "ls", team).failed().saying("404");
    }
}
