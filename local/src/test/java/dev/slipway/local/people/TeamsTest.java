package dev.slipway.local.people;

import static dev.slipway.local.people.TeamRoom.carrying;
import static dev.slipway.local.people.TeamRoom.everywhere;
import static dev.slipway.local.people.TeamRoom.nothing;
import static dev.slipway.local.people.TeamRoom.renamed;
import static dev.slipway.local.people.TeamRoom.team;
import static dev.slipway.local.people.TeamRoom.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.TeamId;
import dev.slipway.access.Teams;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.ChangeTeam;
import dev.slipway.org.CreateTeam;
import dev.slipway.org.DeleteTeam;
import dev.slipway.org.Everywhere;
import dev.slipway.org.ListTeamMembers;
import dev.slipway.org.ListTeams;
import dev.slipway.org.ShowTeam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Teams, apart from who is of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamsTest {

    private final Offices offices = new Offices();
    private final People people = offices.people;
    private final TeamRoom room = new TeamRoom(offices);

    @AfterAll
    void close() {
        offices.close();
    }

    @Test
    void a_team_is_made_shown_listed_and_written_down() {
        var org = new OrgSlug("made");
        var owner = people.organization("made");
        var wish = new CreateTeam.Wish(
                team("eng"),
                " Engineers ",
                Set.of(Permission.CREATE_PACKAGES),
                new Everywhere(Optional.of(PackageRole.MAINTAINER)));

        var created = (CreateTeam.Outcome.Created) room.create(owner, org, wish);

        var shown = (ShowTeam.Outcome.Shown) room.showTeam.run(People.by(owner), org, team("eng"));
        assertThat(shown.team()).isEqualTo(created.team());
        assertThat(shown.team().description()).isEqualTo("Engineers");
        assertThat(shown.team().founding().orElseThrow().by().handle()).isEqualTo(room.handle("made-owner"));
        assertThat(shown.team().power().permissions()).containsExactly(Permission.CREATE_PACKAGES);
        assertThat(shown.team().power().everywhere()).contains(PackageRole.MAINTAINER);
        assertThat(room.teams(owner, org)).containsExactly("administrators", "eng", "everyone");
        assertThat(room.logged(org)).containsEntry("team.created", 1L);
    }

    @Test
    void two_teams_are_there_in_every_organization() {
        var org = new OrgSlug("built");
        var owner = people.organization("built");

        assertThat(room.teams(owner, org)).containsExactly("administrators", "everyone");
        var shown = (ShowTeam.Outcome.Shown) room.showTeam.run(People.by(owner), org, team("administrators"));
        assertThat(shown.team().power().permissions()).isEqualTo(Permission.CARRIED_BY_TEAMS);
        assertThat(shown.team().founding()).isEmpty();
    }

    @Test
    void a_name_is_had_once_and_those_of_built_in_teams_never() {
        var org = new OrgSlug("named");
        var owner = people.organization("named");
        room.created(owner, org, wish("eng"));
        var before = offices.stored();

        for (var name : new String[] {"eng", "everyone", "administrators"}) {
            assertThat(room.create(owner, org, wish(name))).isEqualTo(new CreateTeam.Outcome.NameTaken(team(name)));
        }
        assertThat(offices.stored()).isEqualTo(before);
        people.organization("other-named");
        assertThat(room.teams(owner, org)).containsOnlyOnce("eng");
    }

    @Test
    void another_organization_has_teams_of_its_own() {
        var org = new OrgSlug("ours");
        var owner = people.organization("ours");
        var theirs = people.organization("others");
        room.created(owner, org, wish("eng"));

        room.created(theirs, new OrgSlug("others"), wish("eng"));

        assertThat(room.delete(theirs, org, "eng")).isEqualTo(new DeleteTeam.Outcome.Refused(new Refusal.NotFound()));
        assertThat(room.delete(theirs, new OrgSlug("others"), "eng")).isInstanceOf(DeleteTeam.Outcome.Deleted.class);
        assertThat(room.teams(owner, org)).contains("eng");
    }

    @Test
    void an_organization_has_so_many_teams_and_no_more() {
        var org = new OrgSlug("full");
        var owner = people.organization("full");
        room.change(owner, org, "everyone", carrying(Permission.CREATE_PACKAGES));
        fill(org, Teams.MOST - 1);

        room.created(owner, org, wish("last"));

        var before = offices.stored();
        assertThat(room.create(owner, org, wish("beyond"))).isEqualTo(new CreateTeam.Outcome.TooMany(org));
        assertThat(offices.stored()).isEqualTo(before);
        room.delete(owner, org, "last");
        room.created(owner, org, wish("beyond"));
        assertThat(room.teams(owner, org)).hasSize(200);
    }

    /// Teams in the settings, as 199 requests would have left them.
    private void fill(OrgSlug org, int teams) {
        var item = new HashMap<>(offices.item("ORG#" + org, "ORGANIZATION").orElseThrow());
        var powers = new HashMap<>(item.get("teams").m());
        for (int i = 0; i < teams; i++) {
            powers.put(
                    "01ARZ3NDEKTSV4RRFFQ69G" + "%04d".formatted(i),
                    AttributeValue.fromM(Map.of(
                            "name", TeamRoom.text("team-" + i), "permissions", AttributeValue.fromL(List.of()))));
        }
        item.put("teams", AttributeValue.fromM(powers));
        room.put(item);
    }

    @Test
    void everything_of_a_team_is_changed_and_what_it_was_is_written_down() {
        var org = new OrgSlug("changed");
        var owner = people.organization("changed");
        room.created(owner, org, wish("eng", Permission.CREATE_PACKAGES));

        var outcome = room.change(
                owner,
                org,
                "eng",
                new ChangeTeam.Wish(
                        Optional.of(team("core")),
                        Optional.of("The core"),
                        Optional.of(Set.of(Permission.MANAGE_TEAMS, Permission.INVITE_MEMBERS)),
                        Optional.of(Everywhere.named("owner"))));

        assertThat(outcome).isInstanceOf(ChangeTeam.Outcome.Changed.class);
        var shown = (ShowTeam.Outcome.Shown) room.showTeam.run(People.by(owner), org, team("core"));
        assertThat(shown.team().description()).isEqualTo("The core");
        assertThat(shown.team().power().everywhere()).contains(PackageRole.OWNER);
        assertThat(room.showTeam.run(People.by(owner), org, team("eng")))
                .isEqualTo(new ShowTeam.Outcome.NoSuchTeam(team("eng")));
        var entry = offices.stored().stream()
                .filter(item -> item.containsKey("action")
                        && item.get("action").s().equals("team.changed")
                        && item.get("pk").s().equals("AUDIT#org:changed"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.get("target").s()).isEqualTo("eng");
        assertThat(entry.get("details").m())
                .containsEntry("name.before", TeamRoom.text("eng"))
                .containsEntry("name.after", TeamRoom.text("core"))
                .containsEntry("permissions.before", TeamRoom.text("create_packages"))
                .containsEntry("permissions.after", TeamRoom.text("invite_members manage_teams"))
                .containsEntry("allPackages.before", TeamRoom.text("none"))
                .containsEntry("allPackages.after", TeamRoom.text("owner"));
    }

    @Test
    void a_change_that_changes_nothing_is_none() {
        var org = new OrgSlug("still");
        var owner = people.organization("still");
        room.created(owner, org, wish("eng", Permission.CREATE_PACKAGES));
        var before = offices.stored();

        assertThat(room.change(owner, org, "eng", nothing())).isInstanceOf(ChangeTeam.Outcome.Changed.class);
        assertThat(room.change(owner, org, "eng", carrying(Permission.CREATE_PACKAGES)))
                .isInstanceOf(ChangeTeam.Outcome.Changed.class);
        assertThat(room.change(owner, org, "eng", renamed("eng"))).isInstanceOf(ChangeTeam.Outcome.Changed.class);
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void a_team_is_not_renamed_to_what_another_is_called() {
        var org = new OrgSlug("renamed");
        var owner = people.organization("renamed");
        room.created(owner, org, wish("eng"));
        room.created(owner, org, wish("ops"));
        var before = offices.stored();

        for (var name : new String[] {"ops", "everyone", "administrators"}) {
            assertThat(room.change(owner, org, "eng", renamed(name)))
                    .isEqualTo(new ChangeTeam.Outcome.NameTaken(team(name)));
        }
        assertThat(room.change(owner, org, "none", renamed("some")))
                .isEqualTo(new ChangeTeam.Outcome.NoSuchTeam(team("none")));
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void what_everyone_gives_is_changed_and_nothing_else_of_what_is_built_in() {
        var org = new OrgSlug("fixed");
        var owner = people.organization("fixed");
        var mia = room.member(owner, org, "fixed-mia", Role.MEMBER);

        assertThat(room.change(owner, org, "everyone", carrying(Permission.CREATE_PACKAGES)))
                .isInstanceOf(ChangeTeam.Outcome.Changed.class);
        assertThat(room.may(mia, org, Permission.CREATE_PACKAGES)).isTrue();
        assertThat(room.change(owner, org, "everyone", everywhere("maintainer")))
                .isInstanceOf(ChangeTeam.Outcome.Changed.class);
        assertThat(room.may(mia, org, Permission.PUBLISH_PACKAGES)).isTrue();

        var before = offices.stored();
        assertThat(room.change(owner, org, "everyone", renamed("all")))
                .isEqualTo(new ChangeTeam.Outcome.BuiltIn(TeamId.EVERYONE));
        assertThat(room.change(owner, org, "administrators", renamed("bosses")))
                .isEqualTo(new ChangeTeam.Outcome.BuiltIn(TeamId.ADMINISTRATORS));
        assertThat(room.change(owner, org, "administrators", carrying()))
                .isEqualTo(new ChangeTeam.Outcome.BuiltIn(TeamId.ADMINISTRATORS));
        assertThat(room.delete(owner, org, "everyone")).isEqualTo(new DeleteTeam.Outcome.BuiltIn(TeamId.EVERYONE));
        assertThat(room.delete(owner, org, "administrators"))
                .isEqualTo(new DeleteTeam.Outcome.BuiltIn(TeamId.ADMINISTRATORS));
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void a_team_made_under_the_name_of_a_deleted_one_has_nothing_of_it() {
        var org = new OrgSlug("reborn");
        var owner = people.organization("reborn");
        var mia = room.member(owner, org, "reborn-mia", Role.MEMBER);
        room.created(owner, org, wish("eng", Permission.MANAGE_TEAMS));
        room.added(owner, org, "eng", "reborn-mia");
        assertThat(room.may(mia, org, Permission.MANAGE_TEAMS)).isTrue();

        assertThat(room.delete(owner, org, "eng")).isInstanceOf(DeleteTeam.Outcome.Deleted.class);
        room.created(owner, org, wish("eng", Permission.MANAGE_TEAMS));

        assertThat(room.may(mia, org, Permission.MANAGE_TEAMS)).isFalse();
        assertThat(room.members(owner, org, "eng")).isEmpty();
        assertThat(room.logged(org)).containsEntry("team.deleted", 1L);
    }

    @Test
    void nobody_below_admin_manages_teams_and_everybody_sees_them() {
        var org = new OrgSlug("below-teams");
        var owner = people.organization("below-teams");
        room.created(owner, org, wish("eng"));
        var why = new Refusal.NotPermitted(Permission.MANAGE_TEAMS, org);
        var mia = room.member(owner, org, "below-teams-mia", Role.MAINTAINER);
        var bill = room.member(owner, org, "below-teams-bill", Role.BILLING);
        var reading = people.token(people.whoIs(owner), Scope.READ);
        var before = offices.stored();

        for (var who : List.of(mia, bill)) {
            assertThat(room.teams(who, org)).contains("eng");
            assertThat(room.create(who, org, wish("ops"))).isEqualTo(new CreateTeam.Outcome.Refused(why));
            assertThat(room.change(who, org, "eng", renamed("ops"))).isEqualTo(new ChangeTeam.Outcome.Refused(why));
            assertThat(room.delete(who, org, "eng")).isEqualTo(new DeleteTeam.Outcome.Refused(why));
        }
        assertThat(room.create(reading, org, wish("ops")))
                .isEqualTo(new CreateTeam.Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void a_service_account_that_manages_teams_by_a_team_is_told_that_people_do() {
        var org = new OrgSlug("droids");
        var owner = people.organization("droids");
        room.created(owner, org, wish("eng", Permission.MANAGE_TEAMS, Permission.SEE_ORGANIZATION));
        var bot = room.service(org, "deploy");
        room.added(owner, org, "eng", "service:deploy");

        assertThat(room.teams(bot, org)).contains("eng");
        assertThat(room.create(bot, org, wish("ops")))
                .isEqualTo(new CreateTeam.Outcome.Refused(new Refusal.NotAPerson()));
    }

    @Test
    void an_outsider_can_not_tell_an_organization_with_teams_from_none() {
        people.organization("veiled");
        var otto = offices.everything(people.account("veiled-otto"));

        for (var org : new String[] {"veiled", "nowhere"}) {
            var slug = new OrgSlug(org);
            assertThat(room.listTeams.run(People.by(otto), slug, Slice.first(9)))
                    .isEqualTo(new ListTeams.Outcome.Refused(new Refusal.NotFound()));
            assertThat(room.showTeam.run(People.by(otto), slug, team("everyone")))
                    .isEqualTo(new ShowTeam.Outcome.Refused(new Refusal.NotFound()));
            assertThat(room.listTeamMembers.run(People.by(otto), slug, team("everyone"), Slice.first(9)))
                    .isEqualTo(new ListTeamMembers.Outcome.Refused(new Refusal.NotFound()));
            assertThat(room.create(otto, slug, wish("eng")))
                    .isEqualTo(new CreateTeam.Outcome.Refused(new Refusal.NotFound()));
        }
    }

    @Test
    void a_deleted_organization_has_no_teams_to_change() {
        var org = new OrgSlug("gone-teams");
        var owner = people.organization("gone-teams");
        room.created(owner, org, wish("eng"));
        offices.deleteOrganization.run(People.by(owner), org, org.value());

        assertThat(room.delete(owner, org, "eng")).isEqualTo(new DeleteTeam.Outcome.Refused(new Refusal.NotFound()));
    }

    @Test
    void a_list_in_parts_neither_skips_nor_repeats() {
        var org = new OrgSlug("parted");
        var owner = people.organization("parted");
        for (var name : new String[] {"zeta", "eng", "ops", "beta", "web"}) {
            room.created(owner, org, wish(name));
        }

        var seen = new ArrayList<String>();
        var slice = Slice.first(3);
        while (true) {
            var page = ((ListTeams.Outcome.Listed) room.listTeams.run(People.by(owner), org, slice)).page();
            page.items().forEach(one -> seen.add(one.power().name().value()));
            if (page.next().isEmpty()) {
                break;
            }
            slice = new Slice(page.next(), 3);
        }

        assertThat(seen).containsExactly("administrators", "beta", "eng", "everyone", "ops", "web", "zeta");
    }

    @Test
    void a_description_is_one_line() {
        var org = new OrgSlug("said");
        var owner = people.organization("said");

        assertThatThrownBy(() -> room.create(owner, org, CreateTeam.Wish.of(team("eng"), "one\ntwo")))
                .isInstanceOfSatisfying(
                        Malformed.class, e -> assertThat(e.code()).isEqualTo("invalid_description"));
        assertThat(room.teams(owner, org)).doesNotContain("eng");
    }
}
