package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `npm org`, which asks the default registry and not that of a scope.
@ExtendWith(Journeys.class)
class NpmOrgTest {

    private static Run org(Journey journey, Desk desk, String... words) {
        var all = new String[words.length + 3];
        all[0] = "org";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--registry";
        all[words.length + 2] = journey.registry().url();
        return desk.run(all);
    }

    @Test
    void members_are_listed_given_a_role_and_removed(Journey journey) {
        var acme = journey.registry().newOrganization("npm-org-roles");
        var owner = journey.desk(Who.OWNER, Client.NPM);

        org(journey, owner, "ls", acme).succeeded().saying("ada - owner", "mia - developer");
        org(journey, owner, "set", acme, "mia", "admin")
                .succeeded()
                .saying("Added mia as admin to npm-org-roles. You now have 2 members in this org.");
        var one = org(journey, owner, "ls", acme, "mia").succeeded().saying("mia - admin");
        assertThat(one.stdout()).doesNotContain("ada");
        org(journey, owner, "set", acme, "@mia").succeeded().saying("Added mia as developer");
        var listed = org(journey, owner, "ls", acme, "--json").succeeded();
        assertThat(Json.read(listed.stdout())).isEqualTo(java.util.Map.of("ada", "owner", "mia", "developer"));

        org(journey, owner, "rm", acme, "mia")
                .succeeded()
                .saying("Successfully removed mia from npm-org-roles. You now have 1 member in this org.");
        org(journey, owner, "rm", acme, "mia").failed().saying("There is no member mia in @npm-org-roles.");
        org(journey, journey.desk(Who.MEMBER, Client.NPM), "ls", acme).failed().saying("E404");
    }

    @Test
    void somebody_with_an_account_is_invited_and_npm_says_so(Journey journey) {
        var acme = journey.registry().newOrganization("npm-org-invites");
        var owner = journey.desk(Who.OWNER, Client.NPM);

        org(journey, owner, "set", "@" + acme, "otto", "admin")
                .succeeded()
                .saying("notice otto was invited to @npm-org-invites by mail, and is a member once they accept.");
        org(journey, owner, "ls", acme).succeeded().notSaying("otto");
        org(journey, owner, "set", acme, "otto", "developer")
                .succeeded()
                .saying("otto was invited to @npm-org-invites before, as admin, and has not answered yet");
        var json = org(journey, owner, "set", acme, "otto", "--json").succeeded();
        assertThat(Json.object(Json.read(json.stdout()), "org")).containsEntry("name", acme);
    }

    @Test
    void a_lowered_role_is_felt_by_the_next_publish(Journey journey) {
        var acme = journey.registry().organization();
        var owner = journey.desk(Who.OWNER, Client.NPM);
        var mia = journey.desk(Who.MEMBER, Client.NPM);
        var colors = journey.newPackage("colors");
        journey.given(colors);
        org(journey, owner, "set", acme, "mia", "admin").succeeded();
        mia.publish(colors.version("1.1.0")).succeeded();

        org(journey, owner, "set", acme, "mia", "developer").succeeded();

        mia.publish(colors.version("1.2.0")).failed().saying("403", "You may not publish");
    }

    @Test
    void what_cannot_be_done_is_told_in_our_words(Journey journey) {
        var acme = journey.registry().newOrganization("npm-org-refusals");
        var owner = journey.desk(Who.OWNER, Client.NPM);
        var member = journey.desk(Who.MEMBER, Client.NPM);

        org(journey, owner, "set", acme, "nobody-here").failed().saying("Nobody here is called nobody-here");
        org(journey, owner, "set", acme, "ada", "admin").failed().saying("must have an owner");
        org(journey, owner, "rm", acme, "ada").failed().saying("must have an owner");
        org(journey, member, "set", acme, "mia", "owner").failed().saying("E403");
        org(journey, journey.desk(Who.OUTSIDER, Client.NPM), "ls", acme)
                .failed()
                .saying("E404");
        org(journey, journey.desk(Who.NOBODY, Client.NPM), "ls", acme).failed().saying("E401");
    }
}
