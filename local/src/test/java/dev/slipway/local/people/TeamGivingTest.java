package dev.slipway.local.people;

import static dev.slipway.local.people.TeamRoom.carrying;
import static dev.slipway.local.people.TeamRoom.everywhere;
import static dev.slipway.local.people.TeamRoom.renamed;
import static dev.slipway.local.people.TeamRoom.team;
import static dev.slipway.local.people.TeamRoom.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.Token;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddToTeam;
import dev.slipway.org.ChangeOrganization;
import dev.slipway.org.ChangeTeam;
import dev.slipway.org.CreateTeam;
import dev.slipway.org.DeleteTeam;
import dev.slipway.org.Everywhere;
import dev.slipway.org.RemoveFromTeam;
import dev.slipway.org.ShowTeam;
import dev.slipway.org.Team;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Nobody gives beyond themselves: whoever manages teams by a team, and isn't admin, gives and takes away what they
/// have and nothing else, and nothing to themselves.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamGivingTest {

    private final Offices offices = new Offices();
    private final People people = offices.people;
    private final TeamRoom room = new TeamRoom(offices);

    @AfterAll
    void close() {
        offices.close();
    }

    @Test
    void a_manager_by_team_manages_what_is_within_their_own() {
        var org = new OrgSlug("within");
        var owner = people.organization("within");
        var mona = room.manager(owner, org, "within-mona", Permission.CREATE_PACKAGES);
        var mia = room.member(owner, org, "within-mia", Role.MEMBER);

        room.created(mona, org, wish("eng", PackageRole.READER, Permission.CREATE_PACKAGES));
        room.added(mona, org, "eng", "within-mia");
        assertThat(room.may(mia, org, Permission.CREATE_PACKAGES)).isTrue();
        assertThat(room.change(mona, org, "eng", renamed("web"))).isInstanceOf(ChangeTeam.Outcome.Changed.class);
        assertThat(room.remove(mona, org, "web", "within-mia")).isInstanceOf(RemoveFromTeam.Outcome.Removed.class);
        assertThat(room.delete(mona, org, "web")).isInstanceOf(DeleteTeam.Outcome.Deleted.class);
    }

    @Test
    void a_manager_by_team_does_not_add_themselves_and_may_take_themselves_out() {
        var org = new OrgSlug("oneself");
        var owner = people.organization("oneself");
        var mona = room.manager(owner, org, "oneself-mona");
        room.created(owner, org, wish("eng"));
        var before = offices.stored();

        assertThat(room.add(mona, org, "eng", "oneself-mona")).isEqualTo(new AddToTeam.Outcome.Oneself(team("eng")));
        assertThat(offices.stored()).isEqualTo(before);

        room.added(owner, org, "eng", "oneself-mona");
        assertThat(room.remove(mona, org, "eng", "oneself-mona")).isInstanceOf(RemoveFromTeam.Outcome.Removed.class);
        assertThat(room.remove(mona, org, "managers", "oneself-mona"))
                .isInstanceOf(RemoveFromTeam.Outcome.Removed.class);
        assertThat(room.may(mona, org, Permission.MANAGE_TEAMS)).isFalse();
        room.assertRosters(org);
    }

    @Test
    void a_team_that_gives_more_than_they_have_is_not_theirs_to_touch() {
        var org = new OrgSlug("out-of-reach");
        var owner = people.organization("out-of-reach");
        var mona = room.manager(owner, org, "out-of-reach-mona");
        people.member(owner, org, "out-of-reach-mia", Role.MEMBER);
        room.created(owner, org, wish("money", Permission.CHANGE_SETTINGS));
        room.created(owner, org, wish("release", PackageRole.MAINTAINER));
        room.added(owner, org, "money", "out-of-reach-mia");
        var before = offices.stored();

        for (var name : Map.of("money", Permission.CHANGE_SETTINGS, "release", Permission.PUBLISH_PACKAGES)
                .entrySet()) {
            var lacking = Set.of(name.getValue());
            assertThat(room.add(mona, org, name.getKey(), "out-of-reach-mia"))
                    .isEqualTo(new AddToTeam.Outcome.BeyondOneself(lacking));
            assertThat(room.remove(mona, org, name.getKey(), "out-of-reach-mia"))
                    .isEqualTo(new RemoveFromTeam.Outcome.BeyondOneself(lacking));
            assertThat(room.change(mona, org, name.getKey(), renamed("mine")))
                    .isEqualTo(new ChangeTeam.Outcome.BeyondOneself(lacking));
            assertThat(room.change(mona, org, name.getKey(), carrying()))
                    .as("nor to take away")
                    .isIn(
                            new ChangeTeam.Outcome.BeyondOneself(lacking),
                            new ChangeTeam.Outcome.Changed(shown(owner, org, name.getKey())));
            assertThat(room.delete(mona, org, name.getKey())).isEqualTo(new DeleteTeam.Outcome.BeyondOneself(lacking));
        }
        assertThat(room.add(mona, org, "administrators", "out-of-reach-mia"))
                .isInstanceOf(AddToTeam.Outcome.BeyondOneself.class);
        assertThat(offices.stored()).isEqualTo(before);
    }

    private Team shown(Token who, OrgSlug org, String name) {
        return ((ShowTeam.Outcome.Shown) room.showTeam.run(People.by(who), org, team(name))).team();
    }

    @Test
    void what_a_setting_lends_to_members_is_not_theirs_to_give() {
        var org = new OrgSlug("lent");
        var owner = people.organization("lent");
        var mona = room.manager(owner, org, "lent-mona");
        offices.changeOrganization.run(
                People.by(owner),
                org,
                new ChangeOrganization.Wish(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(true),
                        Optional.<Visibility>empty()));
        assertThat(room.may(mona, org)).contains(Permission.PUBLISH_PACKAGES, Permission.CREATE_PACKAGES);

        assertThat(room.create(mona, org, wish("eng", PackageRole.MAINTAINER, Permission.CREATE_PACKAGES)))
                .isEqualTo(new CreateTeam.Outcome.BeyondOneself(
                        Set.of(Permission.PUBLISH_PACKAGES, Permission.CREATE_PACKAGES)));
    }

    @Test
    void an_administrator_by_team_gives_all_that_teams_carry() {
        var org = new OrgSlug("deputy");
        var owner = people.organization("deputy");
        var dan = room.member(owner, org, "deputy-dan", Role.MEMBER);
        var mia = room.member(owner, org, "deputy-mia", Role.MEMBER);
        room.added(owner, org, "administrators", "deputy-dan");

        room.created(dan, org, wish("all", PackageRole.OWNER, Permission.CARRIED_BY_TEAMS.toArray(Permission[]::new)));
        room.added(dan, org, "administrators", "deputy-mia");

        assertThat(room.may(mia, org, Permission.CHANGE_SETTINGS)).isTrue();
        assertThat(room.add(dan, org, "all", "deputy-dan")).isEqualTo(new AddToTeam.Outcome.Oneself(team("all")));
    }

    /// Thousands of deeds, drawn by chance, of people who manage teams by all kinds of teams: whatever they do, nobody
    /// gets what they had not got themselves, and they get nothing.
    @Test
    void whatever_managers_by_team_do_nobody_gets_more_than_they_have() {
        var random = new Random(20260302);
        var done = new HashMap<String, Integer>();
        for (int round = 0; round < 25; round++) {
            var org = new OrgSlug("chance-" + round);
            var owner = people.organization(org.value());
            var managers = permissions(random).toArray(Permission[]::new);
            var mona = room.manager(owner, org, org + "-mona", managers);
            var mia = room.member(owner, org, org + "-mia", Role.MEMBER);
            room.created(owner, org, new CreateTeam.Wish(team("eng"), "", permissions(random), anywhere(random)));
            room.created(owner, org, new CreateTeam.Wish(team("ops"), "", permissions(random), anywhere(random)));
            room.change(
                    owner,
                    org,
                    "everyone",
                    new ChangeTeam.Wish(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(random.nextBoolean() ? Set.of() : permissions(random)),
                            Optional.of(anywhere(random))));
            var monas = room.may(mona, org);
            var before = new HashMap<String, Set<Permission>>(Map.of("mia", room.may(mia, org)));

            for (int deed = 0; deed < 15; deed++) {
                var what = act(random, mona, org);
                done.merge(what.getClass().getSimpleName(), 1, Integer::sum);

                assertThat(monas).as("what mona has of %s", what).containsAll(room.may(mona, org));
                var gained = EnumSet.noneOf(Permission.class);
                gained.addAll(room.may(mia, org));
                gained.removeAll(before.get("mia"));
                assertThat(monas).as("what mia gets of %s", what).containsAll(gained);
                before.put("mia", room.may(mia, org));
                monas = room.may(mona, org);
            }
            room.assertRosters(org);
        }
        assertThat(done.keySet()).contains("Added", "Removed", "Changed", "Created", "Oneself", "BeyondOneself");
    }

    private Object act(Random random, Token mona, OrgSlug org) {
        var names = List.of("eng", "ops", "managers", "everyone", "administrators", "new");
        var name = names.get(random.nextInt(names.size()));
        var mate = org + (random.nextInt(3) == 0 ? "-mona" : "-mia");
        return switch (random.nextInt(6)) {
            case 0, 1 -> room.add(mona, org, name, mate);
            case 2 -> room.change(mona, org, name, carrying(permissions(random).toArray(Permission[]::new)));
            case 3 -> room.change(mona, org, name, everywhere(anywhere(random).wireName()));
            case 4 ->
                room.create(mona, org, new CreateTeam.Wish(team("new"), "", permissions(random), anywhere(random)));
            default -> room.remove(mona, org, name, mate);
        };
    }

    private static Set<Permission> permissions(Random random) {
        var permissions = EnumSet.noneOf(Permission.class);
        Permission.CARRIED_BY_TEAMS.stream()
                .sorted()
                .filter(_ -> random.nextInt(4) == 0)
                .forEach(permissions::add);
        return permissions;
    }

    private static Everywhere anywhere(Random random) {
        var roles = PackageRole.values();
        var drawn = random.nextInt(roles.length * 2);
        return new Everywhere(drawn < roles.length ? Optional.of(roles[drawn]) : Optional.empty());
    }
}
