package dev.slipway.local.invitations;

import static dev.slipway.local.invitations.Stage.results;
import static dev.slipway.local.invitations.Stage.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Invitation;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.InviteMembers.Outcome;
import dev.slipway.org.InviteMembers.What;
import dev.slipway.org.Organization;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InviteMembersTest {

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
    void who_is_invited_gets_a_mail_that_says_who_invites_to_what_as_what_and_until_when() {
        var org = stage.organization(3);
        var address = stage.unique("ada") + "@example.org";

        stage.invited(org, address, Role.MAINTAINER);

        var letter = stage.mails.last(address);
        assertThat(letter.org()).isEqualTo(org.slug());
        assertThat(letter.orgName()).isEqualTo("The " + org.slug());
        assertThat(letter.role()).isEqualTo(Role.MAINTAINER);
        assertThat(letter.invitedBy()).isEqualTo(org.owner().handle());
        assertThat(letter.until()).isEqualTo(Stage.START.plus(Invitation.LIFE));
        assertThat(stage.mails.to(address)).hasSize(1);
        assertThat(stage.taken(org)).isEqualTo(2);
        stage.assertTrue(org);
        assertThat(stage.log(org)).anyMatch(line -> line.startsWith("invitation.created " + address));
        assertThat(stage.log(org)).anyMatch(line -> line.startsWith("invitation.mailed " + address));
    }

    @Test
    void the_secret_of_a_link_is_in_the_mail_and_stored_nowhere() {
        var org = stage.organization(3);
        var address = stage.unique("ada") + "@example.org";
        stage.invited(org, address, Role.MEMBER);

        var secret = Postbag.token(stage.mails.last(address)).secret();

        assertThat(stage.everything()).contains(address).doesNotContain(secret.substring(5));
    }

    @Test
    void each_address_of_a_call_has_a_result_of_its_own() {
        var org = stage.organization(4);
        var member = stage.member(org, Role.MEMBER);
        var taken = stage.unique("taken") + "@example.org";
        stage.invited(org, taken, Role.BILLING);
        var fresh = stage.unique("fresh") + "@example.org";

        var results = results(stage.invite.run(
                stage.by(org.owner()),
                org.slug(),
                wish(
                        Role.MEMBER,
                        fresh,
                        "not an address",
                        fresh.toUpperCase(java.util.Locale.ROOT),
                        taken,
                        member.address(),
                        org.owner().address(),
                        stage.unique("second") + "@example.org",
                        stage.unique("third") + "@example.org")));

        assertThat(results)
                .extracting(InviteMembers.Result::what)
                .containsExactly(
                        What.INVITED,
                        What.MALFORMED,
                        What.DUPLICATE,
                        What.ALREADY_INVITED,
                        What.ALREADY_MEMBER,
                        What.OWN_ADDRESS,
                        What.INVITED,
                        What.NO_SEAT_LEFT);
        assertThat(results.get(1).address()).isEqualTo("not an address");
        stage.assertTrue(org);
    }

    @Test
    void what_is_no_address_is_shown_again_short_and_without_control_characters() {
        var org = stage.organization(3);

        var results = results(stage.invite.run(
                stage.by(org.owner()),
                org.slug(),
                wish(Role.MEMBER, "ada@example.com\r\nBcc: mia@example.com", "a".repeat(100_000), "")));

        assertThat(results).extracting(InviteMembers.Result::what).containsOnly(What.MALFORMED);
        assertThat(results.get(0).address()).isEqualTo("ada@example.com??Bcc: mia@example.com");
        assertThat(results.get(1).address()).hasSizeLessThan(100);
        assertThat(stage.taken(org)).isEqualTo(1);
    }

    @Test
    void a_second_invitation_to_an_address_is_refused_while_one_is_open() {
        var org = stage.organization(5);
        var address = stage.unique("ada") + "@example.org";
        stage.invited(org, address, Role.MEMBER);

        var again = stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.ADMIN, address));

        assertThat(results(again).getFirst().what()).isEqualTo(What.ALREADY_INVITED);
        assertThat(stage.mails.to(address)).hasSize(1);
        assertThat(stage.taken(org)).isEqualTo(2);
    }

    @Test
    void one_address_may_be_invited_to_several_organizations() {
        var one = stage.organization(2);
        var other = stage.organization(2);
        var address = stage.unique("ada") + "@example.org";

        stage.invited(one, address, Role.MEMBER);
        stage.invited(other, address, Role.MEMBER);

        assertThat(stage.mails.to(address)).hasSize(2);
    }

    @Test
    void an_offer_of_billing_takes_no_seat() {
        var org = stage.organization(1);

        stage.invited(org, stage.unique("bea") + "@example.org", Role.BILLING);

        assertThat(stage.taken(org)).isEqualTo(1);
        stage.assertTrue(org);
    }

    @Test
    void a_seat_that_an_invitation_held_is_free_once_the_invitation_has_run_out() {
        var org = stage.organization(2);
        var first = stage.unique("first") + "@example.org";
        stage.invited(org, first, Role.MEMBER);
        stage.moveTo(Stage.START.plus(Invitation.LIFE));

        stage.invited(org, stage.unique("second") + "@example.org", Role.MEMBER);

        assertThat(stage.log(org)).contains("invitation.expired " + first + " by slipway");
        stage.assertTrue(org);
    }

    @Test
    void an_address_can_be_invited_again_once_its_invitation_has_run_out() {
        var org = stage.organization(5);
        var address = stage.unique("ada") + "@example.org";
        var first = stage.invited(org, address, Role.MEMBER);
        stage.moveTo(Stage.START.plus(Invitation.LIFE));

        assertThat(stage.invited(org, address, Role.ADMIN)).isNotEqualTo(first);

        assertThat(stage.taken(org)).isEqualTo(2);
        stage.assertTrue(org);
    }

    @Test
    void a_mail_that_fails_is_told_and_the_invitation_stays() {
        var org = stage.organization(3);
        var address = stage.unique("ada") + "@example.org";
        stage.mails.refuse(true);

        var result = results(stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, address)))
                .getFirst();

        assertThat(result.what()).isEqualTo(What.INVITED);
        assertThat(result.offer().orElseThrow().mail()).isEqualTo(Invitation.Mail.FAILED);
        assertThat(stage.taken(org)).isEqualTo(2);
        stage.mails.refuse(false);
        stage.resend.run(stage.by(org.owner()), org.slug(), result.offer().get().id());
        assertThat(stage.mails.to(address)).hasSize(1);
    }

    @Test
    void a_mail_service_that_is_down_is_not_asked_fifty_times() {
        var org = stage.organization(60);
        stage.mails.refuse(true);
        var before = stage.mails.asked();
        var addresses = IntStream.range(0, 50)
                .mapToObj(i -> stage.unique("down") + "@example.org")
                .toArray(String[]::new);

        var results = results(stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, addresses)));

        assertThat(results)
                .hasSize(50)
                .allMatch(result -> result.offer().orElseThrow().mail() == Invitation.Mail.FAILED);
        assertThat(stage.mails.asked() - before).isEqualTo(3);
        stage.assertTrue(org);
    }

    @Test
    void a_call_has_one_to_fifty_addresses() {
        for (var addresses : List.of(
                List.<String>of(), IntStream.range(0, 51).mapToObj(i -> "a" + i).toList())) {
            assertThatThrownBy(() -> new InviteMembers.Wish(addresses, Role.MEMBER))
                    .isInstanceOfSatisfying(
                            Malformed.class, e -> assertThat(e.code()).isEqualTo("invalid_addresses"));
        }
    }

    @Test
    void nobody_offers_a_role_above_their_own() {
        var org = stage.organization(4);
        var admin = stage.member(org, Role.ADMIN);
        var address = stage.unique("ada") + "@example.org";

        assertThat(stage.invite.run(stage.by(admin), org.slug(), wish(Role.OWNER, address)))
                .isEqualTo(new Outcome.AboveOneself(Role.OWNER));
        assertThat(stage.mails.to(address)).isEmpty();
        stage.invited(org, admin, address, Role.ADMIN);
    }

    @Test
    void members_below_admin_invite_nobody() {
        var org = stage.organization(9);
        for (var role : List.of(Role.MEMBER, Role.MAINTAINER, Role.BILLING)) {
            assertThat(stage.invite.run(
                            stage.by(stage.member(org, role)), org.slug(), wish(Role.MEMBER, "ada@example.org")))
                    .isEqualTo(new Outcome.Refused(new Refusal.NotPermitted(Permission.INVITE_MEMBERS, org.slug())));
        }
    }

    @Test
    void an_outsider_cannot_tell_an_organization_from_one_that_is_not_there() {
        var org = stage.organization(2);
        var outsider = stage.somebody(stage.unique("outsider"));

        for (var slug : List.of(org.slug(), new OrgSlug("never-founded"))) {
            assertThat(stage.invite.run(stage.by(outsider), slug, wish(Role.MEMBER, "ada@example.org")))
                    .isEqualTo(new Outcome.Refused(new Refusal.NotFound()));
        }
    }

    @Test
    void a_token_that_does_not_manage_invites_nobody() {
        var org = stage.organization(2);
        var narrow = stage.token(org.owner().person(), Scope.READ, Scope.PUBLISH);

        assertThat(stage.invite.run(stage.by(narrow), org.slug(), wish(Role.MEMBER, "ada@example.org")))
                .isEqualTo(new Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
        assertThat(stage.invite.run(stage.nobody(), org.slug(), wish(Role.MEMBER, "ada@example.org")))
                .isEqualTo(new Outcome.Refused(new Refusal.SignInFirst()));
        assertThat(stage.invite.run(
                        stage.by(Token.draw(Token.Kind.ACCESS)), org.slug(), wish(Role.MEMBER, "ada@example.org")))
                .isEqualTo(new Outcome.Refused(new Refusal.TokenUnknown()));
    }

    @Test
    void a_personal_organization_invites_nobody() {
        var org = stage.organization(3, Organization.Kind.PERSONAL);

        assertThat(stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, "ada@example.org")))
                .isEqualTo(new Outcome.PersonalOrganization(org.slug()));
    }

    @Test
    void an_organization_sends_so_many_mails_an_hour_and_then_waits() {
        var org = stage.organization(1);
        for (int i = 0; i < 6; i++) {
            var full = IntStream.range(0, 50)
                    .mapToObj(j -> "full-" + j + "@example.org")
                    .toArray(String[]::new);
            results(stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, full)));
        }

        var outcome = stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.BILLING, "one@example.org"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.TooManyMails.class,
                        tooMany ->
                                assertThat(tooMany.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofHours(1)));
        stage.moveTo(Stage.START.plus(Duration.ofHours(1)));
        stage.invited(org, stage.unique("later") + "@example.org", Role.BILLING);
    }

    @Test
    void an_address_gets_ten_invitations_a_day_whoever_sends_them() {
        var address = stage.unique("victim") + "@example.org";
        for (int i = 0; i < 10; i++) {
            stage.invited(stage.organization(2), address, Role.MEMBER);
        }
        var org = stage.organization(2);

        var outcome = stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, address));

        assertThat(results(outcome).getFirst().what()).isEqualTo(What.TOO_MANY_MAILS);
        assertThat(stage.mails.to(address)).hasSize(10);
        assertThat(stage.taken(org)).isEqualTo(1);
    }
}
