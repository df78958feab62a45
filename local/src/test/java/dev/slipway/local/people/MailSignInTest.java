package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Presented;
import dev.slipway.access.Refusal;
import dev.slipway.access.Token;
import dev.slipway.identity.ConfirmSignIn;
import dev.slipway.identity.RequestSignIn;
import dev.slipway.identity.ReturnTo;
import dev.slipway.identity.SignOut;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Email;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.backends.AtOnce;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailSignInTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Database database;
    private Door door;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        door = new Door(database.create(TableDefinition.find(), "mail-sign-in"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void a_mailed_link_signs_in_whoever_has_the_address() {
        door.newcomer("ada");
        var signedIn = (ConfirmSignIn.Outcome.SignedIn) door.confirmSignIn.run(
                door.nobody(), door.link("ada@example.com").hash());

        assertThat(signedIn.account().handle().value()).isEqualTo("ada");
        assertThat(door.whoAmI.run(door.by(signedIn.session())))
                .isEqualTo(new WhoAmI.Outcome.Known(signedIn.account().person()));
    }

    @Test
    void the_mail_says_who_asked_until_when_the_link_works_and_where_it_leads_afterwards() {
        door.requestSignIn.run(
                Door.from("192.0.2.77", new Presented.Nothing(), Door.NOW),
                new Email("Bob@Example.com"),
                ReturnTo.of("/invitations/accept?token=x&y=z"));
        var mail = door.mailbox.last();

        assertThat(mail.to()).isEqualTo(new Email("bob@example.com"));
        assertThat(mail.until()).isEqualTo(Door.NOW.plus(Duration.ofMinutes(15)));
        assertThat(mail.client()).isEqualTo("Firefox on Linux, from 192.0.2.77");
        assertThat(mail.link().toString())
                .startsWith("http://localhost:4873/sign-in/mail?token=slp_l")
                .endsWith("&returnTo=%2Finvitations%2Faccept%3Ftoken%3Dx%26y%3Dz");
    }

    @Test
    void an_address_with_an_account_and_one_without_get_the_same_answer() {
        door.newcomer("cat");

        assertThat(door.requestSignIn.run(door.nobody(), new Email("cat@example.com"), ReturnTo.HOME))
                .isEqualTo(new RequestSignIn.Outcome.Sent(
                        new Email("cat@example.com"), Door.NOW.plus(Duration.ofMinutes(15))));
        assertThat(door.requestSignIn.run(door.nobody(), new Email("nobody@example.com"), ReturnTo.HOME))
                .isEqualTo(new RequestSignIn.Outcome.Sent(
                        new Email("nobody@example.com"), Door.NOW.plus(Duration.ofMinutes(15))));
    }

    @Test
    void whoever_has_no_account_signs_up_first() {
        assertThat(door.confirmSignIn.run(
                        door.nobody(), door.link("new@example.com").hash()))
                .isInstanceOf(ConfirmSignIn.Outcome.SignUpFirst.class);
    }

    @Test
    void looking_at_a_link_changes_nothing() {
        var link = door.link("dan@example.com").hash();

        for (int i = 0; i < 3; i++) {
            assertThat(door.confirmSignIn.look(door.nobody(), link)).contains(new Email("dan@example.com"));
        }
        assertThat(door.confirmSignIn.run(door.nobody(), link)).isInstanceOf(ConfirmSignIn.Outcome.SignUpFirst.class);
    }

    @Test
    void a_link_works_once() {
        door.newcomer("eve");
        var known = door.link("eve@example.com").hash();
        var unknown = door.link("eve-new@example.com").hash();
        door.confirmSignIn.run(door.nobody(), known);
        door.confirmSignIn.run(door.nobody(), unknown);

        for (var link : List.of(known, unknown)) {
            assertThat(door.confirmSignIn.look(door.nobody(), link)).isEmpty();
            assertThat(door.confirmSignIn.run(door.nobody(), link)).isEqualTo(new ConfirmSignIn.Outcome.Gone());
        }
    }

    @Test
    void a_link_works_for_15_minutes_and_not_a_second_longer() {
        door.newcomer("fay");
        var before = Door.NOW.plus(MINUTE.multipliedBy(15)).minusSeconds(1);
        var after = Door.NOW.plus(MINUTE.multipliedBy(15)).plusSeconds(1);
        var end = Door.NOW.plus(MINUTE.multipliedBy(15));
        var link = door.link("fay@example.com").hash();

        assertThat(door.confirmSignIn.look(door.nobody(after), link)).isEmpty();
        assertThat(door.confirmSignIn.run(door.nobody(after), link)).isEqualTo(new ConfirmSignIn.Outcome.Gone());
        assertThat(door.confirmSignIn.run(door.nobody(end), link)).isEqualTo(new ConfirmSignIn.Outcome.Gone());
        assertThat(door.confirmSignIn.look(door.nobody(before), link)).isPresent();
        assertThat(door.confirmSignIn.run(door.nobody(before), link))
                .isInstanceOf(ConfirmSignIn.Outcome.SignedIn.class);
    }

    @Test
    void a_link_that_never_was_looks_like_one_that_was_used() {
        var made = Token.draw(Token.Kind.SIGN_IN).hash();

        assertThat(door.confirmSignIn.look(door.nobody(), made)).isEmpty();
        assertThat(door.confirmSignIn.run(door.nobody(), made)).isEqualTo(new ConfirmSignIn.Outcome.Gone());
    }

    @Test
    void of_those_who_use_one_link_at_once_one_is_signed_in() {
        door.newcomer("gus");
        for (int round = 0; round < 50; round++) {
            var at = Door.NOW.plus(Duration.ofHours(round + 1));
            door.requestSignIn.run(door.nobody(at), new Email("gus@example.com"), ReturnTo.HOME);
            var link = door.mailbox.last().token().hash();
            Callable<ConfirmSignIn.Outcome> confirm = () -> door.confirmSignIn.run(door.nobody(at), link);

            var outcomes = AtOnce.run(Collections.nCopies(3, confirm));

            assertThat(outcomes)
                    .filteredOn(ConfirmSignIn.Outcome.SignedIn.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(ConfirmSignIn.Outcome.Gone.class::isInstance)
                    .hasSize(2);
        }
    }

    @Test
    void of_those_who_use_one_link_to_a_new_account_at_once_one_may_sign_up() {
        for (int round = 0; round < 50; round++) {
            var link = door.link("race-" + round + "@example.com").hash();
            Callable<ConfirmSignIn.Outcome> confirm = () -> door.confirmSignIn.run(door.nobody(), link);

            assertThat(AtOnce.run(Collections.nCopies(3, confirm)))
                    .filteredOn(ConfirmSignIn.Outcome.SignUpFirst.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void nobodys_mailbox_is_filled_whoever_asks() {
        for (int i = 0; i < 5; i++) {
            door.link("hal@example.com");
        }
        int before = door.mailbox.size();

        assertThat(door.requestSignIn.run(door.nobody(), new Email("Hal@Example.com"), ReturnTo.HOME))
                .isEqualTo(new RequestSignIn.Outcome.TooFast(Duration.ofHours(1)));
        assertThat(door.mailbox.size()).isEqualTo(before);
        assertThat(door.requestSignIn.run(
                        door.nobody(Door.NOW.plus(Duration.ofHours(1))), new Email("hal@example.com"), ReturnTo.HOME))
                .isInstanceOf(RequestSignIn.Outcome.Sent.class);
    }

    @Test
    void nobody_asks_for_ever_from_one_address() {
        var visit = Door.from("192.0.2.1", new Presented.Nothing(), Door.NOW);
        for (int i = 0; i < 30; i++) {
            assertThat(door.requestSignIn.run(visit, new Email("many-" + i + "@example.com"), ReturnTo.HOME))
                    .isInstanceOf(RequestSignIn.Outcome.Sent.class);
        }

        assertThat(door.requestSignIn.run(visit, new Email("many-30@example.com"), ReturnTo.HOME))
                .isInstanceOf(RequestSignIn.Outcome.TooFast.class);
    }

    @Test
    void nobody_tries_links_for_ever() {
        var visit = Door.from("192.0.2.2", new Presented.Nothing(), Door.NOW);
        for (int i = 0; i < 60; i++) {
            door.confirmSignIn.run(visit, Token.draw(Token.Kind.SIGN_IN).hash());
        }

        assertThat(door.confirmSignIn.run(visit, door.link("ian@example.com").hash()))
                .isInstanceOf(ConfirmSignIn.Outcome.TooFast.class);
    }

    @Test
    void a_mail_that_could_not_be_sent_is_told() {
        try (var other = Database.inMemory()) {
            var broken = new Door(other.create(TableDefinition.find(), "broken"));
            broken.mailbox.refuseEverything();

            assertThat(broken.requestSignIn.run(broken.nobody(), new Email("jan@example.com"), ReturnTo.HOME))
                    .isEqualTo(new RequestSignIn.Outcome.NotSent("ServiceUnavailable"));
        }
    }

    @Test
    void a_session_lives_for_30_days() {
        var session = door.newcomer("kim");
        var end = Door.NOW.plus(Duration.ofDays(30));

        assertThat(door.whoAmI.run(door.by(session, end.minusSeconds(1)))).isInstanceOf(WhoAmI.Outcome.Known.class);
        assertThat(door.whoAmI.run(door.by(session, end)))
                .isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenExpired()));
    }

    @Test
    void signing_in_again_ends_the_session_of_before() {
        var before = door.newcomer("lou");
        var after = ((ConfirmSignIn.Outcome.SignedIn) door.confirmSignIn.run(
                        door.by(before), door.link("lou@example.com").hash()))
                .session();

        assertThat(door.whoAmI.run(door.by(before))).isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenRevoked()));
        assertThat(door.whoAmI.run(door.by(after))).isInstanceOf(WhoAmI.Outcome.Known.class);
    }

    @Test
    void signing_out_ends_the_session_and_no_other() {
        var here = door.newcomer("mel");
        var there = ((ConfirmSignIn.Outcome.SignedIn) door.confirmSignIn.run(
                        door.nobody(), door.link("mel@example.com").hash()))
                .session();

        assertThat(door.signOut.run(door.by(here))).isEqualTo(new SignOut.Outcome.SignedOut());
        assertThat(door.signOut.run(door.by(here))).isEqualTo(new SignOut.Outcome.NobodyWas());
        assertThat(door.signOut.run(door.nobody())).isEqualTo(new SignOut.Outcome.NobodyWas());
        assertThat(door.whoAmI.run(door.by(here))).isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenRevoked()));
        assertThat(door.whoAmI.run(door.by(there))).isInstanceOf(WhoAmI.Outcome.Known.class);
    }
}
