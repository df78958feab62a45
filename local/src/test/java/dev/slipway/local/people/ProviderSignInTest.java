package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Presented;
import dev.slipway.access.Refusal;
import dev.slipway.access.Token;
import dev.slipway.identity.BeginWithProvider;
import dev.slipway.identity.FinishWithProvider;
import dev.slipway.identity.FinishWithProvider.Outcome;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.SignUp;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.backends.AtOnce;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderSignInTest {

    private Database database;
    private Door door;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        door = new Door(database.create(TableDefinition.find(), "provider-sign-in"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whoever_comes_by_a_provider_for_the_first_time_signs_up_with_what_it_says() {
        var arrival = arrived(door.through(door.nobody(), Elsewhere.person("ada-l", "ada@example.com")));
        var pending = door.signUp.look(door.nobody(), arrival.hash()).orElseThrow();
        var welcome = (SignUp.Outcome.Welcome) door.signUp.run(door.nobody(), arrival.hash(), new Handle("ada"));

        assertThat(pending.suggestion()).contains(new Handle("ada-l"));
        assertThat(welcome.account().emails()).containsExactly(new Email("ada@example.com"));
        assertThat(door.accounts.findByIdentity(Elsewhere.person("ada-l"))).contains(welcome.account());
    }

    @Test
    void whoever_comes_again_is_signed_in_whatever_their_address_is_by_then() {
        var account = account("bob", "bob@example.com");
        var again = door.through(door.nobody(), Elsewhere.person("bob", "bob@elsewhere.example"));

        assertThat(again).isInstanceOf(Outcome.SignedIn.class);
        assertThat(((Outcome.SignedIn) again).account().id())
                .isEqualTo(account.account().id());
    }

    @Test
    void an_account_may_come_without_an_address() {
        var arrival = arrived(door.through(door.nobody(), Elsewhere.person("silent")));
        var welcome = (SignUp.Outcome.Welcome) door.signUp.run(door.nobody(), arrival.hash(), new Handle("silent"));

        assertThat(welcome.account().emails()).isEmpty();
    }

    @Test
    void the_browser_goes_with_a_state_a_nonce_and_a_verifier_that_are_not_one_another() {
        var away = door.away(door.nobody());
        var request = away.request();

        assertThat(request.callback()).isEqualTo(URI.create("http://localhost:4873/api/auth/callback/generic-oidc"));
        assertThat(List.of(request.state(), request.nonce(), request.verifier()))
                .doesNotHaveDuplicates();
        assertThat(request.verifier()).hasSizeBetween(43, 128).matches("[A-Za-z0-9._~-]+");
        assertThat(request.nonce()).doesNotContain(away.verifier().hash().value());
    }

    @Test
    void an_address_that_is_another_accounts_signs_nobody_in() {
        var cat = door.newcomer("cat");

        assertThat(door.through(door.nobody(), Elsewhere.person("cat-elsewhere", "cat@example.com")))
                .isEqualTo(new Outcome.AddressTaken(new Email("cat@example.com"), Elsewhere.OFFER));
        assertThat(door.accounts.findByIdentity(Elsewhere.person("cat-elsewhere")))
                .isEmpty();
        assertThat(door.whoAmI.run(door.by(cat))).isInstanceOf(WhoAmI.Outcome.Known.class);
    }

    @Test
    void somebody_signed_in_links_the_provider_to_their_account_and_can_come_by_it_from_then_on() {
        var dan = door.newcomer("dan");

        var linked = (Outcome.Linked) door.through(door.by(dan), Elsewhere.person("dan-elsewhere", "dan@example.com"));
        // They have proved who they are in this way: the session that goes on remembers it.
        assertThat(door.means(linked.session())).isEqualTo(Elsewhere.OFFER.means());
        assertThat(door.whoAmI.run(door.by(dan))).isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenRevoked()));
        var signedIn = (Outcome.SignedIn) door.through(door.nobody(), Elsewhere.person("dan-elsewhere"));
        assertThat(signedIn.account().handle()).isEqualTo(new Handle("dan"));
    }

    @Test
    void nobody_links_what_is_another_accounts() {
        account("eve", "eve@example.com");
        var fay = door.newcomer("fay");

        assertThat(door.through(door.by(fay), Elsewhere.person("eve")))
                .isEqualTo(new Outcome.AnotherAccounts(Elsewhere.OFFER));
        assertThat(door.accounts
                        .findByIdentity(Elsewhere.person("eve"))
                        .orElseThrow()
                        .handle())
                .isEqualTo(new Handle("eve"));
    }

    @Test
    void a_session_that_is_older_than_an_hour_links_nothing() {
        var gus = door.newcomer("gus");
        var later = Door.NOW.plus(Duration.ofHours(1));

        assertThat(door.through(door.by(gus, later), Elsewhere.person("gus-elsewhere")))
                .isEqualTo(new Outcome.SignInAgain());
        assertThat(door.accounts.findByIdentity(Elsewhere.person("gus-elsewhere")))
                .isEmpty();
    }

    @Test
    void whoever_is_signed_in_and_comes_by_their_provider_again_has_a_new_session_and_the_old_one_ends() {
        var before = account("hal", "hal@example.com").session();
        var after = ((Outcome.SignedIn) door.through(door.by(before), Elsewhere.person("hal"))).session();

        assertThat(door.whoAmI.run(door.by(before))).isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenRevoked()));
        assertThat(door.whoAmI.run(door.by(after))).isInstanceOf(WhoAmI.Outcome.Known.class);
    }

    @Test
    void whoever_signed_out_or_changed_on_the_way_links_nothing() {
        var ian = door.newcomer("ian");
        var jan = door.newcomer("jan");

        for (var other : List.of(door.nobody(), door.by(jan))) {
            var away = door.away(door.by(ian));
            var code = door.elsewhere.approve(away.request(), Elsewhere.person("ian-elsewhere"));
            assertThat(door.finishWithProvider.run(other, Elsewhere.NAME, away.back(code)))
                    .isEqualTo(new Outcome.Gone());
        }
        assertThat(door.accounts.findByIdentity(Elsewhere.person("ian-elsewhere")))
                .isEmpty();
    }

    @Test
    void a_state_works_once_even_with_a_new_code() {
        var away = door.away(door.nobody());
        var first = door.elsewhere.approve(away.request(), Elsewhere.person("kim"));
        door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, away.back(first));
        var second = door.elsewhere.approve(away.request(), Elsewhere.person("kim"));

        assertThat(door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, away.back(second)))
                .isEqualTo(new Outcome.Gone());
    }

    @Test
    void a_code_is_not_accepted_twice_even_with_a_new_state() {
        var first = door.away(door.nobody());
        var code = door.elsewhere.approve(first.request(), Elsewhere.person("lou"));
        door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, first.back(code));
        var second = door.away(door.nobody());

        assertThat(door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, second.back(code)))
                .isEqualTo(new Outcome.NotProved(Elsewhere.OFFER, "invalid_grant"));
    }

    @Test
    void a_sign_in_that_began_in_another_browser_ends_nowhere() {
        var victim = door.away(door.nobody());
        var attacker = door.away(door.nobody());
        var code = door.elsewhere.approve(attacker.request(), Elsewhere.person("mallory"));
        var planted = new FinishWithProvider.Return(
                Token.read(attacker.request().state(), Token.Kind.STATE),
                Optional.of(code),
                Optional.of(victim.verifier()));

        assertThat(door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, planted))
                .isEqualTo(new Outcome.Gone());
        // What was shown in the wrong browser is worth nothing in the right one either.
        assertThat(door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, attacker.back(code)))
                .isEqualTo(new Outcome.Gone());
    }

    @Test
    void whoever_comes_back_without_a_state_or_a_verifier_or_with_made_up_ones_is_not_let_in() {
        var away = door.away(door.nobody());
        var code = door.elsewhere.approve(away.request(), Elsewhere.person("mel"));
        var state = Token.read(away.request().state(), Token.Kind.STATE);

        for (var back : List.of(
                new FinishWithProvider.Return(Optional.empty(), Optional.of(code), Optional.of(away.verifier())),
                new FinishWithProvider.Return(
                        Optional.of(Token.draw(Token.Kind.STATE)), Optional.of(code), Optional.of(away.verifier())),
                new FinishWithProvider.Return(state, Optional.of(code), Optional.empty()))) {
            assertThat(door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, back))
                    .isEqualTo(new Outcome.Gone());
        }
    }

    @Test
    void whoever_comes_back_after_10_minutes_is_too_late() {
        for (var late : List.of(false, true)) {
            var away = door.away(door.nobody());
            var code = door.elsewhere.approve(away.request(), Elsewhere.person("late"));
            var at = Door.NOW.plus(Duration.ofMinutes(10)).plusSeconds(late ? 0 : -1);

            assertThat(door.finishWithProvider.run(door.nobody(at), Elsewhere.NAME, away.back(code)))
                    .isInstanceOf(late ? Outcome.Gone.class : Outcome.SignUpFirst.class);
        }
    }

    @Test
    void a_trip_to_one_provider_does_not_end_at_another() {
        var away = door.away(door.nobody());
        var code = door.elsewhere.approve(away.request(), Elsewhere.person("ned"));

        assertThat(door.finishWithProvider.run(door.nobody(), new ProviderName("github"), away.back(code)))
                .isEqualTo(new Outcome.Gone());
        assertThat(door.beginWithProvider.run(door.nobody(), new ProviderName("github")))
                .isEqualTo(new BeginWithProvider.Outcome.NoSuchProvider());
    }

    @Test
    void whoever_says_no_there_is_not_signed_in_and_has_to_begin_anew() {
        var away = door.away(door.nobody());
        var no = new FinishWithProvider.Return(
                Token.read(away.request().state(), Token.Kind.STATE), Optional.empty(), Optional.of(away.verifier()));

        assertThat(door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, no))
                .isEqualTo(new Outcome.Declined(Elsewhere.OFFER));
        assertThat(door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, no))
                .isEqualTo(new Outcome.Gone());
    }

    @Test
    void a_provider_that_is_down_is_told() {
        try (var other = Database.inMemory()) {
            var lonely = new Door(other.create(TableDefinition.find(), "lonely"));
            var away = lonely.away(lonely.nobody());
            var code = lonely.elsewhere.approve(away.request(), Elsewhere.person("ole"));
            lonely.elsewhere.goDown();

            assertThat(lonely.beginWithProvider.run(lonely.nobody(), Elsewhere.NAME))
                    .isEqualTo(new BeginWithProvider.Outcome.Unreachable(Elsewhere.OFFER, "connection refused"));
            assertThat(lonely.finishWithProvider.run(lonely.nobody(), Elsewhere.NAME, away.back(code)))
                    .isEqualTo(new Outcome.Unreachable(Elsewhere.OFFER, "connection refused"));
        }
    }

    @Test
    void nobody_is_sent_off_for_ever_from_one_address() {
        var visit = Door.from("192.0.2.3", new Presented.Nothing(), Door.NOW);
        for (int i = 0; i < 60; i++) {
            door.beginWithProvider.run(visit, Elsewhere.NAME);
        }

        assertThat(door.beginWithProvider.run(visit, Elsewhere.NAME))
                .isInstanceOf(BeginWithProvider.Outcome.TooFast.class);
    }

    @Test
    void of_two_who_come_back_with_one_state_at_once_one_is_let_in() {
        account("pat", "pat@example.com");
        for (int round = 0; round < 50; round++) {
            var away = door.away(door.nobody());
            var code = door.elsewhere.approve(away.request(), Elsewhere.person("pat"));

            var outcomes = AtOnce.<Outcome>run(List.of(
                    () -> door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, away.back(code)),
                    () -> door.finishWithProvider.run(door.nobody(), Elsewhere.NAME, away.back(code))));

            assertThat(outcomes).filteredOn(Outcome.SignedIn.class::isInstance).hasSize(1);
            assertThat(outcomes).contains(new Outcome.Gone());
        }
    }

    @Test
    void of_two_accounts_that_link_one_identity_at_once_one_has_it() {
        var quin = door.newcomer("quin");
        var rob = door.newcomer("rob");
        for (int round = 0; round < 50; round++) {
            var identity = Elsewhere.person("contested-" + round);
            var quins = door.another(quin);
            var robs = door.another(rob);
            var first = door.away(door.by(quins));
            var second = door.away(door.by(robs));
            var one = door.elsewhere.approve(first.request(), identity);
            var two = door.elsewhere.approve(second.request(), identity);

            assertThat(AtOnce.<Outcome>run(List.of(
                            () -> door.finishWithProvider.run(door.by(quins), Elsewhere.NAME, first.back(one)),
                            () -> door.finishWithProvider.run(door.by(robs), Elsewhere.NAME, second.back(two)))))
                    .hasAtLeastOneElementOfType(Outcome.Linked.class)
                    .contains(new Outcome.AnotherAccounts(Elsewhere.OFFER));
        }
    }

    private SignUp.Outcome.Welcome account(String handle, String email) {
        var arrival = arrived(door.through(door.nobody(), Elsewhere.person(handle, email)));
        return (SignUp.Outcome.Welcome) door.signUp.run(door.nobody(), arrival.hash(), new Handle(handle));
    }

    private static Token arrived(Outcome outcome) {
        return ((Outcome.SignUpFirst) outcome).arrival();
    }
}
