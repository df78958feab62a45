package dev.slipway.local.invitations;

import static dev.slipway.local.backends.AtOnce.race;
import static dev.slipway.local.invitations.Stage.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.Slice;
import dev.slipway.org.AcceptInvitation.Outcome;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.InvitationId;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.ListInvitations;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.ResendInvitation;
import dev.slipway.org.RevokeInvitation;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/// Members who invite because a team of theirs carries it: what they send is good as long as just that holds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamInvitersTest {

    private static final int ROUNDS = 50;
    private static final int LONGEST = 7;

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

    /// An organization in which somebody has invited by their team, and somebody else who may accept.
    private record Scene(Stage.Org org, TeamId team, Stage.Somebody inviter, String address, Stage.Somebody invited) {}

    private Scene scene(Role own, Role offered) {
        var org = stage.organization(6);
        var team = crew.team(org, "door", Permission.INVITE_MEMBERS);
        var inviter = crew.member(org, own, team);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, inviter, address, offered);
        return new Scene(org, team, inviter, address, stage.somebody(stage.unique("ada")));
    }

    private Object accept(Scene scene) {
        return stage.accept.byLink(stage.by(scene.invited()), stage.link(scene.address()));
    }

    private void assertJoined(Scene scene) {
        assertThat(accept(scene)).isInstanceOf(Outcome.Joined.class);
        stage.assertTrue(scene.org());
    }

    private void assertNobodyStandsBehind(Scene scene, Role role) {
        assertThat(accept(scene))
                .isEqualTo(new Outcome.NobodyStandsBehind(scene.org().slug(), role));
        assertThat(stage.members(scene.org()))
                .doesNotContain(scene.invited().handle().value());
        assertThat(stage.log(scene.org())).noneMatch(line -> line.startsWith("invitation.accepted"));
        stage.assertTrue(scene.org());
    }

    @Test
    void whoever_is_invited_by_a_member_of_a_team_that_carries_it_becomes_one() {
        var scene = scene(Role.MEMBER, Role.MEMBER);

        assertJoined(scene);

        assertThat(stage.log(scene.org()))
                .contains(
                        "invitation.created " + scene.address() + " by "
                                + scene.inviter().handle(),
                        "invitation.accepted " + scene.address() + " by "
                                + scene.invited().handle());
    }

    @Test
    void a_team_lets_nobody_give_a_role_above_their_own() {
        var scene = scene(Role.MAINTAINER, Role.MAINTAINER);

        assertThat(stage.invite.run(stage.by(scene.inviter()), scene.org().slug(), wish(Role.ADMIN, "mia@example.org")))
                .isEqualTo(new InviteMembers.Outcome.AboveOneself(Role.ADMIN));
        assertThat(stage.item("INVITED#mia@example.org", scene.org().slug().value()))
                .isEmpty();
        assertJoined(scene);
    }

    @Test
    void whoever_is_of_no_team_that_carries_it_invites_nobody() {
        var org = stage.organization(6);
        var other = crew.team(org, "eng", Permission.CREATE_PACKAGES);
        var member = crew.member(org, Role.MAINTAINER, other);

        assertThat(stage.invite.run(stage.by(member), org.slug(), wish(Role.MEMBER, "mia@example.org")))
                .isEqualTo(new InviteMembers.Outcome.Refused(
                        new Refusal.NotPermitted(Permission.INVITE_MEMBERS, org.slug())));
        assertThat(stage.mails.to("mia@example.org")).isEmpty();
    }

    @Test
    void nobody_joins_after_the_team_has_lost_it() {
        var scene = scene(Role.MEMBER, Role.MEMBER);
        crew.set(scene.org(), scene.team(), "door", Permission.CREATE_PACKAGES);

        assertNobodyStandsBehind(scene, Role.MEMBER);
    }

    @Test
    void nobody_joins_after_the_team_was_deleted_nor_by_a_later_one_of_its_name() {
        var scene = scene(Role.MEMBER, Role.MEMBER);
        crew.delete(scene.org(), scene.team());
        crew.team(scene.org(), "door", Permission.INVITE_MEMBERS);

        assertNobodyStandsBehind(scene, Role.MEMBER);
    }

    @Test
    void nobody_joins_after_the_sender_left_the_team() {
        var scene = scene(Role.MEMBER, Role.MEMBER);
        crew.leave(scene.org(), scene.inviter(), scene.team());

        assertNobodyStandsBehind(scene, Role.MEMBER);
    }

    @Test
    void nobody_joins_after_the_sender_left_the_organization() {
        var scene = scene(Role.MEMBER, Role.MEMBER);
        assertThat(stage.remove.run(
                        stage.by(scene.inviter()),
                        scene.org().slug(),
                        scene.inviter().handle()))
                .isInstanceOf(RemoveMember.Outcome.Removed.class);

        assertNobodyStandsBehind(scene, Role.MEMBER);
    }

    @Test
    void nobody_joins_with_a_role_that_is_above_the_senders_by_now() {
        var scene = scene(Role.MAINTAINER, Role.MAINTAINER);
        changeRole(scene, Role.MEMBER);

        assertNobodyStandsBehind(scene, Role.MAINTAINER);
    }

    @Test
    void billing_managers_have_nothing_by_a_team() {
        var scene = scene(Role.MEMBER, Role.BILLING);
        changeRole(scene, Role.BILLING);

        assertNobodyStandsBehind(scene, Role.BILLING);
    }

    @Test
    void another_reason_that_the_sender_has_by_now_is_none() {
        var scene = scene(Role.MEMBER, Role.MEMBER);
        crew.leave(scene.org(), scene.inviter(), scene.team());
        changeRole(scene, Role.ADMIN);

        assertNobodyStandsBehind(scene, Role.MEMBER);
    }

    @Test
    void an_admin_who_is_demoted_into_a_team_that_carries_it_does_not_stand_behind_what_they_sent_as_admin() {
        var org = stage.organization(6);
        var team = crew.team(org, "door", Permission.INVITE_MEMBERS);
        var admin = crew.member(org, Role.ADMIN, team);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, admin, address, Role.MEMBER);
        var scene = new Scene(org, team, admin, address, stage.somebody(stage.unique("ada")));
        changeRole(scene, Role.MEMBER);

        assertNobodyStandsBehind(scene, Role.MEMBER);
    }

    private void changeRole(Scene scene, Role role) {
        assertThat(stage.changeRole.run(
                        stage.by(scene.org().owner()),
                        scene.org().slug(),
                        scene.inviter().handle(),
                        role))
                .isInstanceOf(ChangeRole.Outcome.Changed.class);
    }

    @Test
    void what_all_members_carry_is_lost_by_all_at_once() {
        var org = stage.organization(6);
        crew.set(org, TeamId.EVERYONE, "everyone", Permission.INVITE_MEMBERS);
        var inviter = crew.member(org, Role.MEMBER);
        var first = new Scene(org, TeamId.EVERYONE, inviter, "first-" + org.slug() + "@example.org", ada());
        var second = new Scene(org, TeamId.EVERYONE, inviter, "second-" + org.slug() + "@example.org", ada());
        stage.invited(org, inviter, first.address(), Role.MEMBER);
        stage.invited(org, inviter, second.address(), Role.MEMBER);

        assertJoined(first);
        crew.set(org, TeamId.EVERYONE, "everyone");

        assertThat(accept(second)).isEqualTo(new Outcome.NobodyStandsBehind(org.slug(), Role.MEMBER));
    }

    @Test
    void an_added_administrator_invites_while_they_are_of_that_team() {
        var org = stage.organization(6);
        var inviter = crew.member(org, Role.MAINTAINER, TeamId.ADMINISTRATORS);
        var first = new Scene(org, TeamId.ADMINISTRATORS, inviter, "one-" + org.slug() + "@example.org", ada());
        var second = new Scene(org, TeamId.ADMINISTRATORS, inviter, "two-" + org.slug() + "@example.org", ada());
        stage.invited(org, inviter, first.address(), Role.MAINTAINER);
        stage.invited(org, inviter, second.address(), Role.MAINTAINER);

        assertJoined(first);
        crew.leave(org, inviter, TeamId.ADMINISTRATORS);

        assertThat(accept(second)).isEqualTo(new Outcome.NobodyStandsBehind(org.slug(), Role.MAINTAINER));
    }

    private Stage.Somebody ada() {
        return stage.somebody(stage.unique("ada"));
    }

    @Test
    void whoever_resends_it_stands_behind_it_by_their_own_right() {
        var scene = scene(Role.MEMBER, Role.MEMBER);
        crew.delete(scene.org(), scene.team());
        var id = Stage.id(stage, scene.org(), scene.address());

        assertThat(stage.resend.run(stage.by(scene.org().owner()), scene.org().slug(), new InvitationId(id)))
                .isInstanceOf(ResendInvitation.Outcome.Resent.class);

        assertJoined(scene);
    }

    @Test
    void a_member_who_accepts_what_nobody_stands_behind_is_told_that_they_are_one() {
        var scene = scene(Role.MEMBER, Role.MEMBER);
        crew.delete(scene.org(), scene.team());
        var member = stage.member(scene.org(), Role.MEMBER);

        assertThat(stage.accept.byLink(stage.by(member), stage.link(scene.address())))
                .isEqualTo(new Outcome.AlreadyMember(scene.org().slug()));
    }

    @Test
    void whoever_invites_sees_what_became_of_it_and_revokes_nothing() {
        var scene = scene(Role.MEMBER, Role.MEMBER);
        var slug = scene.org().slug();

        assertThat(stage.list.pending(stage.by(scene.inviter()), slug, Slice.first(10)))
                .isInstanceOfSatisfying(
                        ListInvitations.Outcome.Listed.class,
                        listed -> assertThat(listed.page().items()).hasSize(1));
        assertThat(stage.revoke.run(
                        stage.by(scene.inviter()),
                        slug,
                        new InvitationId(Stage.id(stage, scene.org(), scene.address()))))
                .isEqualTo(new RevokeInvitation.Outcome.Refused(
                        new Refusal.NotPermitted(Permission.MANAGE_MEMBERS, slug)));
        crew.leave(scene.org(), scene.inviter(), scene.team());
        assertThat(stage.list.pending(stage.by(scene.inviter()), slug, Slice.first(10)))
                .isInstanceOf(ListInvitations.Outcome.Refused.class);
    }

    @Test
    void an_acceptance_and_the_loss_of_what_the_team_carries() {
        for (int round = 0; round < ROUNDS; round++) {
            var scene = scene(Role.MEMBER, Role.MEMBER);

            int later = round % LONGEST;
            var outcomes = race(() -> accept(scene), () -> {
                lookAround(scene, later);
                crew.set(scene.org(), scene.team(), "door");
                return "lost";
            });

            joinedOrNobodyStandsBehind(scene, outcomes.getFirst());
        }
    }

    @Test
    void an_acceptance_and_the_senders_leaving_the_team() {
        for (int round = 0; round < ROUNDS; round++) {
            var scene = scene(Role.MEMBER, Role.MEMBER);

            int later = round % LONGEST;
            var outcomes = race(() -> accept(scene), () -> {
                lookAround(scene, later);
                crew.leave(scene.org(), scene.inviter(), scene.team());
                return "left";
            });

            joinedOrNobodyStandsBehind(scene, outcomes.getFirst());
        }
    }

    @Test
    void an_acceptance_and_the_senders_leaving_the_organization() {
        for (int round = 0; round < ROUNDS; round++) {
            var scene = scene(Role.MEMBER, Role.MEMBER);

            var outcomes = race(
                    () -> accept(scene),
                    () -> stage.remove.run(
                            stage.by(scene.org().owner()),
                            scene.org().slug(),
                            scene.inviter().handle()));

            assertThat(outcomes.getLast()).isInstanceOf(RemoveMember.Outcome.Removed.class);
            joinedOrNobodyStandsBehind(scene, outcomes.getFirst());
        }
    }

    /// An acceptance reads before it writes. Whoever races it reads as well, from round to round a little longer, so
    /// that each wins at times.
    private void lookAround(Scene scene, int times) {
        for (int i = 0; i < times; i++) {
            stage.list.pending(stage.by(scene.org().owner()), scene.org().slug(), Slice.first(10));
        }
    }

    /// Whichever it was, it is so for good: who asks once more is told the same.
    private void joinedOrNobodyStandsBehind(Scene scene, Object outcome) {
        var nobody = new Outcome.NobodyStandsBehind(scene.org().slug(), Role.MEMBER);
        if (outcome instanceof Outcome.Joined) {
            endings.merge("joined", 1, Integer::sum);
            assertThat(accept(scene)).isEqualTo(new Outcome.Gone());
        } else {
            endings.merge("nobody stands behind", 1, Integer::sum);
            assertThat(outcome).isEqualTo(nobody);
            assertThat(accept(scene)).isEqualTo(nobody);
        }
        stage.assertTrue(scene.org());
    }
}
