package dev.slipway.local.invitations;

import static dev.slipway.local.backends.AtOnce.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.ChangePoolPlace.Outcome;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.InvitationId;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.InviteMembers.What;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.RevokeInvitation;
import dev.slipway.org.SeatKind;
import dev.slipway.org.SetSeats;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who wants a place in the Pool at the same instant. After each round the places are those of members and open
/// invitations, and never more than there are.
class PoolRaceTest {

    private static final int ROUNDS = 50;

    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = new Stage();
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    private static Stage.Org organization(int places) {
        var org = stage.organization(6);
        assertThat(stage.seats.run(org.slug(), SeatKind.POOL_SEAT, places, stage.now()))
                .isEqualTo(new SetSeats.Outcome.Set(places));
        return org;
    }

    private static Outcome give(Stage.Org org, Stage.Somebody member) {
        return stage.pool.give(stage.by(org.owner()), org.slug(), member.handle());
    }

    private static What invite(Stage.Org org, String address) {
        var wish = new InviteMembers.Wish(List.of(address), Role.MEMBER, new LinkedHashSet<>(), true);
        return Stage.results(stage.invite.run(stage.by(org.owner()), org.slug(), wish))
                .getFirst()
                .what();
    }

    @Test
    void two_members_who_want_the_last_place_do_not_both_get_it() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(1);
            var one = stage.member(org, Role.MEMBER);
            var two = stage.member(org, Role.MEMBER);

            var outcomes = race(() -> give(org, one), () -> give(org, two));

            assertThat(outcomes).filteredOn(Outcome.Changed.class::isInstance).hasSize(1);
            assertThat(outcomes).contains(new Outcome.PoolFull(org.slug()));
            assertThat(stage.pooled(org)).isEqualTo(1);
            stage.assertTrue(org);
        }
    }

    @Test
    void a_member_and_an_invitation_that_want_the_last_place_do_not_both_get_it() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(1);
            var member = stage.member(org, Role.MEMBER);

            var outcomes = race(() -> give(org, member), () -> invite(org, address()));

            assertThat(outcomes.get(0) instanceof Outcome.Changed).isNotEqualTo(outcomes.get(1) == What.INVITED);
            assertThat(outcomes.get(1)).isIn(What.INVITED, What.POOL_FULL);
            stage.assertTrue(org);
        }
    }

    @Test
    void one_member_is_given_one_place_however_many_give_it() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(2);
            var member = stage.member(org, Role.MEMBER);

            var outcomes = race(() -> give(org, member), () -> give(org, member));

            assertThat(outcomes).allMatch(Outcome.Changed.class::isInstance);
            assertThat(stage.pooled(org)).isEqualTo(1);
            assertThat(stage.log(org).stream().filter(line -> line.startsWith("pool_place.given")))
                    .hasSize(1);
            stage.assertTrue(org);
        }
    }

    @Test
    void who_accepts_has_the_place_that_the_invitation_held_whoever_wants_one() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(1);
            var member = stage.member(org, Role.MEMBER);
            var address = address();
            assertThat(invite(org, address)).isEqualTo(What.INVITED);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(() -> stage.accept.byLink(stage.by(ada), stage.link(address)), () -> give(org, member));

            assertThat(outcomes.get(0)).isInstanceOf(AcceptInvitation.Outcome.Joined.class);
            assertThat(outcomes.get(1)).isEqualTo(new Outcome.PoolFull(org.slug()));
            assertThat(stage.led(ada, org)).isTrue();
            stage.assertTrue(org);
        }
    }

    @Test
    void a_place_is_taken_from_whoever_accepts_or_they_are_no_member_yet() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(1);
            var address = address();
            invite(org, address);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), stage.link(address)),
                    () -> stage.pool.take(stage.by(org.owner()), org.slug(), ada.handle()));

            assertThat(outcomes.get(0)).isInstanceOf(AcceptInvitation.Outcome.Joined.class);
            assertThat(stage.led(ada, org)).isEqualTo(outcomes.get(1) instanceof Outcome.NoSuchMember);
            stage.assertTrue(org);
        }
    }

    @Test
    void an_invitation_that_is_revoked_and_accepted_leaves_one_place_or_none() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(1);
            var address = address();
            invite(org, address);
            var id = new InvitationId(Stage.id(stage, org, address));
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), stage.link(address)),
                    () -> stage.revoke.run(stage.by(org.owner()), org.slug(), id));

            var joined = outcomes.get(0) instanceof AcceptInvitation.Outcome.Joined;
            assertThat(outcomes.get(1) instanceof RevokeInvitation.Outcome.Revoked)
                    .isNotEqualTo(joined);
            assertThat(stage.pooled(org)).isEqualTo(joined ? 1 : 0);
            assertThat(stage.led(ada, org)).isEqualTo(joined);
            stage.assertTrue(org);
        }
    }

    @Test
    void who_is_removed_while_they_are_given_a_place_leaves_none_behind() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(1);
            var member = stage.member(org, Role.MEMBER);

            var outcomes = race(
                    () -> stage.remove.run(stage.by(org.owner()), org.slug(), member.handle()),
                    () -> give(org, member));

            assertThat(outcomes.get(0)).isInstanceOf(RemoveMember.Outcome.Removed.class);
            assertThat(outcomes.get(1)).isInstanceOfAny(Outcome.Changed.class, Outcome.NoSuchMember.class);
            assertThat(stage.pooled(org)).isZero();
            assertThat(stage.led(member, org)).isFalse();
            stage.assertTrue(org);
        }
    }

    @Test
    void who_leaves_while_their_place_is_taken_away_frees_it_once() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(2);
            var member = stage.member(org, Role.MEMBER);
            give(org, stage.member(org, Role.MEMBER));
            give(org, member);

            race(
                    () -> stage.remove.run(stage.by(member), org.slug(), member.handle()),
                    () -> stage.pool.take(stage.by(org.owner()), org.slug(), member.handle()));

            assertThat(stage.pooled(org)).isEqualTo(1);
            assertThat(stage.led(member, org)).isFalse();
            stage.assertTrue(org);
        }
    }

    @Test
    void whoever_becomes_a_billing_manager_while_they_are_given_a_place_has_none() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(1);
            var member = stage.member(org, Role.MEMBER);

            var outcomes = race(
                    () -> stage.changeRole.run(stage.by(org.owner()), org.slug(), member.handle(), Role.BILLING),
                    () -> give(org, member));

            assertThat(outcomes.get(0)).isInstanceOf(ChangeRole.Outcome.Changed.class);
            assertThat(outcomes.get(1)).isInstanceOfAny(Outcome.Changed.class, Outcome.BillingOnly.class);
            assertThat(stage.pooled(org)).isZero();
            assertThat(stage.led(member, org)).isFalse();
            stage.assertTrue(org);
        }
    }

    @Test
    void nobody_gives_a_place_who_is_removed_at_that_instant_unless_they_were_faster() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(1);
            var admin = stage.member(org, Role.ADMIN);
            var member = stage.member(org, Role.MEMBER);

            var outcomes = race(
                    () -> stage.pool.give(stage.by(admin), org.slug(), member.handle()),
                    () -> stage.remove.run(stage.by(org.owner()), org.slug(), admin.handle()));

            assertThat(outcomes.get(1)).isInstanceOf(RemoveMember.Outcome.Removed.class);
            assertThat(stage.led(member, org)).isEqualTo(outcomes.get(0) instanceof Outcome.Changed);
            stage.assertTrue(org);
        }
    }

    @Test
    void places_are_never_reduced_below_one_that_is_given() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = organization(1);
            var member = stage.member(org, Role.MEMBER);

            var outcomes = race(
                    () -> give(org, member), () -> stage.seats.run(org.slug(), SeatKind.POOL_SEAT, 0, stage.now()));

            if (outcomes.get(0) instanceof Outcome.Changed) {
                assertThat(outcomes.get(1)).isEqualTo(new SetSeats.Outcome.FewerThanTaken(1));
            } else {
                assertThat(outcomes).containsExactly(new Outcome.PoolFull(org.slug()), new SetSeats.Outcome.Set(0));
            }
            stage.assertTrue(org);
        }
    }

    private static String address() {
        return stage.unique("pool") + "@example.org";
    }
}
