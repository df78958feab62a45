package dev.slipway.local.invitations;

import static dev.slipway.local.invitations.Stage.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Token;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.DeclineInvitation;
import dev.slipway.org.Invitation;
import dev.slipway.org.Invitation.Fate;
import dev.slipway.org.InvitationId;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.ListInvitations;
import dev.slipway.org.ReadInvitation;
import dev.slipway.org.RecordBounce;
import dev.slipway.org.ResendInvitation;
import dev.slipway.org.RevokeInvitation;
import dev.slipway.org.SeatKind;
import dev.slipway.org.SetSeats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationFateTest {

    private static final InvitationId NONE = new InvitationId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB");

    private final Stage stage = new Stage();

    @BeforeEach
    void begin() {
        stage.moveTo(Stage.START);
        stage.mails.refuse(false);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void whoever_was_invited_by_mistake_declines_without_an_account_and_the_seat_is_free() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.MEMBER);

        assertThat(stage.decline.byLink(stage.nobody(), stage.link(address)))
                .isInstanceOf(DeclineInvitation.Outcome.Declined.class);

        assertThat(stage.taken(org)).isEqualTo(1);
        assertThat(stage.log(org)).contains("invitation.declined " + address + " by " + address);
        assertThat(stage.decline.byLink(stage.nobody(), stage.link(address)))
                .isEqualTo(new DeclineInvitation.Outcome.Gone());
        assertThat(stage.read.run(stage.nobody(), stage.link(address))).isEqualTo(new ReadInvitation.Outcome.Gone());
        stage.assertTrue(org);
        stage.invited(org, address, Role.MEMBER);
    }

    @Test
    void a_seat_that_is_held_for_too_long_goes_to_the_member_who_needs_one() {
        var org = stage.organization(2);
        var bill = stage.member(org, Role.BILLING);
        stage.invited(org, stage.unique("late") + "@example.org", Role.MEMBER);
        assertThat(stage.changeRole.run(stage.by(org.owner()), org.slug(), bill.handle(), Role.MEMBER))
                .isEqualTo(new ChangeRole.Outcome.NoSeatLeft(org.slug()));

        stage.moveTo(Stage.START.plus(Duration.ofDays(2)).plusSeconds(1));

        assertThat(stage.changeRole.run(stage.by(org.owner()), org.slug(), bill.handle(), Role.MEMBER))
                .isInstanceOf(ChangeRole.Outcome.Changed.class);
        stage.assertTrue(org);
    }

    @Test
    void somebody_signed_in_declines_by_their_address_or_the_link() {
        var org = stage.organization(3);
        var ada = stage.somebody(stage.unique("ada"));
        var id = stage.invited(org, ada.address(), Role.MEMBER);
        var eve = stage.somebody(stage.unique("eve"));

        assertThat(stage.decline.byAddress(stage.by(eve), id)).isEqualTo(new DeclineInvitation.Outcome.Gone());
        assertThat(stage.decline.byAddress(stage.nobody(), id))
                .isEqualTo(new DeclineInvitation.Outcome.Refused(new Refusal.SignInFirst()));
        assertThat(stage.decline.byAddress(stage.by(ada), id)).isInstanceOf(DeclineInvitation.Outcome.Declined.class);
        assertThat(stage.log(org)).contains("invitation.declined " + ada.address() + " by " + ada.handle());

        var other = stage.unique("work") + "@example.org";
        stage.invited(org, other, Role.MEMBER);
        assertThat(stage.decline.byLink(stage.by(Token.draw(Token.Kind.ACCESS)), stage.link(other)))
                .isEqualTo(new DeclineInvitation.Outcome.Refused(new Refusal.TokenUnknown()));
        assertThat(stage.decline.byLink(stage.by(ada), stage.link(other)))
                .isInstanceOf(DeclineInvitation.Outcome.Declined.class);
        stage.assertTrue(org);
    }

    @Test
    void a_revoked_link_opens_nothing_and_its_seat_is_free() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        var id = stage.invited(org, address, Role.MEMBER);

        assertThat(stage.revoke.run(stage.by(org.owner()), org.slug(), id))
                .isEqualTo(new RevokeInvitation.Outcome.Revoked());

        assertThat(stage.accept.byLink(stage.by(stage.somebody(stage.unique("ada"))), stage.link(address)))
                .isEqualTo(new AcceptInvitation.Outcome.Gone());
        assertThat(stage.revoke.run(stage.by(org.owner()), org.slug(), id))
                .isEqualTo(new RevokeInvitation.Outcome.Ended(Fate.REVOKED));
        assertThat(stage.resend.run(stage.by(org.owner()), org.slug(), id))
                .isEqualTo(new ResendInvitation.Outcome.Ended(Fate.REVOKED));
        assertThat(stage.taken(org)).isEqualTo(1);
        assertThat(stage.log(org))
                .contains("invitation.revoked " + address + " by " + org.owner().handle());
        stage.assertTrue(org);
    }

    @Test
    void a_resent_invitation_has_a_new_link_for_another_forty_eight_hours_and_the_old_one_is_dead() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        var id = stage.invited(org, address, Role.MEMBER);
        var old = stage.link(address);
        stage.moveTo(Stage.START.plus(Duration.ofHours(47)));

        assertThat(stage.resend.run(stage.by(org.owner()), org.slug(), id))
                .isInstanceOfSatisfying(ResendInvitation.Outcome.Resent.class, resent -> {
                    assertThat(resent.invitation().mail()).isEqualTo(Invitation.Mail.SENT);
                    assertThat(resent.invitation().link().until())
                            .isEqualTo(stage.now().plus(Invitation.LIFE));
                });

        assertThat(stage.link(address)).isNotEqualTo(old);
        var ada = stage.somebody(stage.unique("ada"));
        assertThat(stage.accept.byLink(stage.by(ada), old)).isEqualTo(new AcceptInvitation.Outcome.Gone());
        assertThat(stage.taken(org)).isEqualTo(2);
        stage.moveTo(Stage.START.plus(Duration.ofHours(94)));
        assertThat(stage.accept.byLink(stage.by(ada), stage.link(address)))
                .isInstanceOf(AcceptInvitation.Outcome.Joined.class);
        stage.assertTrue(org);
    }

    @Test
    void what_has_run_out_is_neither_resent_nor_revoked() {
        var org = stage.organization(2);
        var id = stage.invited(org, stage.unique("work") + "@example.org", Role.MEMBER);
        stage.moveTo(Stage.START.plus(Invitation.LIFE));

        assertThat(stage.resend.run(stage.by(org.owner()), org.slug(), id))
                .isEqualTo(new ResendInvitation.Outcome.Ended(Fate.EXPIRED));
        assertThat(stage.revoke.run(stage.by(org.owner()), org.slug(), id))
                .isEqualTo(new RevokeInvitation.Outcome.Ended(Fate.EXPIRED));
    }

    @Test
    void an_admin_touches_no_offer_of_ownership_and_a_member_none_at_all() {
        var org = stage.organization(9);
        var id = stage.invited(org, stage.unique("work") + "@example.org", Role.OWNER);
        var admin = stage.member(org, Role.ADMIN);
        var member = stage.member(org, Role.MEMBER);

        assertThat(stage.revoke.run(stage.by(admin), org.slug(), id))
                .isEqualTo(new RevokeInvitation.Outcome.AboveOneself(Role.OWNER));
        assertThat(stage.resend.run(stage.by(admin), org.slug(), id))
                .isEqualTo(new ResendInvitation.Outcome.AboveOneself(Role.OWNER));
        assertThat(stage.revoke.run(stage.by(member), org.slug(), id))
                .isInstanceOf(RevokeInvitation.Outcome.Refused.class);
        assertThat(stage.resend.run(stage.by(member), org.slug(), id))
                .isInstanceOf(ResendInvitation.Outcome.Refused.class);
        assertThat(stage.list.pending(stage.by(member), org.slug(), Slice.first(10)))
                .isInstanceOf(ListInvitations.Outcome.Refused.class);
    }

    @Test
    void an_invitation_of_another_organization_is_not_there() {
        var org = stage.organization(2);
        var other = stage.organization(2);
        var id = stage.invited(org, stage.unique("work") + "@example.org", Role.MEMBER);

        for (var wrong : List.of(id, NONE)) {
            assertThat(stage.revoke.run(stage.by(other.owner()), other.slug(), wrong))
                    .isEqualTo(new RevokeInvitation.Outcome.NoSuchInvitation());
            assertThat(stage.resend.run(stage.by(other.owner()), other.slug(), wrong))
                    .isEqualTo(new ResendInvitation.Outcome.NoSuchInvitation());
        }
        assertThat(stage.revoke.run(stage.by(other.owner()), org.slug(), id))
                .isEqualTo(new RevokeInvitation.Outcome.Refused(new Refusal.NotFound()));
    }

    @Test
    void a_resend_counts_against_the_address() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        var id = stage.invited(org, address, Role.MEMBER);
        for (int i = 0; i < 9; i++) {
            assertThat(stage.resend.run(stage.by(org.owner()), org.slug(), id))
                    .isInstanceOf(ResendInvitation.Outcome.Resent.class);
        }
        var link = stage.link(address);

        assertThat(stage.resend.run(stage.by(org.owner()), org.slug(), id))
                .isInstanceOf(ResendInvitation.Outcome.TooManyMails.class);

        assertThat(stage.read.run(stage.nobody(), link)).isInstanceOf(ReadInvitation.Outcome.Offered.class);
    }

    @Test
    void lists_show_what_is_open_and_what_became_of_the_rest() {
        var org = stage.organization(9);
        var revoked = stage.invited(org, stage.unique("one") + "@example.org", Role.MEMBER);
        stage.revoke.run(stage.by(org.owner()), org.slug(), revoked);
        stage.moveTo(stage.now().plusSeconds(1));
        var accepted = stage.unique("two") + "@example.org";
        stage.invited(org, accepted, Role.MEMBER);
        stage.accept.byLink(stage.by(stage.somebody(stage.unique("ada"))), stage.link(accepted));
        stage.moveTo(stage.now().plusSeconds(1));
        var declined = stage.unique("three") + "@example.org";
        stage.invited(org, declined, Role.MEMBER);
        stage.decline.byLink(stage.nobody(), stage.link(declined));
        stage.moveTo(stage.now().plusSeconds(1));
        stage.invited(org, stage.unique("four") + "@example.org", Role.MEMBER);
        stage.moveTo(stage.now().plus(Invitation.LIFE));
        var open = stage.invited(org, stage.unique("five") + "@example.org", Role.MEMBER);

        assertThat(pending(org)).extracting(Invitation::id).containsExactly(open);
        assertThat(all(org, 50))
                .extracting(invitation ->
                        invitation.ending().map(ending -> ending.fate().name()).orElse("open"))
                .containsExactly("open", "EXPIRED", "DECLINED", "ACCEPTED", "REVOKED");
        stage.assertTrue(org);
    }

    @Test
    void a_list_in_parts_is_the_list() {
        var org = stage.organization(20);
        for (int i = 0; i < 7; i++) {
            var id = stage.invited(org, stage.unique("past") + "@example.org", Role.MEMBER);
            stage.revoke.run(stage.by(org.owner()), org.slug(), id);
            stage.moveTo(stage.now().plusSeconds(1));
            stage.invited(org, stage.unique("open") + "@example.org", Role.MEMBER);
            stage.moveTo(stage.now().plusSeconds(1));
        }
        var whole = all(org, 200);

        assertThat(whole).hasSize(14);
        for (int limit : new int[] {1, 2, 3, 6, 7, 8, 13, 14}) {
            assertThat(all(org, limit)).as("in parts of %d", limit).isEqualTo(whole);
        }
        assertThat(whole.subList(0, 7)).isEqualTo(pending(org));
    }

    @Test
    void a_bounce_is_noted_on_the_invitation_and_a_resend_clears_it() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        var id = stage.invited(org, address, Role.MEMBER);
        var message = stage.mails.id(address);

        assertThat(stage.bounce.run(new RecordBounce.Notice(message, Invitation.Mail.BOUNCED), stage.now()))
                .isInstanceOf(RecordBounce.Outcome.Noted.class);

        assertThat(pending(org)).extracting(Invitation::mail).containsExactly(Invitation.Mail.BOUNCED);
        assertThat(stage.log(org)).contains("invitation.mailed " + address + " by slipway");
        stage.resend.run(stage.by(org.owner()), org.slug(), id);
        assertThat(pending(org)).extracting(Invitation::mail).containsExactly(Invitation.Mail.SENT);
        assertThat(stage.bounce.run(new RecordBounce.Notice(message, Invitation.Mail.BOUNCED), stage.now()))
                .as("that of the mail before")
                .isEqualTo(new RecordBounce.Outcome.NothingToNote());
    }

    @Test
    void a_notice_that_comes_twice_or_about_another_mail_changes_nothing() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.MEMBER);
        var complaint = new RecordBounce.Notice(stage.mails.id(address), Invitation.Mail.COMPLAINED);
        stage.bounce.run(complaint, stage.now());
        var before = stage.everything();

        assertThat(stage.bounce.run(complaint, stage.now())).isEqualTo(new RecordBounce.Outcome.NothingToNote());
        assertThat(stage.bounce.run(new RecordBounce.Notice("of-a-sign-in", Invitation.Mail.BOUNCED), stage.now()))
                .isEqualTo(new RecordBounce.Outcome.NothingToNote());
        assertThat(stage.bounce.run(
                        new RecordBounce.Notice(stage.mails.id(address), Invitation.Mail.BOUNCED), stage.now()))
                .as("a late bounce doesn't take a complaint back")
                .isEqualTo(new RecordBounce.Outcome.NothingToNote());

        assertThat(stage.everything()).isEqualTo(before);
    }

    @Test
    void seats_never_go_below_members_and_open_invitations_and_those_that_ran_out_do_not_count() {
        var org = stage.organization(5);
        stage.member(org, Role.MEMBER);
        stage.invited(org, stage.unique("work") + "@example.org", Role.MEMBER);

        assertThat(stage.seats.run(org.slug(), SeatKind.SEAT, 2, stage.now()))
                .isEqualTo(new SetSeats.Outcome.FewerThanTaken(3));
        assertThat(stage.seats.run(org.slug(), SeatKind.SEAT, 3, stage.now())).isEqualTo(new SetSeats.Outcome.Set(3));
        stage.moveTo(Stage.START.plus(Invitation.LIFE));
        assertThat(stage.seats.run(org.slug(), SeatKind.SEAT, 2, stage.now())).isEqualTo(new SetSeats.Outcome.Set(2));
        assertThat(stage.seats.run(new dev.slipway.kernel.OrgSlug("nobodys"), SeatKind.SEAT, 2, stage.now()))
                .isEqualTo(new SetSeats.Outcome.NoSuchOrganization());
        stage.assertTrue(org);
    }

    @Test
    void a_full_organization_invites_again_after_a_refusal_of_the_offer() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.MEMBER);
        var late = stage.unique("late") + "@example.org";
        var full = stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, late));
        assertThat(Stage.results(full).getFirst().what()).isEqualTo(InviteMembers.What.NO_SEAT_LEFT);

        stage.decline.byLink(stage.nobody(), stage.link(address));

        stage.invited(org, late, Role.MEMBER);
        stage.assertTrue(org);
    }

    private List<Invitation> pending(Stage.Org org) {
        var outcome = stage.list.pending(stage.by(org.owner()), org.slug(), Slice.first(200));
        return ((ListInvitations.Outcome.Listed) outcome).page().items();
    }

    private List<Invitation> all(Stage.Org org, int limit) {
        var all = new ArrayList<Invitation>();
        Optional<Position> after = Optional.empty();
        do {
            var outcome = stage.list.all(stage.by(org.owner()), org.slug(), new Slice(after, limit));
            var page = ((ListInvitations.Outcome.Listed) outcome).page();
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }
}
