package dev.slipway.local.invitations;

import static dev.slipway.local.backends.AtOnce.race;
import static dev.slipway.local.invitations.Stage.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.local.backends.AtOnce;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.DeclineInvitation;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.IdempotencyKey;
import dev.slipway.org.Invitation;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.InviteMembers.What;
import dev.slipway.org.ReadInvitation;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.ResendInvitation;
import dev.slipway.org.RevokeInvitation;
import dev.slipway.org.SeatKind;
import dev.slipway.org.SetSeats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/// Two or more want the same at the same instant: exactly one has it, and the seats are counted truly, in every one of
/// fifty rounds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationRaceTest {

    private static final int ROUNDS = 50;

    private final Stage stage = new Stage();
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

    @Test
    void two_who_follow_the_same_link_are_one_member() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(3);
            var address = address();
            stage.invited(org, address, Role.MEMBER);
            var link = stage.link(address);
            var racers = List.of(stage.somebody(stage.unique("a")), stage.somebody(stage.unique("b")));

            var outcomes = AtOnce.run(racers.stream()
                    .<Callable<Object>>map(racer -> () -> stage.accept.byLink(stage.by(racer), link))
                    .toList());

            assertThat(outcomes)
                    .filteredOn(AcceptInvitation.Outcome.Joined.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes).contains(new AcceptInvitation.Outcome.Gone());
            assertThat(stage.members(org)).hasSize(2);
            stage.assertTrue(org);
        }
    }

    @Test
    void one_who_presses_twice_is_a_member_once() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(3);
            var address = address();
            stage.invited(org, address, Role.MEMBER);
            var link = stage.link(address);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), link), () -> stage.accept.byLink(stage.by(ada), link));

            assertThat(outcomes)
                    .filteredOn(AcceptInvitation.Outcome.Joined.class::isInstance)
                    .hasSize(1);
            assertThat(stage.members(org)).hasSize(2);
            stage.assertTrue(org);
        }
    }

    @Test
    void two_links_of_one_person_make_one_member_and_the_other_offer_stays_open() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(3);
            var one = address();
            var two = address();
            stage.invited(org, one, Role.MEMBER);
            stage.invited(org, two, Role.MEMBER);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), stage.link(one)),
                    () -> stage.accept.byLink(stage.by(ada), stage.link(two)));

            assertThat(outcomes)
                    .filteredOn(AcceptInvitation.Outcome.Joined.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes).contains(new AcceptInvitation.Outcome.AlreadyMember(org.slug()));
            assertThat(stage.taken(org)).isEqualTo(3);
            stage.assertTrue(org);
        }
    }

    @Test
    void two_links_that_hold_the_last_seats_both_work() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(3);
            var one = address();
            var two = address();
            stage.invited(org, one, Role.MEMBER);
            stage.invited(org, two, Role.MEMBER);
            var ada = stage.somebody(stage.unique("ada"));
            var bob = stage.somebody(stage.unique("bob"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), stage.link(one)),
                    () -> stage.accept.byLink(stage.by(bob), stage.link(two)));

            assertThat(outcomes).allMatch(AcceptInvitation.Outcome.Joined.class::isInstance);
            assertThat(stage.taken(org)).isEqualTo(3);
            stage.assertTrue(org);
        }
    }

    @Test
    void two_inviters_who_want_the_last_seat_leave_one_invitation() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(3);
            var admin = stage.member(org, Role.ADMIN);
            var one = address();
            var two = address();

            var outcomes = race(() -> invite(org, org.owner(), one), () -> invite(org, admin, two));

            assertThat(outcomes).containsExactlyInAnyOrder(What.INVITED, What.NO_SEAT_LEFT);
            assertThat(stage.mails.to(one).size() + stage.mails.to(two).size()).isEqualTo(1);
            stage.assertTrue(org);
        }
    }

    @Test
    void two_invitations_to_one_address_are_one() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(9);
            var admin = stage.member(org, Role.ADMIN);
            var address = address();

            var outcomes = race(() -> invite(org, org.owner(), address), () -> invite(org, admin, address));

            assertThat(outcomes).containsExactlyInAnyOrder(What.INVITED, What.ALREADY_INVITED);
            assertThat(stage.mails.to(address)).hasSize(1);
            stage.assertTrue(org);
        }
    }

    @Test
    void two_calls_with_one_key_invite_once() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(9);
            var key = new IdempotencyKey(stage.unique("key"));
            var address = address();
            Callable<Object> call =
                    () -> stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, address), key);

            var outcomes = race(call, call);

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome instanceof InviteMembers.Outcome.Done done && !done.again())
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome instanceof InviteMembers.Outcome.StillRunning
                            || (outcome instanceof InviteMembers.Outcome.Done done && done.again()))
                    .hasSize(1);
            assertThat(stage.mails.to(address)).hasSize(1);
            stage.assertTrue(org);
        }
    }

    @Test
    void an_acceptance_and_a_revocation_have_one_winner() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(2);
            var address = address();
            var id = stage.invited(org, address, Role.MEMBER);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), stage.link(address)),
                    () -> stage.revoke.run(stage.by(org.owner()), org.slug(), id));

            if (outcomes.get(0) instanceof AcceptInvitation.Outcome.Joined) {
                ended("accepted");
                assertThat(outcomes.get(1)).isEqualTo(new RevokeInvitation.Outcome.Ended(Invitation.Fate.ACCEPTED));
                assertThat(stage.taken(org)).isEqualTo(2);
            } else {
                ended("revoked");
                assertThat(outcomes)
                        .containsExactly(new AcceptInvitation.Outcome.Gone(), new RevokeInvitation.Outcome.Revoked());
                assertThat(stage.taken(org)).isEqualTo(1);
            }
            stage.assertTrue(org);
        }
    }

    @Test
    void an_acceptance_and_a_resend_have_one_winner() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(2);
            var address = address();
            var id = stage.invited(org, address, Role.MEMBER);
            var link = stage.link(address);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), link),
                    () -> stage.resend.run(stage.by(org.owner()), org.slug(), id));

            if (outcomes.get(0) instanceof AcceptInvitation.Outcome.Joined) {
                ended("accepted");
                assertThat(outcomes.get(1)).isEqualTo(new ResendInvitation.Outcome.Ended(Invitation.Fate.ACCEPTED));
                assertThat(stage.mails.to(address)).hasSize(1);
            } else {
                ended("resent");
                assertThat(outcomes.get(0)).isEqualTo(new AcceptInvitation.Outcome.Gone());
                assertThat(outcomes.get(1)).isInstanceOf(ResendInvitation.Outcome.Resent.class);
                assertThat(stage.members(org)).hasSize(1);
                assertThat(stage.accept.byLink(stage.by(ada), stage.link(address)))
                        .isInstanceOf(AcceptInvitation.Outcome.Joined.class);
            }
            assertThat(stage.taken(org)).isEqualTo(2);
            stage.assertTrue(org);
        }
    }

    @Test
    void an_acceptance_without_the_link_and_a_resend_both_succeed_or_the_acceptance_does() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(2);
            var ada = stage.somebody(stage.unique("ada"));
            var id = stage.invited(org, ada.address(), Role.MEMBER);

            var outcomes = race(
                    () -> stage.accept.byAddress(stage.by(ada), id),
                    () -> stage.resend.run(stage.by(org.owner()), org.slug(), id));

            assertThat(outcomes.get(0)).isInstanceOf(AcceptInvitation.Outcome.Joined.class);
            ended(outcomes.get(1) instanceof ResendInvitation.Outcome.Resent ? "resent first" : "accepted first");
            assertThat(stage.members(org)).hasSize(2);
            stage.assertTrue(org);
        }
    }

    @Test
    void two_resends_leave_one_link_that_works() {
        for (int round = 0; round < ROUNDS; round++) {
            int from = round + 10;
            var org = stage.organization(2);
            var address = address();
            var id = stage.invited(org, address, Role.MEMBER);
            Callable<Object> resend = () -> stage.resend.run(stage.by(org.owner()), org.slug(), id);

            var outcomes = race(resend, resend);

            assertThat(outcomes)
                    .allMatch(outcome -> outcome instanceof ResendInvitation.Outcome.Resent
                            || outcome instanceof ResendInvitation.Outcome.ResentMeanwhile);
            var working = stage.mails.to(address).stream()
                    .map(letter -> Postbag.token(letter).hash())
                    .filter(link -> stage.read.run(stage.nobodyFrom("192.0.2." + from), link)
                            instanceof ReadInvitation.Outcome.Offered)
                    .toList();
            assertThat(working).hasSize(1);
            stage.assertTrue(org);
        }
    }

    @Test
    void an_acceptance_and_a_refusal_of_the_same_link_have_one_winner() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(2);
            var address = address();
            stage.invited(org, address, Role.MEMBER);
            var link = stage.link(address);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), link), () -> stage.decline.byLink(stage.nobody(), link));

            if (outcomes.get(0) instanceof AcceptInvitation.Outcome.Joined) {
                ended("accepted");
                assertThat(outcomes.get(1)).isEqualTo(new DeclineInvitation.Outcome.Gone());
                assertThat(stage.taken(org)).isEqualTo(2);
            } else {
                ended("declined");
                assertThat(outcomes.get(0)).isEqualTo(new AcceptInvitation.Outcome.Gone());
                assertThat(outcomes.get(1)).isInstanceOf(DeclineInvitation.Outcome.Declined.class);
                assertThat(stage.taken(org)).isEqualTo(1);
            }
            stage.assertTrue(org);
        }
    }

    @Test
    void nobody_joins_by_the_word_of_somebody_who_has_been_removed() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(3);
            var admin = stage.member(org, Role.ADMIN);
            var address = address();
            stage.invited(org, admin, address, Role.MEMBER);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), stage.link(address)),
                    () -> stage.remove.run(stage.by(org.owner()), org.slug(), admin.handle()));

            assertThat(outcomes.get(1)).isInstanceOf(RemoveMember.Outcome.Removed.class);
            joinedOrNobodyStandsBehind(org, outcomes.get(0), Role.MEMBER);
        }
    }

    @Test
    void nobody_joins_by_the_word_of_somebody_who_has_been_demoted() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(3);
            var admin = stage.member(org, Role.ADMIN);
            var address = address();
            stage.invited(org, admin, address, Role.ADMIN);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), stage.link(address)),
                    () -> stage.changeRole.run(stage.by(org.owner()), org.slug(), admin.handle(), Role.MEMBER));

            assertThat(outcomes.get(1)).isInstanceOf(ChangeRole.Outcome.Changed.class);
            joinedOrNobodyStandsBehind(org, outcomes.get(0), Role.ADMIN);
        }
    }

    private void joinedOrNobodyStandsBehind(Stage.Org org, Object outcome, Role role) {
        if (outcome instanceof AcceptInvitation.Outcome.Joined) {
            ended("joined");
        } else {
            ended("nobody stands behind");
            assertThat(outcome).isEqualTo(new AcceptInvitation.Outcome.NobodyStandsBehind(org.slug(), role));
        }
        stage.assertTrue(org);
    }

    @Test
    void seats_are_never_reduced_below_a_link_that_then_works() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(3);
            var address = address();
            stage.invited(org, address, Role.MEMBER);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), stage.link(address)),
                    () -> stage.seats.run(org.slug(), SeatKind.SEAT, 1, stage.now()));

            assertThat(outcomes.get(0)).isInstanceOf(AcceptInvitation.Outcome.Joined.class);
            assertThat(outcomes.get(1)).isEqualTo(new SetSeats.Outcome.FewerThanTaken(2));
            stage.assertTrue(org);
        }
    }

    @Test
    void an_invitation_and_a_reduction_of_the_seat_that_it_wants_have_one_winner() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(2);
            var address = address();

            var outcomes = race(
                    () -> invite(org, org.owner(), address),
                    () -> stage.seats.run(org.slug(), SeatKind.SEAT, 1, stage.now()));

            if (outcomes.get(0) == What.INVITED) {
                ended("invited");
                assertThat(outcomes.get(1)).isEqualTo(new SetSeats.Outcome.FewerThanTaken(2));
            } else {
                ended("reduced");
                assertThat(outcomes).containsExactly(What.NO_SEAT_LEFT, new SetSeats.Outcome.Set(1));
            }
            stage.assertTrue(org);
        }
    }

    @Test
    void nobody_joins_an_organization_that_has_been_deleted() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(3);
            var address = address();
            stage.invited(org, address, Role.MEMBER);
            var ada = stage.somebody(stage.unique("ada"));

            var outcomes = race(
                    () -> stage.accept.byLink(stage.by(ada), stage.link(address)),
                    () -> stage.delete.run(
                            stage.by(org.owner()), org.slug(), org.slug().value()));

            assertThat(outcomes.get(1)).isInstanceOf(DeleteOrganization.Outcome.Deleted.class);
            if (outcomes.get(0) instanceof AcceptInvitation.Outcome.Joined) {
                ended("joined");
            } else {
                ended("gone");
                assertThat(outcomes.get(0)).isEqualTo(new AcceptInvitation.Outcome.Gone());
            }
            stage.assertTrue(org);
        }
    }

    @Test
    void what_has_run_out_gives_its_seat_back_once_however_many_notice() {
        for (int round = 0; round < ROUNDS; round++) {
            stage.moveTo(Stage.START);
            var org = stage.organization(2);
            stage.invited(org, address(), Role.MEMBER);
            stage.moveTo(Stage.START.plus(Invitation.LIFE));
            var one = address();
            var two = address();

            var outcomes = race(() -> invite(org, org.owner(), one), () -> invite(org, org.owner(), two));

            assertThat(outcomes).contains(What.INVITED).containsAnyOf(What.NO_SEAT_LEFT, What.INVITED);
            assertThat(stage.taken(org)).isEqualTo(2);
            stage.assertTrue(org);
        }
    }

    @Test
    void all_at_once_leaves_true_counters() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization(4);
            var admin = stage.member(org, Role.ADMIN);
            var address = address();
            var id = stage.invited(org, admin, address, Role.MEMBER);
            var link = stage.link(address);
            var ada = stage.somebody(stage.unique("ada"));
            var deeds = new ArrayList<Callable<Object>>();
            deeds.add(() -> stage.accept.byLink(stage.by(ada), link));
            deeds.add(() -> stage.decline.byLink(stage.nobody(), link));
            deeds.add(() -> stage.revoke.run(stage.by(org.owner()), org.slug(), id));
            deeds.add(() -> stage.resend.run(stage.by(org.owner()), org.slug(), id));
            deeds.add(() -> stage.remove.run(stage.by(org.owner()), org.slug(), admin.handle()));
            deeds.add(() -> invite(org, org.owner(), address));

            AtOnce.run(deeds);

            stage.assertTrue(org);
        }
    }

    private String address() {
        return stage.unique("race") + "@example.org";
    }

    private Object invite(Stage.Org org, Stage.Somebody inviter, String address) {
        var outcome = stage.invite.run(stage.by(inviter), org.slug(), wish(Role.MEMBER, address));
        return Stage.results(outcome).getFirst().what();
    }

    private void ended(String how) {
        endings.merge(how, 1, Integer::sum);
    }
}
