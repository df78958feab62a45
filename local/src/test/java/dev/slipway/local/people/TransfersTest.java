package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Permission;
import dev.slipway.access.Presented;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.AnswerTransfer.Outcome;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.ListTransfers;
import dev.slipway.org.RevokeTransfer;
import dev.slipway.org.StartTransfer;
import dev.slipway.org.Transfer;
import dev.slipway.org.TransferId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransfersTest {

    private static final Duration JUST_BEFORE = Duration.ofDays(2).minusSeconds(1);
    private static final Duration JUST_AFTER = Duration.ofDays(2).plusSeconds(1);

    private final Offices offices = new Offices();
    private final People people = offices.people;

    @AfterAll
    void close() {
        offices.close();
    }

    /// An organization with an owner and an admin who is to have it.
    private final class Case {

        final OrgSlug org;
        final Token owner;
        final Token heir;

        Case(String slug, Role role) {
            this.org = new OrgSlug(slug);
            this.owner = people.organization(slug);
            this.heir = offices.member(owner, org, slug + "-heir", role);
        }

        Case(String slug) {
            this(slug, Role.ADMIN);
        }

        Handle heirsHandle() {
            return new Handle(org + "-heir");
        }

        Token offered() {
            return offices.offered(owner, org, org + "-heir");
        }

        StartTransfer.Outcome start() {
            return offices.startTransfer.run(People.by(owner), org, heirsHandle());
        }

        List<Transfer> transfers() {
            return ((ListTransfers.Outcome.Listed) offices.listTransfers.run(People.by(owner), org, Slice.first(50)))
                    .page()
                    .items();
        }

        void assertRoles(Role ofOwner, Role ofHeir) {
            assertThat(offices.roles(owner, org))
                    .containsEntry(org + "-owner", ofOwner)
                    .containsEntry(org + "-heir", ofHeir);
            offices.assertCounted(org);
        }
    }

    @Test
    void whoever_accepts_is_owner_and_whoever_offered_is_admin() {
        var one = new Case("accepted");
        var token = one.offered();
        var letter = offices.letters.getLast();

        assertThat(letter.to()).hasToString("accepted-heir@example.com");
        assertThat(letter.from()).hasToString("accepted-owner");
        assertThat(letter.until()).isEqualTo(People.NOW.plus(Duration.ofDays(2)));
        assertThat(letter.link()).hasToString("http://localhost/transfers/accept?token=" + token.secret());
        assertThat(offices.answerTransfer.accept(People.by(one.heir), token.hash()))
                .isEqualTo(new Outcome.Accepted(one.org));

        one.assertRoles(Role.ADMIN, Role.OWNER);
        assertThat(offices.logged(one.org, "transfer.started")).isEqualTo(1);
        assertThat(offices.logged(one.org, "transfer.accepted")).isEqualTo(1);
    }

    @Test
    void looking_at_the_offer_changes_nothing() {
        var one = new Case("looking");
        var token = one.offered();
        var before = offices.stored();

        for (int i = 0; i < 3; i++) {
            assertThat(offices.answerTransfer.show(People.by(one.heir), token.hash()))
                    .isInstanceOfSatisfying(
                            Outcome.Offered.class,
                            offered -> assertThat(offered.organization().slug()).isEqualTo(one.org));
        }
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void what_was_used_revoked_declined_or_made_up_is_gone_alike() {
        var used = new Case("used");
        var usedToken = used.offered();
        offices.answerTransfer.accept(People.by(used.heir), usedToken.hash());
        assertGone(used, usedToken);

        var declined = new Case("declined");
        var declinedToken = declined.offered();
        assertThat(offices.answerTransfer.decline(People.by(declined.heir), declinedToken.hash()))
                .isEqualTo(new Outcome.Declined(declined.org));
        assertGone(declined, declinedToken);
        declined.assertRoles(Role.OWNER, Role.ADMIN);
        assertThat(offices.logged(declined.org, "transfer.declined")).isEqualTo(1);

        var revoked = new Case("revoked");
        var revokedToken = revoked.offered();
        assertThat(revoke(revoked)).isEqualTo(new RevokeTransfer.Outcome.Revoked());
        assertGone(revoked, revokedToken);
        revoked.assertRoles(Role.OWNER, Role.ADMIN);

        assertGone(revoked, Token.draw(Token.Kind.TRANSFER));
    }

    @Test
    void an_offer_is_good_for_48_hours_and_not_a_second_longer() {
        var early = new Case("early");
        var earlyToken = early.offered();
        assertThat(offices.answerTransfer.accept(at(early.heir, JUST_BEFORE), earlyToken.hash()))
                .isEqualTo(new Outcome.Accepted(early.org));
        early.assertRoles(Role.ADMIN, Role.OWNER);

        var late = new Case("late");
        var lateToken = late.offered();
        for (var after : List.of(Duration.ofDays(2), JUST_AFTER)) {
            var visit = at(late.heir, after);
            assertThat(offices.answerTransfer.show(visit, lateToken.hash())).isEqualTo(new Outcome.Gone());
            assertThat(offices.answerTransfer.accept(visit, lateToken.hash())).isEqualTo(new Outcome.Gone());
            assertThat(offices.answerTransfer.decline(visit, lateToken.hash())).isEqualTo(new Outcome.Gone());
        }
        late.assertRoles(Role.OWNER, Role.ADMIN);
    }

    @Test
    void one_that_ran_out_is_in_nobodys_way() {
        var one = new Case("ran-out");
        one.offered();

        assertThat(offices.startTransfer.run(at(one.owner, JUST_BEFORE), one.org, one.heirsHandle()))
                .isEqualTo(new StartTransfer.Outcome.AnotherPending(one.org));
        var second = offices.offered(at(one.owner, JUST_AFTER), one.org, "ran-out-heir");
        assertThat(one.transfers())
                .extracting(transfer -> transfer.stateAt(People.NOW.plus(JUST_AFTER)))
                .containsExactly(Transfer.State.EXPIRED, Transfer.State.PENDING);
        assertThat(offices.answerTransfer.accept(at(one.heir, JUST_AFTER), second.hash()))
                .isEqualTo(new Outcome.Accepted(one.org));
    }

    @Test
    void one_is_pending_at_a_time() {
        var one = new Case("single");
        one.offered();
        var before = offices.stored();

        assertThat(one.start()).isEqualTo(new StartTransfer.Outcome.AnotherPending(one.org));
        assertThat(offices.stored()).isEqualTo(before);
        assertThat(offices.letters.getLast().org()).isEqualTo(one.org);

        revoke(one);
        one.offered();
        assertThat(one.transfers())
                .extracting(transfer -> transfer.stateAt(People.NOW))
                .containsExactlyInAnyOrder(Transfer.State.REVOKED, Transfer.State.PENDING);
    }

    @Test
    void only_the_member_it_was_offered_to_can_answer() {
        var one = new Case("addressed");
        var token = one.offered();
        var mia = offices.member(one.owner, one.org, "addressed-mia", Role.ADMIN);
        var before = offices.stored();

        for (var who : List.of(mia, one.owner, offices.everything(people.account("addressed-otto")))) {
            assertThat(offices.answerTransfer.show(People.by(who), token.hash()))
                    .isEqualTo(new Outcome.ForAnother());
            assertThat(offices.answerTransfer.accept(People.by(who), token.hash()))
                    .isEqualTo(new Outcome.ForAnother());
            assertThat(offices.answerTransfer.decline(People.by(who), token.hash()))
                    .isEqualTo(new Outcome.ForAnother());
        }
        assertThat(offices.answerTransfer.accept(People.nobody(), token.hash()))
                .isEqualTo(new Outcome.Refused(new Refusal.SignInFirst()));
        assertThat(offices.answerTransfer.show(People.nobody(), token.hash()))
                .as("whoever has the link may look")
                .isInstanceOf(Outcome.Offered.class);
        assertThat(offices.stored().size() - before.size())
                .as("otto and his token")
                .isLessThanOrEqualTo(7);
        one.assertRoles(Role.OWNER, Role.ADMIN);
    }

    @Test
    void accepting_takes_a_token_that_manages() {
        var one = new Case("narrow");
        var token = one.offered();
        var reading = people.token(people.whoIs(one.heir), Scope.READ);

        assertThat(offices.answerTransfer.accept(People.by(reading), token.hash()))
                .isEqualTo(new Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
    }

    @Test
    void only_owners_start_list_and_revoke() {
        var one = new Case("owned");
        var refused = new Refusal.NotPermitted(Permission.OWN_ORGANIZATION, one.org);
        one.offered();
        var id = one.transfers().getFirst().id();

        assertThat(offices.startTransfer.run(People.by(one.heir), one.org, one.heirsHandle()))
                .isEqualTo(new StartTransfer.Outcome.Refused(refused));
        assertThat(offices.listTransfers.run(People.by(one.heir), one.org, Slice.first(5)))
                .isEqualTo(new ListTransfers.Outcome.Refused(refused));
        assertThat(offices.revokeTransfer.run(People.by(one.heir), one.org, id))
                .isEqualTo(new RevokeTransfer.Outcome.Refused(refused));
        var outsider = offices.everything(people.account("owned-otto"));
        assertThat(offices.startTransfer.run(People.by(outsider), one.org, one.heirsHandle()))
                .isEqualTo(new StartTransfer.Outcome.Refused(new Refusal.NotFound()));
    }

    @Test
    void a_browser_that_signed_in_too_long_ago_must_do_so_again() {
        var one = new Case("sensitive");
        var person = people.whoIs(one.owner);
        var old = people.session(person, People.NOW.minus(Duration.ofHours(1)));
        var recent = people.session(person, People.NOW.minus(Duration.ofMinutes(59)));

        assertThat(offices.startTransfer.run(People.by(old), one.org, one.heirsHandle()))
                .isEqualTo(new StartTransfer.Outcome.Refused(new Refusal.SignInAgain()));
        assertThat(offices.startTransfer.run(People.by(recent), one.org, one.heirsHandle()))
                .isInstanceOf(StartTransfer.Outcome.Started.class);
    }

    @Test
    void it_is_offered_to_a_member_with_an_address_who_is_no_owner() {
        var one = new Case("choice");
        people.member(one.owner, one.org, "choice-mute", Role.BILLING);
        people.account("choice-otto");

        assertThat(offices.startTransfer.run(People.by(one.owner), one.org, new Handle("choice-owner")))
                .isEqualTo(new StartTransfer.Outcome.OwnerAlready(new Handle("choice-owner")));
        assertThat(offices.startTransfer.run(People.by(one.owner), one.org, new Handle("choice-otto")))
                .isEqualTo(new StartTransfer.Outcome.NoSuchMember(new Handle("choice-otto")));
        assertThat(offices.startTransfer.run(People.by(one.owner), one.org, new Handle("choice-mute")))
                .isEqualTo(new StartTransfer.Outcome.NoAddress(new Handle("choice-mute")));
        assertThat(one.transfers()).isEmpty();
    }

    @Test
    void what_could_not_be_mailed_is_not_pending() {
        var one = new Case("unmailed");
        offices.mailBroken = true;
        try {
            assertThat(one.start()).isEqualTo(new StartTransfer.Outcome.NotMailed(one.heirsHandle()));
        } finally {
            offices.mailBroken = false;
        }

        assertThat(one.transfers())
                .extracting(transfer -> transfer.stateAt(People.NOW))
                .containsExactly(Transfer.State.REVOKED);
        one.offered();
    }

    @Test
    void mails_go_out_so_often_and_no_more() {
        var one = new Case("often");
        for (int i = 0; i < 20; i++) {
            one.offered();
            revoke(one);
        }

        assertThat(one.start())
                .isInstanceOfSatisfying(
                        StartTransfer.Outcome.TooFast.class,
                        refused -> assertThat(refused.retryAfter()).isPositive());
        offices.offered(at(one.owner, Duration.ofDays(1)), one.org, "often-heir");
    }

    @Test
    void the_sender_must_still_be_owner_and_the_recipient_still_member() {
        var demoted = new Case("demoted");
        offices.member(demoted.owner, demoted.org, "demoted-ann", Role.OWNER);
        var token = demoted.offered();
        var ann = people.whoIs(demoted.owner);
        offices.changeRole.run(People.by(demoted.owner), demoted.org, ann.handle(), Role.MEMBER);
        assertThat(offices.answerTransfer.accept(People.by(demoted.heir), token.hash()))
                .isEqualTo(new Outcome.SenderIsNoOwner(new Handle("demoted-owner")));
        offices.assertCounted(demoted.org);

        var gone = new Case("gone");
        var goneToken = gone.offered();
        offices.removeMember.run(People.by(gone.owner), gone.org, gone.heirsHandle());
        assertThat(offices.answerTransfer.accept(People.by(gone.heir), goneToken.hash()))
                .isEqualTo(new Outcome.Gone());
        offices.assertCounted(gone.org);
    }

    @Test
    void a_recipient_without_a_seat_gets_one_if_there_is_one() {
        var one = new Case("seatless", Role.BILLING);
        people.member(one.owner, one.org, "seatless-mia", Role.MEMBER);
        people.member(one.owner, one.org, "seatless-max", Role.MEMBER);
        var token = one.offered();

        assertThat(offices.answerTransfer.accept(People.by(one.heir), token.hash()))
                .isEqualTo(new Outcome.NoSeatLeft(one.org));
        one.assertRoles(Role.OWNER, Role.BILLING);

        offices.removeMember.run(People.by(one.owner), one.org, new Handle("seatless-mia"));
        assertThat(offices.answerTransfer.accept(People.by(one.heir), token.hash()))
                .isEqualTo(new Outcome.Accepted(one.org));
        one.assertRoles(Role.ADMIN, Role.OWNER);
    }

    @Test
    void a_recipient_who_became_owner_meanwhile_may_accept_all_the_same() {
        var one = new Case("risen");
        var token = one.offered();
        offices.changeRole.run(People.by(one.owner), one.org, one.heirsHandle(), Role.OWNER);

        assertThat(offices.answerTransfer.accept(People.by(one.heir), token.hash()))
                .isEqualTo(new Outcome.Accepted(one.org));
        one.assertRoles(Role.ADMIN, Role.OWNER);
    }

    @Test
    void a_deleted_organization_is_handed_to_nobody() {
        var one = new Case("deleted");
        var token = one.offered();
        assertThat(offices.deleteOrganization.run(People.by(one.owner), one.org, "deleted"))
                .isInstanceOf(DeleteOrganization.Outcome.Deleted.class);

        assertGone(one, token);

        offices.restoreOrganization.run(People.by(one.owner), one.org);
        assertThat(offices.answerTransfer.accept(People.by(one.heir), token.hash()))
                .isEqualTo(new Outcome.Accepted(one.org));
    }

    @Test
    void what_is_settled_can_not_be_revoked() {
        var one = new Case("settled");
        var token = one.offered();
        var transfer = one.transfers().getFirst();
        offices.answerTransfer.decline(People.by(one.heir), token.hash());

        assertThat(revoke(one)).isInstanceOf(RevokeTransfer.Outcome.Settled.class);
        assertThat(offices.revokeTransfer.run(
                        People.by(one.owner),
                        one.org,
                        new TransferId(Ids.random().next(People.NOW))))
                .isInstanceOf(RevokeTransfer.Outcome.NoSuchTransfer.class);
        var other = new Case("settled-other");
        assertThat(offices.revokeTransfer.run(People.by(other.owner), other.org, transfer.id()))
                .isInstanceOf(RevokeTransfer.Outcome.NoSuchTransfer.class);
    }

    @Test
    void whoever_tries_links_out_is_slowed_down_and_a_link_that_works_still_does() {
        var one = new Case("guessed");
        var token = one.offered();
        var late = Duration.ofHours(20);
        for (int i = 0; i < 30; i++) {
            assertThat(offices.answerTransfer.show(
                            at(one.heir, late), Token.draw(Token.Kind.TRANSFER).hash()))
                    .isEqualTo(new Outcome.Gone());
        }

        assertThat(offices.answerTransfer.accept(
                        at(one.heir, late), Token.draw(Token.Kind.TRANSFER).hash()))
                .isInstanceOf(Outcome.TooManyGuesses.class);
        assertThat(offices.answerTransfer.accept(at(one.heir, late), token.hash()))
                .isEqualTo(new Outcome.Accepted(one.org));
    }

    @Test
    void the_secret_is_stored_nowhere() {
        var one = new Case("secret");
        var token = one.offered();

        assertThat(offices.stored().toString()).doesNotContain(token.secret());
    }

    /// Revokes the one that is pending, or any if none is: ids of the same millisecond are in no order.
    private RevokeTransfer.Outcome revoke(Case one) {
        var transfers = one.transfers();
        var transfer = transfers.stream()
                .filter(each -> each.pendingAt(People.NOW))
                .findFirst()
                .orElseGet(transfers::getFirst);
        return offices.revokeTransfer.run(People.by(one.owner), one.org, transfer.id());
    }

    private void assertGone(Case one, Token token) {
        var before = offices.stored();
        assertThat(offices.answerTransfer.show(People.by(one.heir), token.hash()))
                .isEqualTo(new Outcome.Gone());
        assertThat(offices.answerTransfer.accept(People.by(one.heir), token.hash()))
                .isEqualTo(new Outcome.Gone());
        assertThat(offices.answerTransfer.decline(People.by(one.heir), token.hash()))
                .isEqualTo(new Outcome.Gone());
        assertThat(offices.stored()).isEqualTo(before);
    }

    private static Visit at(Token token, Duration later) {
        Instant when = People.NOW.plus(later);
        return People.at(new Presented.ByHash(token.hash()), when);
    }
}
