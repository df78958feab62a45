package dev.slipway.local.invitations;

import static dev.slipway.local.invitations.Stage.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.Email;
import dev.slipway.org.AcceptInvitation.Outcome;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.Invitation;
import dev.slipway.org.ListMyInvitations;
import dev.slipway.org.ReadInvitation;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.ResendInvitation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptInvitationTest {

    private final Stage stage = new Stage();

    @BeforeEach
    void begin() {
        stage.moveTo(Stage.START);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void whoever_holds_the_link_becomes_a_member_at_once_and_the_address_becomes_theirs() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.ADMIN);
        var ada = stage.somebody(stage.unique("ada"));

        var outcome = stage.accept.byLink(stage.by(ada), stage.link(address));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Joined.class, joined -> {
            assertThat(joined.member().role()).isEqualTo(Role.ADMIN);
            assertThat(joined.organization().slug()).isEqualTo(org.slug());
        });
        assertThat(stage.members(org)).contains(ada.handle().value());
        assertThat(stage.invite.run(stage.by(ada), org.slug(), wish(Role.MEMBER, address)))
                .satisfies(again -> assertThat(Stage.results(again).getFirst().what())
                        .isEqualTo(dev.slipway.org.InviteMembers.What.OWN_ADDRESS));
        assertThat(stage.taken(org)).isEqualTo(2);
        stage.assertTrue(org);
        assertThat(stage.log(org))
                .contains(
                        "invitation.accepted " + address + " by " + ada.handle(),
                        "member.joined " + ada.handle() + " by " + ada.handle());
        assertThat(stage.log(ada.person())).contains("account.email_added " + address + " by " + ada.handle());
    }

    @Test
    void a_link_works_once() {
        var org = stage.organization(3);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.MEMBER);
        var link = stage.link(address);
        stage.accept.byLink(stage.by(stage.somebody(stage.unique("ada"))), link);

        assertThat(stage.accept.byLink(stage.by(stage.somebody(stage.unique("eve"))), link))
                .isEqualTo(new Outcome.Gone());
        assertThat(stage.read.run(stage.nobody(), link)).isEqualTo(new ReadInvitation.Outcome.Gone());
        assertThat(stage.members(org)).hasSize(2);
    }

    @Test
    void a_link_works_for_forty_eight_hours_to_the_second() {
        for (var late : List.of(Duration.ofSeconds(-1), Duration.ofMillis(-1))) {
            var org = stage.organization(2);
            var address = stage.unique("work") + "@example.org";
            stage.moveTo(Stage.START);
            stage.invited(org, address, Role.MEMBER);
            stage.moveTo(Stage.START.plus(Invitation.LIFE).plus(late));

            assertThat(stage.read.run(stage.nobody(), stage.link(address)))
                    .isInstanceOf(ReadInvitation.Outcome.Offered.class);
            assertThat(stage.accept.byLink(stage.by(stage.somebody(stage.unique("ada"))), stage.link(address)))
                    .as("accepted at 48:00:00 %s", late)
                    .isInstanceOf(Outcome.Joined.class);
            stage.assertTrue(org);
        }
    }

    @Test
    void a_link_does_not_work_after_forty_eight_hours_to_the_second() {
        for (var late : List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofDays(30))) {
            var org = stage.organization(2);
            var address = stage.unique("work") + "@example.org";
            stage.moveTo(Stage.START);
            stage.invited(org, address, Role.MEMBER);
            stage.moveTo(Stage.START.plus(Invitation.LIFE).plus(late));

            assertThat(stage.read.run(stage.nobodyFrom("192.0.2.77"), stage.link(address)))
                    .isEqualTo(new ReadInvitation.Outcome.Gone());
            assertThat(stage.accept.byLink(stage.by(stage.somebody(stage.unique("ada"))), stage.link(address)))
                    .as("accepted at 48:00:00 + %s", late)
                    .isEqualTo(new Outcome.Gone());
            assertThat(stage.members(org)).hasSize(1);
        }
    }

    @Test
    void opening_a_link_changes_nothing() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.MEMBER);
        var before = stage.everything();

        for (int i = 0; i < 3; i++) {
            assertThat(stage.read.run(stage.nobody(), stage.link(address)))
                    .isInstanceOf(ReadInvitation.Outcome.Offered.class);
        }

        assertThat(stage.everything()).isEqualTo(before);
    }

    @Test
    void nobody_accepts_who_is_not_signed_in_and_no_token_that_does_not_manage() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.MEMBER);
        var ada = stage.somebody(stage.unique("ada"));

        assertThat(stage.accept.byLink(stage.nobody(), stage.link(address)))
                .isEqualTo(new Outcome.Refused(new Refusal.SignInFirst()));
        assertThat(stage.accept.byLink(stage.by(stage.token(ada.person(), Scope.READ)), stage.link(address)))
                .isEqualTo(new Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
        assertThat(stage.members(org)).hasSize(1);
    }

    @Test
    void a_link_that_was_never_made_is_gone_as_a_used_one_is() {
        var ada = stage.somebody(stage.unique("ada"));

        assertThat(stage.accept.byLink(
                        stage.by(ada), Token.draw(Token.Kind.INVITATION).hash()))
                .isEqualTo(new Outcome.Gone());
        assertThat(stage.accept.byLink(stage.by(ada), TokenHash.of("slp_i"))).isEqualTo(new Outcome.Gone());
    }

    @Test
    void a_member_is_told_that_they_are_one_and_keeps_their_role() {
        var org = stage.organization(4);
        var member = stage.member(org, Role.MEMBER);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.ADMIN);

        assertThat(stage.accept.byLink(stage.by(member), stage.link(address)))
                .isEqualTo(new Outcome.AlreadyMember(org.slug()));

        assertThat(stage.read.run(stage.nobody(), stage.link(address)))
                .isInstanceOf(ReadInvitation.Outcome.Offered.class);
        stage.assertTrue(org);
    }

    @Test
    void an_address_of_another_account_is_not_taken_from_it() {
        var org = stage.organization(2);
        var owner = stage.somebody(stage.unique("mia"));
        stage.invited(org, owner.address(), Role.MEMBER);
        var eve = stage.somebody(stage.unique("eve"));

        assertThat(stage.accept.byLink(stage.by(eve), stage.link(owner.address())))
                .isEqualTo(new Outcome.AddressTaken(new Email(owner.address())));

        assertThat(stage.members(org)).hasSize(1);
        assertThat(stage.accept.byLink(stage.by(owner), stage.link(owner.address())))
                .isInstanceOf(Outcome.Joined.class);
    }

    @Test
    void a_role_is_granted_only_while_whoever_sent_the_link_may_give_it() {
        var org = stage.organization(6);
        var admin = stage.member(org, Role.ADMIN);
        var first = stage.unique("first") + "@example.org";
        var second = stage.unique("second") + "@example.org";
        stage.invited(org, admin, first, Role.ADMIN);
        stage.invited(org, admin, second, Role.MEMBER);
        assertThat(stage.changeRole.run(stage.by(org.owner()), org.slug(), admin.handle(), Role.MAINTAINER))
                .isInstanceOf(ChangeRole.Outcome.Changed.class);
        var ada = stage.somebody(stage.unique("ada"));

        assertThat(stage.accept.byLink(stage.by(ada), stage.link(first)))
                .isEqualTo(new Outcome.NobodyStandsBehind(org.slug(), Role.ADMIN));
        assertThat(stage.accept.byLink(stage.by(ada), stage.link(second)))
                .isEqualTo(new Outcome.NobodyStandsBehind(org.slug(), Role.MEMBER));
        assertThat(stage.members(org)).hasSize(2);
        stage.assertTrue(org);
    }

    @Test
    void whoever_resends_a_link_stands_behind_it() {
        var org = stage.organization(6);
        var admin = stage.member(org, Role.ADMIN);
        var address = stage.unique("work") + "@example.org";
        var id = stage.invited(org, admin, address, Role.ADMIN);
        assertThat(stage.remove.run(stage.by(org.owner()), org.slug(), admin.handle()))
                .isInstanceOf(RemoveMember.Outcome.Removed.class);
        var ada = stage.somebody(stage.unique("ada"));
        assertThat(stage.accept.byLink(stage.by(ada), stage.link(address)))
                .isEqualTo(new Outcome.NobodyStandsBehind(org.slug(), Role.ADMIN));

        assertThat(stage.resend.run(stage.by(org.owner()), org.slug(), id))
                .isInstanceOf(ResendInvitation.Outcome.Resent.class);

        assertThat(stage.mails.last(address).invitedBy()).isEqualTo(org.owner().handle());
        assertThat(stage.accept.byLink(stage.by(ada), stage.link(address))).isInstanceOf(Outcome.Joined.class);
    }

    @Test
    void nobody_comes_back_by_an_offer_of_their_own() {
        var org = stage.organization(6);
        var admin = stage.member(org, Role.ADMIN);
        var address = stage.unique("back-door") + "@example.org";
        stage.invited(org, admin, address, Role.ADMIN);
        assertThat(stage.accept.byLink(stage.by(admin), stage.link(address)))
                .isEqualTo(new Outcome.AlreadyMember(org.slug()));
        stage.remove.run(stage.by(org.owner()), org.slug(), admin.handle());

        assertThat(stage.accept.byLink(stage.by(admin), stage.link(address)))
                .isEqualTo(new Outcome.NobodyStandsBehind(org.slug(), Role.ADMIN));
        assertThat(stage.members(org)).hasSize(1);
    }

    @Test
    void an_owner_who_was_invited_counts_as_one() {
        var org = stage.organization(3);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.OWNER);
        stage.assertTrue(org);
        assertThat(stage.remove.run(
                        stage.by(org.owner()), org.slug(), org.owner().handle()))
                .isInstanceOf(RemoveMember.Outcome.LastOwner.class);

        stage.accept.byLink(stage.by(stage.somebody(stage.unique("ada"))), stage.link(address));

        stage.assertTrue(org);
        assertThat(stage.remove.run(
                        stage.by(org.owner()), org.slug(), org.owner().handle()))
                .isInstanceOf(RemoveMember.Outcome.Removed.class);
        stage.assertTrue(org);
    }

    @Test
    void the_links_of_a_deleted_organization_are_gone() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.MEMBER);
        var ada = stage.somebody(stage.unique("ada"));

        assertThat(stage.delete.run(
                        stage.by(org.owner()), org.slug(), org.slug().value()))
                .isInstanceOf(DeleteOrganization.Outcome.Deleted.class);

        assertThat(stage.read.run(stage.nobody(), stage.link(address))).isEqualTo(new ReadInvitation.Outcome.Gone());
        assertThat(stage.accept.byLink(stage.by(ada), stage.link(address))).isEqualTo(new Outcome.Gone());
    }

    @Test
    void somebody_whose_address_was_invited_sees_it_and_accepts_without_the_link() {
        var org = stage.organization(2);
        var ada = stage.somebody(stage.unique("ada"));
        var id = stage.invited(org, ada.address(), Role.MEMBER);
        var eve = stage.somebody(stage.unique("eve"));

        assertThat(stage.mine.run(stage.by(ada)))
                .isInstanceOfSatisfying(
                        ListMyInvitations.Outcome.Listed.class,
                        mine -> assertThat(mine.offers())
                                .extracting(offer -> offer.invitation().id())
                                .containsExactly(id));
        assertThat(stage.mine.run(stage.by(eve)))
                .isEqualTo(new ListMyInvitations.Outcome.Listed(eve.person(), List.of()));
        assertThat(stage.accept.byAddress(stage.by(eve), id)).isEqualTo(new Outcome.Gone());
        assertThat(stage.accept.byAddress(stage.by(ada), id)).isInstanceOf(Outcome.Joined.class);
        assertThat(stage.accept.byAddress(stage.by(ada), id)).isEqualTo(new Outcome.Gone());
        assertThat(stage.mine.run(stage.by(ada)))
                .isEqualTo(new ListMyInvitations.Outcome.Listed(ada.person(), List.of()));
        stage.assertTrue(org);
    }

    @Test
    void what_has_run_out_or_is_of_a_deleted_organization_is_not_listed() {
        var ada = stage.somebody(stage.unique("ada"));
        var deleted = stage.organization(2);
        var id = stage.invited(stage.organization(2), ada.address(), Role.MEMBER);
        stage.invited(deleted, ada.address(), Role.MEMBER);
        stage.delete.run(
                stage.by(deleted.owner()), deleted.slug(), deleted.slug().value());

        assertThat(stage.mine.run(stage.by(ada)))
                .isInstanceOfSatisfying(
                        ListMyInvitations.Outcome.Listed.class,
                        mine -> assertThat(mine.offers())
                                .extracting(offer -> offer.invitation().id())
                                .containsExactly(id));
        stage.moveTo(Stage.START.plus(Invitation.LIFE));
        assertThat(stage.mine.run(stage.by(ada)))
                .isEqualTo(new ListMyInvitations.Outcome.Listed(ada.person(), List.of()));
        assertThat(stage.accept.byAddress(stage.by(ada), id)).isEqualTo(new Outcome.Gone());
    }

    @Test
    void whoever_tries_links_out_is_slowed_down_and_a_link_that_works_still_works() {
        var org = stage.organization(2);
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.MEMBER);
        var visit = stage.nobodyFrom("198.51.100.99");
        for (int i = 0; i < 30; i++) {
            assertThat(stage.read.run(visit, Token.draw(Token.Kind.INVITATION).hash()))
                    .isEqualTo(new ReadInvitation.Outcome.Gone());
        }

        assertThat(stage.read.run(visit, Token.draw(Token.Kind.INVITATION).hash()))
                .isInstanceOfSatisfying(
                        ReadInvitation.Outcome.TooManyGuesses.class,
                        tooMany -> assertThat(tooMany.retryAfter())
                                .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(10)));
        assertThat(stage.read.run(stage.nobodyFrom("198.51.100.98"), TokenHash.of("guess")))
                .isEqualTo(new ReadInvitation.Outcome.Gone());
        assertThat(stage.read.run(visit, stage.link(address))).isInstanceOf(ReadInvitation.Outcome.Offered.class);
    }
}
