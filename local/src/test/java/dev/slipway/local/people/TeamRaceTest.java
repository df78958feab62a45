package dev.slipway.local.people;

import static dev.slipway.local.people.TeamRoom.carrying;
import static dev.slipway.local.people.TeamRoom.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.Token;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.backends.AtOnce;
import dev.slipway.org.AddToTeam;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.ChangeTeam;
import dev.slipway.org.CreateTeam;
import dev.slipway.org.DeleteTeam;
import dev.slipway.org.RemoveFromTeam;
import dev.slipway.org.RemoveMember;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two who do something to teams at the same instant. Whoever wins, what members are of is what the lists of the teams
/// say, and nobody has what nobody gave them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamRaceTest {

    private static final int ROUNDS = 50;

    private final Offices offices = new Offices();
    private final People people = offices.people;
    private final TeamRoom room = new TeamRoom(offices);

    @AfterAll
    void close() {
        offices.close();
    }

    private static List<Object> atOnce(Callable<?> one, Callable<?> other) {
        return AtOnce.run(List.<Callable<Object>>of(one::call, other::call));
    }

    /// An organization with the team `eng`, which carries inviting, and mia, who isn't of it; new in each round.
    private final class Scene {

        final OrgSlug org;
        final Token owner;
        final Token mia;

        Scene(String race, int round) {
            this.org = new OrgSlug("race-" + race + "-" + round);
            this.owner = people.organization(org.value());
            this.mia = room.member(owner, org, name("mia"), Role.MEMBER);
            room.created(owner, org, wish("eng", Permission.INVITE_MEMBERS));
        }

        String name(String who) {
            return org + "-" + who;
        }

        boolean miaInvites() {
            return room.may(mia, org, Permission.INVITE_MEMBERS);
        }
    }

    @Test
    void of_two_who_make_a_team_of_one_name_one_does() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("name", i);

            var outcomes = atOnce(
                    () -> room.create(scene.owner, scene.org, wish("ops")),
                    () -> room.create(scene.owner, scene.org, wish("ops", Permission.CREATE_PACKAGES)));

            assertThat(outcomes)
                    .filteredOn(CreateTeam.Outcome.Created.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(CreateTeam.Outcome.NameTaken.class::isInstance)
                    .hasSize(1);
            assertThat(room.teams(scene.owner, scene.org)).containsOnlyOnce("ops");
            assertThat(offices.items("TEAMS#" + scene.org)).hasSize(2);
        }
    }

    @Test
    void of_two_teams_that_are_to_have_one_name_one_gets_it() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("rename", i);
            room.created(scene.owner, scene.org, wish("web"));

            var outcomes = atOnce(
                    () -> room.change(scene.owner, scene.org, "eng", TeamRoom.renamed("core")),
                    () -> room.change(scene.owner, scene.org, "web", TeamRoom.renamed("core")));

            assertThat(outcomes)
                    .filteredOn(ChangeTeam.Outcome.Changed.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(ChangeTeam.Outcome.NameTaken.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void two_different_teams_are_both_made() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("both", i);

            var outcomes = atOnce(
                    () -> room.create(scene.owner, scene.org, wish("ops")),
                    () -> room.create(scene.owner, scene.org, wish("web")));

            assertThat(outcomes).hasOnlyElementsOfType(CreateTeam.Outcome.Created.class);
            assertThat(room.teams(scene.owner, scene.org)).contains("eng", "ops", "web");
        }
    }

    @Test
    void who_is_added_to_a_team_while_they_are_removed_is_of_nothing_afterwards() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("leave", i);

            var outcomes = atOnce(
                    () -> room.add(scene.owner, scene.org, "eng", scene.name("mia")),
                    () -> offices.removeMember.run(People.by(scene.owner), scene.org, room.handle(scene.name("mia"))));

            assertThat(outcomes.get(0))
                    .isInstanceOfAny(AddToTeam.Outcome.Added.class, AddToTeam.Outcome.NoSuchTeammate.class);
            assertThat(outcomes.get(1)).isInstanceOf(RemoveMember.Outcome.Removed.class);
            assertThat(room.may(scene.mia, scene.org)).isEmpty();
            assertThat(room.members(scene.owner, scene.org, "eng")).isEmpty();
            room.assertRosters(scene.org);
        }
    }

    /// Revocation: a removed team.
    @Test
    void a_team_that_is_deleted_while_it_is_used_gives_nothing_to_the_very_next_request() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("deleted", i);
            room.added(scene.owner, scene.org, "eng", scene.name("mia"));
            assertThat(scene.miaInvites()).isTrue();

            var outcomes = atOnce(() -> room.delete(scene.owner, scene.org, "eng"), scene::miaInvites);

            assertThat(outcomes.get(0)).isInstanceOf(DeleteTeam.Outcome.Deleted.class);
            assertThat(scene.miaInvites()).isFalse();
        }
    }

    @Test
    void who_is_added_to_a_team_while_it_is_deleted_has_nothing_of_it() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("vanish", i);

            var outcomes = atOnce(
                    () -> room.add(scene.owner, scene.org, "eng", scene.name("mia")),
                    () -> room.delete(scene.owner, scene.org, "eng"));

            assertThat(outcomes.get(0))
                    .isInstanceOfAny(AddToTeam.Outcome.Added.class, AddToTeam.Outcome.NoSuchTeam.class);
            assertThat(outcomes.get(1)).isInstanceOf(DeleteTeam.Outcome.Deleted.class);
            assertThat(scene.miaInvites()).isFalse();
            room.assertRosters(scene.org);
        }
    }

    @Test
    void an_admin_who_is_demoted_while_they_add_somebody_either_was_in_time_or_is_refused() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("demoted", i);
            var abe = room.member(scene.owner, scene.org, scene.name("abe"), Role.ADMIN);

            var outcomes = atOnce(
                    () -> room.add(abe, scene.org, "eng", scene.name("mia")),
                    () -> offices.changeRole.run(
                            People.by(scene.owner), scene.org, room.handle(scene.name("abe")), Role.MEMBER));

            assertThat(outcomes.get(1)).isInstanceOf(ChangeRole.Outcome.Changed.class);
            assertThat(outcomes.get(0)).isInstanceOfAny(AddToTeam.Outcome.Added.class, AddToTeam.Outcome.Refused.class);
            assertThat(scene.miaInvites()).isEqualTo(outcomes.get(0) instanceof AddToTeam.Outcome.Added);
            assertThat(room.remove(abe, scene.org, "eng", scene.name("mia")))
                    .isInstanceOf(RemoveFromTeam.Outcome.Refused.class);
        }
    }

    @Test
    void an_admin_who_is_demoted_while_they_add_themselves_either_was_in_time_or_is_refused() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("self", i);
            var abe = room.member(scene.owner, scene.org, scene.name("abe"), Role.ADMIN);

            var outcomes = atOnce(
                    () -> room.add(abe, scene.org, "eng", scene.name("abe")),
                    () -> offices.changeRole.run(
                            People.by(scene.owner), scene.org, room.handle(scene.name("abe")), Role.MEMBER));

            assertThat(outcomes.get(1)).isInstanceOf(ChangeRole.Outcome.Changed.class);
            assertThat(room.may(abe, scene.org, Permission.INVITE_MEMBERS))
                    .isEqualTo(outcomes.get(0) instanceof AddToTeam.Outcome.Added);
            room.assertRosters(scene.org);
        }
    }

    /// Whoever manages by a team gives what another of their teams gives, and loses that one meanwhile.
    @Test
    void what_somebody_loses_while_they_give_it_they_either_gave_before_or_not_at_all() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("lost", i);
            var mona = room.manager(scene.owner, scene.org, scene.name("mona"));
            room.added(scene.owner, scene.org, "eng", scene.name("mona"));

            var outcomes = atOnce(
                    () -> room.add(mona, scene.org, "eng", scene.name("mia")),
                    () -> room.remove(scene.owner, scene.org, "eng", scene.name("mona")));

            assertThat(outcomes.get(1)).isInstanceOf(RemoveFromTeam.Outcome.Removed.class);
            assertThat(outcomes.get(0))
                    .isInstanceOfAny(AddToTeam.Outcome.Added.class, AddToTeam.Outcome.BeyondOneself.class);
            assertThat(scene.miaInvites()).isEqualTo(outcomes.get(0) instanceof AddToTeam.Outcome.Added);
            assertThat(room.add(mona, scene.org, "eng", scene.name("owner")))
                    .isInstanceOf(AddToTeam.Outcome.BeyondOneself.class);
        }
    }

    /// A manager adds somebody to a team at the instant in which it comes to carry more than they have.
    @Test
    void a_team_that_grows_beyond_its_manager_is_out_of_their_reach_at_that_instant() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("grown", i);
            var mona = room.manager(scene.owner, scene.org, scene.name("mona"), Permission.INVITE_MEMBERS);
            var grown = carrying(Permission.INVITE_MEMBERS, Permission.CHANGE_SETTINGS);

            var outcomes = atOnce(
                    () -> room.add(mona, scene.org, "eng", scene.name("mia")),
                    () -> room.change(scene.owner, scene.org, "eng", grown));

            assertThat(outcomes.get(1)).isInstanceOf(ChangeTeam.Outcome.Changed.class);
            assertThat(outcomes.get(0))
                    .isInstanceOfAny(AddToTeam.Outcome.Added.class, AddToTeam.Outcome.BeyondOneself.class);
            assertThat(scene.miaInvites()).isEqualTo(outcomes.get(0) instanceof AddToTeam.Outcome.Added);
        }
    }

    @Test
    void who_is_added_to_two_teams_at_once_is_of_both() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("two", i);
            room.created(scene.owner, scene.org, wish("ops", Permission.CREATE_PACKAGES));

            var outcomes = atOnce(
                    () -> room.add(scene.owner, scene.org, "eng", scene.name("mia")),
                    () -> room.add(scene.owner, scene.org, "ops", scene.name("mia")));

            assertThat(outcomes).hasOnlyElementsOfType(AddToTeam.Outcome.Added.class);
            assertThat(room.may(scene.mia, scene.org)).contains(Permission.INVITE_MEMBERS, Permission.CREATE_PACKAGES);
            room.assertRosters(scene.org);
        }
    }
}
