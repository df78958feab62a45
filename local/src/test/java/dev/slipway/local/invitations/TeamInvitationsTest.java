package dev.slipway.local.invitations;

import static dev.slipway.local.backends.AtOnce.race;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.kernel.Malformed;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.IdempotencyKey;
import dev.slipway.org.InvitationId;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.InviteMembers.Outcome;
import dev.slipway.org.Member;
import dev.slipway.org.ResendInvitation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/// Invitations that come with teams.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamInvitationsTest {

    private static final int ROUNDS = 50;

    private final Stage stage = new Stage();
    private final Crew crew = new Crew(stage);
    private final Map<String, Integer> endings = new TreeMap<>();

    @BeforeEach
    void begin() {
        endings.clear();
        stage.moveTo(Stage.START);
    }

    /// How often it went which way: a race that only ever goes one way is none.
    @AfterEach
    void tell(TestReporter reporter) {
        if (!endings.isEmpty()) {
            reporter.publishEntry(endings.toString());
        }
    }

    @AfterAll
    void close() {
        stage.close();
    }

    private static SequencedSet<TeamName> names(String... teams) {
        return Stream.of(teams).map(TeamName::new).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static InviteMembers.Wish wish(String address, Role role, String... teams) {
        return new InviteMembers.Wish(List.of(address), role, names(teams));
    }

    private InvitationId invited(Stage.Org org, String address, String... teams) {
        var results =
                Stage.results(stage.invite.run(stage.by(org.owner()), org.slug(), wish(address, Role.MEMBER, teams)));
        assertThat(results.getFirst().what()).isEqualTo(InviteMembers.What.INVITED);
        return results.getFirst().offer().orElseThrow().id();
    }

    private String address() {
        return stage.unique("work") + "@example.org";
    }

    private Stage.Somebody ada() {
        return stage.somebody(stage.unique("ada"));
    }

    private Object accept(Stage.Somebody somebody, String address) {
        return stage.accept.byLink(stage.by(somebody), stage.link(address));
    }

    private boolean listed(Stage.Org org, TeamId team, Stage.Somebody somebody) {
        return stage.item(
                        "TEAM#" + org.slug() + "#" + team,
                        somebody.person().id().value())
                .isPresent();
    }

    @Test
    void whoever_accepts_is_of_the_teams_at_once() {
        var org = stage.organization(4);
        var eng = crew.team(org, "eng", Permission.CREATE_PACKAGES);
        var ops = crew.team(org, "ops");
        crew.team(org, "other");
        var address = address();
        invited(org, address, "ops", "eng");
        var ada = ada();

        assertThat(accept(ada, address))
                .isInstanceOfSatisfying(
                        AcceptInvitation.Outcome.Joined.class,
                        joined -> assertThat(joined.member().teams()).containsExactlyInAnyOrder(eng, ops));

        assertThat(crew.teamsOf(org, ada)).containsExactlyInAnyOrder(eng, ops);
        assertThat(listed(org, eng, ada)).isTrue();
        assertThat(listed(org, ops, ada)).isTrue();
        assertThat(stage.log(org))
                .contains(
                        "invitation.created " + address + " by " + org.owner().handle() + " of eng ops",
                        "invitation.accepted " + address + " by " + ada.handle() + " of eng ops");
        assertThat(stage.mails.last(address).teams())
                .extracting(TeamName::value)
                .containsExactly("eng", "ops");
        stage.assertTrue(org);
    }

    @Test
    void an_invitation_without_teams_adds_nobody_to_any() {
        var org = stage.organization(4);
        crew.team(org, "eng");
        var address = address();
        invited(org, address);
        var ada = ada();

        accept(ada, address);

        assertThat(crew.teamsOf(org, ada)).isEmpty();
        assertThat(stage.log(org)).contains("invitation.accepted " + address + " by " + ada.handle());
    }

    @Test
    void an_admin_names_the_administrators() {
        var org = stage.organization(4);
        var admin = stage.member(org, Role.ADMIN);
        var address = address();
        assertThat(Stage.results(
                        stage.invite.run(stage.by(admin), org.slug(), wish(address, Role.MEMBER, "administrators"))))
                .hasSize(1);
        var ada = ada();

        accept(ada, address);

        assertThat(crew.teamsOf(org, ada)).containsExactly(TeamId.ADMINISTRATORS);
        assertThat(stage.invite.run(stage.by(ada), org.slug(), wish(address(), Role.MEMBER)))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_team_that_is_not_there_is_named_before_anything_is_done() {
        var org = stage.organization(4);
        crew.team(org, "eng");
        var before = stage.everything();

        assertThat(stage.invite.run(
                        stage.by(org.owner()), org.slug(), wish(address(), Role.MEMBER, "eng", "gone", "lost")))
                .isEqualTo(new Outcome.NoSuchTeam(new TeamName("gone")));
        assertThat(stage.invite.run(
                        stage.by(org.owner()),
                        org.slug(),
                        wish(address(), Role.MEMBER, "gone"),
                        new IdempotencyKey(stage.unique("key"))))
                .isEqualTo(new Outcome.NoSuchTeam(new TeamName("gone")));

        assertThat(stage.everything()).isEqualTo(before);
    }

    @Test
    void whoever_may_name_no_teams_is_told_so_and_nothing_is_done() {
        var org = stage.organization(6);
        crew.team(org, "eng");
        var door = crew.team(org, "door", Permission.INVITE_MEMBERS);
        var desk = crew.team(org, "desk", Permission.INVITE_MEMBERS, Permission.MANAGE_TEAMS);
        var inviter = crew.member(org, Role.MEMBER, door);
        var manager = crew.member(org, Role.MAINTAINER, desk);
        var added = crew.member(org, Role.MAINTAINER, TeamId.ADMINISTRATORS);
        var before = stage.everything();

        assertThat(stage.invite.run(stage.by(inviter), org.slug(), wish(address(), Role.MEMBER, "eng")))
                .isEqualTo(new Outcome.Refused(new Refusal.NotPermitted(Permission.MANAGE_TEAMS, org.slug())));
        assertThat(stage.invite.run(stage.by(manager), org.slug(), wish(address(), Role.MEMBER, "eng")))
                .isEqualTo(new Outcome.TeamsByAdmins());
        assertThat(stage.invite.run(stage.by(added), org.slug(), wish(address(), Role.MEMBER, "eng")))
                .isEqualTo(new Outcome.TeamsByAdmins());

        assertThat(stage.everything()).isEqualTo(before);
    }

    @Test
    void what_nobody_can_be_added_to_is_no_wish() {
        var many = IntStream.rangeClosed(0, Member.MOST_TEAMS)
                .mapToObj(i -> "team" + i)
                .toArray(String[]::new);

        assertMalformed(Role.MEMBER, many);
        assertMalformed(Role.BILLING, "eng");
        assertMalformed(Role.MEMBER, "everyone");
    }

    private static void assertMalformed(Role role, String... teams) {
        assertThatThrownBy(() -> wish("ada@example.org", role, teams))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.code()).isEqualTo("invalid_teams"));
    }

    @Test
    void as_many_teams_as_a_member_can_have_are_joined_in_one_transaction() {
        var org = stage.organization(4);
        var names = new ArrayList<String>();
        for (int i = 0; i < Member.MOST_TEAMS; i++) {
            names.add("team" + i);
            crew.team(org, "team" + i);
        }
        var address = address();
        invited(org, address, names.toArray(String[]::new));
        var ada = ada();

        assertThat(accept(ada, address)).isInstanceOf(AcceptInvitation.Outcome.Joined.class);

        assertThat(crew.teamsOf(org, ada)).hasSize(Member.MOST_TEAMS);
    }

    @Test
    void a_team_that_was_deleted_is_left_out_and_so_is_a_later_one_of_its_name() {
        var org = stage.organization(4);
        var eng = crew.team(org, "eng");
        var ops = crew.team(org, "ops");
        var address = address();
        invited(org, address, "eng", "ops");
        crew.delete(org, eng);
        var later = crew.team(org, "eng", Permission.MANAGE_TEAMS);
        var ada = ada();

        assertThat(accept(ada, address)).isInstanceOf(AcceptInvitation.Outcome.Joined.class);

        assertThat(crew.teamsOf(org, ada)).containsExactly(ops);
        assertThat(listed(org, eng, ada)).isFalse();
        assertThat(listed(org, later, ada)).isFalse();
        assertThat(stage.log(org)).contains("invitation.accepted " + address + " by " + ada.handle() + " of ops");
    }

    @Test
    void resending_keeps_the_teams_and_only_admins_put_their_word_behind_them() {
        var org = stage.organization(6);
        var eng = crew.team(org, "eng");
        var door = crew.team(org, "door", Permission.INVITE_MEMBERS);
        var inviter = crew.member(org, Role.MEMBER, door);
        var address = address();
        var id = invited(org, address, "eng");
        var link = stage.link(address);

        assertThat(stage.resend.run(stage.by(inviter), org.slug(), id))
                .isEqualTo(new ResendInvitation.Outcome.TeamsByAdmins());
        assertThat(stage.link(address)).isEqualTo(link);
        assertThat(stage.resend.run(stage.by(org.owner()), org.slug(), id))
                .isInstanceOf(ResendInvitation.Outcome.Resent.class);

        assertThat(stage.mails.last(address).teams()).containsExactly(new TeamName("eng"));
        var ada = ada();
        accept(ada, address);
        assertThat(crew.teamsOf(org, ada)).containsExactly(eng);
    }

    @Test
    void a_key_is_for_the_same_teams() {
        var org = stage.organization(6);
        crew.team(org, "eng");
        crew.team(org, "ops");
        var key = new IdempotencyKey(stage.unique("key"));
        var address = address();
        var first = stage.invite.run(stage.by(org.owner()), org.slug(), wish(address, Role.MEMBER, "eng", "ops"), key);

        assertThat(stage.invite.run(stage.by(org.owner()), org.slug(), wish(address, Role.MEMBER, "eng", "ops"), key))
                .isEqualTo(new Outcome.Done(Stage.results(first), true));
        for (var other : List.of(wish(address, Role.MEMBER, "eng"), wish(address, Role.MEMBER))) {
            assertThat(stage.invite.run(stage.by(org.owner()), org.slug(), other, key))
                    .isEqualTo(new Outcome.KeyReused());
        }
        assertThat(stage.mails.to(address)).hasSize(1);
    }

    @Test
    void an_admin_who_was_demoted_stands_behind_no_teams() {
        var org = stage.organization(6);
        crew.team(org, "eng");
        var desk = crew.team(org, "desk", Permission.INVITE_MEMBERS, Permission.MANAGE_TEAMS);
        var admin = crew.member(org, Role.ADMIN, desk);
        var address = address();
        assertThat(Stage.results(stage.invite.run(stage.by(admin), org.slug(), wish(address, Role.MEMBER, "eng"))))
                .hasSize(1);
        stage.changeRole.run(stage.by(org.owner()), org.slug(), admin.handle(), Role.MEMBER);

        assertThat(accept(ada(), address))
                .isEqualTo(new AcceptInvitation.Outcome.NobodyStandsBehind(org.slug(), Role.MEMBER));
    }

    @Test
    void an_acceptance_and_the_deletion_of_the_team_leave_no_power_behind() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(4);
            var eng = crew.team(org, "eng", Permission.INVITE_MEMBERS);
            var ops = crew.team(org, "ops");
            var address = address();
            invited(org, address, "eng", "ops");
            var ada = ada();
            int later = round % 7;

            var outcomes = race(() -> accept(ada, address), () -> {
                for (int i = 0; i < later; i++) {
                    stage.read.run(stage.nobody(), stage.link(address));
                }
                crew.delete(org, eng);
                return "deleted";
            });

            assertThat(outcomes.getFirst()).isInstanceOf(AcceptInvitation.Outcome.Joined.class);
            var joined = (AcceptInvitation.Outcome.Joined) outcomes.getFirst();
            assertThat(crew.teamsOf(org, ada))
                    .isEqualTo(joined.member().teams())
                    .contains(ops);
            var before = joined.member().teams().contains(eng);
            endings.merge(before ? "accepted first" : "deleted first", 1, Integer::sum);
            assertThat(listed(org, eng, ada)).isEqualTo(before);
            assertThat(stage.log(org))
                    .contains("invitation.accepted " + address + " by " + ada.handle()
                            + (before ? " of eng ops" : " of ops"));
            assertThat(stage.invite.run(stage.by(ada), org.slug(), wish("eve@example.org", Role.MEMBER)))
                    .isEqualTo(new Outcome.Refused(new Refusal.NotPermitted(Permission.INVITE_MEMBERS, org.slug())));
            stage.assertTrue(org);
        }
    }
}
