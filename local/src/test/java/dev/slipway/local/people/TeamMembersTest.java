package dev.slipway.local.people;

import static dev.slipway.local.people.TeamRoom.carrying;
import static dev.slipway.local.people.TeamRoom.team;
import static dev.slipway.local.people.TeamRoom.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.Token;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddToTeam;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.Member;
import dev.slipway.org.RemoveFromTeam;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.TeammateName;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Who is of a team, and what they have of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamMembersTest {

    private final Offices offices = new Offices();
    private final People people = offices.people;
    private final TeamRoom room = new TeamRoom(offices);

    @AfterAll
    void close() {
        offices.close();
    }

    @Test
    void who_is_added_may_at_once_and_who_is_removed_may_not_any_more() {
        var org = new OrgSlug("added");
        var owner = people.organization("added");
        var mia = room.member(owner, org, "added-mia", Role.MEMBER);
        room.created(owner, org, wish("eng", PackageRole.OWNER, Permission.INVITE_MEMBERS));
        assertThat(room.may(mia, org)).doesNotContain(Permission.INVITE_MEMBERS, Permission.MANAGE_PACKAGE);

        room.added(owner, org, "eng", "added-mia");

        assertThat(room.may(mia, org)).contains(Permission.INVITE_MEMBERS, Permission.MANAGE_PACKAGE);
        assertThat(room.members(owner, org, "eng")).containsExactly("added-mia");
        room.assertRosters(org);

        assertThat(room.remove(owner, org, "eng", "added-mia")).isInstanceOf(RemoveFromTeam.Outcome.Removed.class);

        assertThat(room.may(mia, org)).doesNotContain(Permission.INVITE_MEMBERS, Permission.MANAGE_PACKAGE);
        assertThat(room.members(owner, org, "eng")).isEmpty();
        assertThat(room.logged(org)).containsEntry("team.member_added", 1L).containsEntry("team.member_removed", 1L);
        room.assertRosters(org);
    }

    @Test
    void adding_and_removing_again_changes_nothing_and_is_no_error() {
        var org = new OrgSlug("repeated");
        var owner = people.organization("repeated");
        people.member(owner, org, "repeated-mia", Role.MEMBER);
        room.created(owner, org, wish("eng"));
        room.added(owner, org, "eng", "repeated-mia");

        var before = offices.stored();
        room.added(owner, org, "eng", "repeated-mia");
        assertThat(offices.stored()).isEqualTo(before);

        room.remove(owner, org, "eng", "repeated-mia");
        before = offices.stored();
        assertThat(room.remove(owner, org, "eng", "repeated-mia")).isInstanceOf(RemoveFromTeam.Outcome.Removed.class);
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void what_a_team_gives_changes_for_all_who_are_of_it() {
        var org = new OrgSlug("live");
        var owner = people.organization("live");
        var mia = room.member(owner, org, "live-mia", Role.MEMBER);
        room.created(owner, org, wish("eng", Permission.INVITE_MEMBERS));
        room.added(owner, org, "eng", "live-mia");

        room.change(owner, org, "eng", carrying(Permission.MANAGE_MEMBERS));

        assertThat(room.may(mia, org)).contains(Permission.MANAGE_MEMBERS).doesNotContain(Permission.INVITE_MEMBERS);
        room.delete(owner, org, "eng");
        assertThat(room.may(mia, org)).doesNotContain(Permission.MANAGE_MEMBERS);
    }

    @Test
    void what_a_team_gave_ends_with_the_membership_and_does_not_come_back_with_the_next_one() {
        var org = new OrgSlug("parting");
        var owner = people.organization("parting");
        var person = people.member(owner, org, "parting-mia", Role.MEMBER);
        var mia = offices.everything(person);
        room.created(owner, org, wish("eng", Permission.INVITE_MEMBERS));
        room.added(owner, org, "eng", "parting-mia");

        assertThat(offices.removeMember.run(People.by(owner), org, person.handle()))
                .isInstanceOf(RemoveMember.Outcome.Removed.class);

        assertThat(room.may(mia, org)).isEmpty();
        assertThat(room.members(owner, org, "eng")).isEmpty();
        room.assertRosters(org);
        people.addMember.run(People.by(owner), org, person, Role.MEMBER);
        assertThat(room.may(mia, org)).doesNotContain(Permission.INVITE_MEMBERS);
    }

    @Test
    void a_billing_manager_is_added_to_no_team() {
        var org = new OrgSlug("seatless");
        var owner = people.organization("seatless");
        people.member(owner, org, "seatless-bill", Role.BILLING);
        room.created(owner, org, wish("eng"));
        var before = offices.stored();

        for (var name : new String[] {"eng", "administrators"}) {
            assertThat(room.add(owner, org, name, "seatless-bill"))
                    .isEqualTo(new AddToTeam.Outcome.TakesNoSeat(room.handle("seatless-bill")));
        }
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void teams_give_nothing_to_whoever_becomes_billing_manager_and_everything_again_afterwards() {
        var org = new OrgSlug("dimmed");
        var owner = people.organization("dimmed");
        var mia = room.member(owner, org, "dimmed-mia", Role.MEMBER);
        room.created(owner, org, wish("eng", Permission.INVITE_MEMBERS));
        room.added(owner, org, "eng", "dimmed-mia");

        role(owner, org, "dimmed-mia", Role.BILLING);
        assertThat(room.may(mia, org))
                .containsExactlyInAnyOrder(Permission.SEE_ORGANIZATION, Permission.BELONG, Permission.MANAGE_BILLING);
        assertThat(room.members(owner, org, "eng")).as("and is still of it").containsExactly("dimmed-mia");
        assertThat(room.members(owner, org, "everyone")).doesNotContain("dimmed-mia");

        role(owner, org, "dimmed-mia", Role.MEMBER);
        assertThat(room.may(mia, org, Permission.INVITE_MEMBERS)).isTrue();

        role(owner, org, "dimmed-mia", Role.BILLING);
        assertThat(room.remove(owner, org, "eng", "dimmed-mia")).isInstanceOf(RemoveFromTeam.Outcome.Removed.class);
        room.assertRosters(org);
    }

    private void role(Token owner, OrgSlug org, String handle, Role role) {
        assertThat(offices.changeRole.run(People.by(owner), org, room.handle(handle), role))
                .isInstanceOf(ChangeRole.Outcome.Changed.class);
    }

    @Test
    void a_service_account_is_added_and_removed_as_people_are() {
        var org = new OrgSlug("served");
        var owner = people.organization("served");
        var bot = room.service(org, "deploy");
        room.created(owner, org, wish("eng", PackageRole.MAINTAINER));
        assertThat(room.may(bot, org)).isEmpty();

        room.added(owner, org, "eng", "service:deploy");

        assertThat(room.may(bot, org)).containsExactlyInAnyOrder(Permission.READ_PACKAGES, Permission.PUBLISH_PACKAGES);
        assertThat(room.members(owner, org, "eng")).containsExactly("service:deploy");
        room.assertRosters(org);
        room.remove(owner, org, "eng", "service:deploy");
        assertThat(room.may(bot, org)).isEmpty();
        room.assertRosters(org);
    }

    @Test
    void a_person_and_a_service_account_of_one_name_are_two() {
        var org = new OrgSlug("twins");
        var owner = people.organization("twins");
        room.service(org, "twins-deploy");
        people.member(owner, org, "twins-deploy", Role.MEMBER);
        room.created(owner, org, wish("eng"));

        room.added(owner, org, "eng", "twins-deploy");
        assertThat(room.members(owner, org, "eng")).containsExactly("twins-deploy");
        room.added(owner, org, "eng", "service:twins-deploy");
        assertThat(room.members(owner, org, "eng", 1)).containsExactly("service:twins-deploy", "twins-deploy");
    }

    @Test
    void who_is_not_of_the_organization_can_not_be_of_its_team() {
        var org = new OrgSlug("closed");
        var owner = people.organization("closed");
        people.account("closed-otto");
        room.created(owner, org, wish("eng"));
        var before = offices.stored();

        for (var name : new String[] {"closed-otto", "nobody-at-all", "service:none"}) {
            assertThat(room.add(owner, org, "eng", name))
                    .isEqualTo(new AddToTeam.Outcome.NoSuchTeammate(TeammateName.of(name)));
            assertThat(room.remove(owner, org, "eng", name))
                    .isEqualTo(new RemoveFromTeam.Outcome.NoSuchTeammate(TeammateName.of(name)));
        }
        assertThat(room.add(owner, org, "none", "closed-owner"))
                .isEqualTo(new AddToTeam.Outcome.NoSuchTeam(team("none")));
        assertThat(room.remove(owner, org, "none", "closed-owner"))
                .isEqualTo(new RemoveFromTeam.Outcome.NoSuchTeam(team("none")));
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void of_everyone_is_everybody_and_nobody_joins_or_leaves_it() {
        var org = new OrgSlug("whole");
        var owner = people.organization("whole");
        people.member(owner, org, "whole-mia", Role.MEMBER);
        people.member(owner, org, "whole-bill", Role.BILLING);
        var before = offices.stored();

        assertThat(room.members(owner, org, "everyone", 1)).containsExactly("whole-mia", "whole-owner");
        assertThat(room.add(owner, org, "everyone", "whole-mia"))
                .isEqualTo(new AddToTeam.Outcome.BuiltIn(TeamId.EVERYONE));
        assertThat(room.remove(owner, org, "everyone", "whole-mia"))
                .isEqualTo(new RemoveFromTeam.Outcome.BuiltIn(TeamId.EVERYONE));
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void administrators_are_admins_by_their_role_and_whoever_is_added() {
        var org = new OrgSlug("bosses");
        var owner = people.organization("bosses");
        people.member(owner, org, "bosses-abe", Role.ADMIN);
        var mia = room.member(owner, org, "bosses-mia", Role.MEMBER);
        room.service(org, "deploy");
        room.service(org, "backup");
        for (var mate : new String[] {"bosses-mia", "service:deploy", "service:backup"}) {
            room.added(owner, org, "administrators", mate);
        }

        for (int limit : new int[] {1, 2, 3, 200}) {
            assertThat(room.members(owner, org, "administrators", limit))
                    .containsExactly("bosses-abe", "bosses-mia", "bosses-owner", "service:backup", "service:deploy");
        }
        assertThat(room.may(mia, org)).containsAll(Permission.CARRIED_BY_TEAMS);
        assertThat(room.may(mia, org, Permission.OWN_ORGANIZATION)).isFalse();

        assertThat(room.remove(owner, org, "administrators", "bosses-abe"))
                .isEqualTo(new RemoveFromTeam.Outcome.ByRole(TeammateName.of("bosses-abe")));
        assertThat(room.remove(owner, org, "administrators", "bosses-mia"))
                .isInstanceOf(RemoveFromTeam.Outcome.Removed.class);
        assertThat(room.may(mia, org, Permission.MANAGE_TEAMS)).isFalse();
        room.assertRosters(org);
    }

    @Test
    void an_admin_adds_themselves_and_takes_themselves_out() {
        var org = new OrgSlug("selfish");
        var owner = people.organization("selfish");
        room.created(owner, org, wish("eng"));

        room.added(owner, org, "eng", "selfish-owner");
        assertThat(room.members(owner, org, "eng")).containsExactly("selfish-owner");
        room.remove(owner, org, "eng", "selfish-owner");
        assertThat(room.members(owner, org, "eng")).isEmpty();
        room.assertRosters(org);
    }

    @Test
    void somebody_is_of_so_many_teams_and_no_more_and_deleted_ones_do_not_count() {
        var org = new OrgSlug("many");
        var owner = people.organization("many");
        var mia = people.member(owner, org, "many-mia", Role.MEMBER);
        for (int i = 0; i < Member.MOST_TEAMS; i++) {
            room.created(owner, org, wish("team-" + i));
            room.added(owner, org, "team-" + i, "many-mia");
        }
        room.created(owner, org, wish("beyond"));
        var before = offices.stored();

        assertThat(room.add(owner, org, "beyond", "many-mia"))
                .isEqualTo(new AddToTeam.Outcome.TooMany(TeammateName.of("many-mia")));
        assertThat(offices.stored()).isEqualTo(before);

        room.delete(owner, org, "team-7");
        room.added(owner, org, "beyond", "many-mia");
        assertThat(room.idsOf(mia, org)).hasSize(Member.MOST_TEAMS);
        room.assertRosters(org);
        assertThat(offices.removeMember.run(People.by(owner), org, mia.handle()))
                .isInstanceOf(RemoveMember.Outcome.Removed.class);
        room.assertRosters(org);
    }

    @Test
    void nobody_below_admin_adds_or_removes_anybody_not_even_themselves() {
        var org = new OrgSlug("kept-out");
        var owner = people.organization("kept-out");
        var mia = room.member(owner, org, "kept-out-mia", Role.MAINTAINER);
        room.created(owner, org, wish("eng"));
        room.added(owner, org, "eng", "kept-out-mia");
        var why = new Refusal.NotPermitted(Permission.MANAGE_TEAMS, org);
        var before = offices.stored();

        for (var handle : Set.of("kept-out-mia", "kept-out-owner")) {
            assertThat(room.add(mia, org, "eng", handle)).isEqualTo(new AddToTeam.Outcome.Refused(why));
            assertThat(room.remove(mia, org, "eng", handle)).isEqualTo(new RemoveFromTeam.Outcome.Refused(why));
        }
        assertThat(offices.stored()).isEqualTo(before);
    }
}
