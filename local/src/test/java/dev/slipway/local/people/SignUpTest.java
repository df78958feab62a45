package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Token;
import dev.slipway.identity.ConfirmSignIn;
import dev.slipway.identity.SignUp;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.backends.AtOnce;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignUpTest {

    private Database database;
    private Door door;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        var table = database.create(TableDefinition.find(), "sign-up");
        door = new Door(table);
        new People(table).organization("acme-corp");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whoever_proved_an_address_gets_an_account_with_it_and_is_signed_in() {
        var arrival = door.arrival("ada@example.com").hash();
        var welcome = (SignUp.Outcome.Welcome) door.signUp.run(door.nobody(), arrival, new Handle("ada"));

        assertThat(door.whoAmI.run(door.by(welcome.session())))
                .isEqualTo(new WhoAmI.Outcome.Known(welcome.account().person()));
        assertThat(door.accounts.findByEmail(new Email("ada@example.com"))).contains(welcome.account());
        assertThat(door.accounts.findByHandle(new Handle("ada"))).contains(welcome.account());
    }

    @Test
    void a_sign_up_is_done_once() {
        var arrival = door.arrival("bob@example.com").hash();
        door.signUp.run(door.nobody(), arrival, new Handle("bob"));

        assertThat(door.signUp.look(door.nobody(), arrival)).isEmpty();
        assertThat(door.signUp.run(door.nobody(), arrival, new Handle("bob-again")))
                .isEqualTo(new SignUp.Outcome.Gone());
    }

    @Test
    void whoever_takes_longer_than_an_hour_begins_anew() {
        var arrival = door.arrival("cat@example.com").hash();
        var end = Door.NOW.plus(Duration.ofHours(1));

        assertThat(door.signUp.look(door.nobody(end), arrival)).isEmpty();
        assertThat(door.signUp.run(door.nobody(end), arrival, new Handle("cat")))
                .isEqualTo(new SignUp.Outcome.Gone());
        assertThat(door.signUp.run(door.nobody(end.minusSeconds(1)), arrival, new Handle("cat")))
                .isInstanceOf(SignUp.Outcome.Welcome.class);
    }

    @Test
    void nobody_signs_up_with_a_secret_that_was_made_up() {
        assertThat(door.signUp.run(door.nobody(), Token.draw(Token.Kind.SIGN_UP).hash(), new Handle("made-up")))
                .isEqualTo(new SignUp.Outcome.Gone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "np-m", "acme-corp", "acmecorp", "ac-me-corp", "taken", "t-aken"})
    void a_handle_that_is_reserved_taken_or_looks_like_one_is_refused_and_another_can_be_chosen(String handle) {
        if (door.accounts.findByHandle(new Handle("taken")).isEmpty()) {
            door.newcomer("taken");
        }
        var arrival = door.arrival(handle + "-wanted@example.com").hash();

        assertThat(door.signUp.run(door.nobody(), arrival, new Handle(handle)))
                .isInstanceOf(SignUp.Outcome.HandleTaken.class);
        assertThat(door.signUp.run(
                        door.nobody(), arrival, new Handle("instead-" + Integer.toHexString(handle.hashCode()))))
                .isInstanceOf(SignUp.Outcome.Welcome.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Ada.Lovelace@example.com, ada-lovelace",
        "dan+slipway@example.com, dan",
        "_eve_@example.com, eve",
        "admin@example.com, admin-2",
        "a-name-that-is-much-longer-than-a-handle-may-be@example.com, a-name-that-is-much-longer-than-a-handl",
    })
    void a_handle_is_suggested_from_the_address(String email, String handle) {
        var pending =
                door.signUp.look(door.nobody(), door.arrival(email).hash()).orElseThrow();

        assertThat(pending.suggestion()).contains(new Handle(handle));
        assertThat(pending.arrival().email()).contains(new Email(email));
    }

    @Test
    void a_handle_that_is_taken_is_not_suggested() {
        door.newcomer("fay");

        assertThat(door.signUp
                        .look(
                                door.nobody(),
                                door.arrival("fay@elsewhere.example").hash())
                        .orElseThrow()
                        .suggestion())
                .contains(new Handle("fay-2"));
    }

    @Test
    void whoever_arrived_twice_with_one_address_gets_one_account() {
        var first = door.arrival("gus@example.com").hash();
        var second = door.arrival("gus@example.com").hash();
        door.signUp.run(door.nobody(), first, new Handle("gus"));

        assertThat(door.signUp.run(door.nobody(), second, new Handle("gus-two")))
                .isEqualTo(new SignUp.Outcome.HasAccount());
        assertThat(door.accounts.findTaken(new Handle("gus-two"))).isFalse();
        assertThat(door.confirmSignIn.run(
                        door.nobody(), door.link("gus@example.com").hash()))
                .isInstanceOf(ConfirmSignIn.Outcome.SignedIn.class);
    }

    @Test
    void of_two_who_want_one_handle_at_once_one_has_it_and_the_other_chooses_again() {
        for (int round = 0; round < 50; round++) {
            var handle = new Handle("wanted-" + round);
            var lookAlike = new Handle("want-ed-" + round);
            var first = door.arrival("first-" + round + "@example.com").hash();
            var second = door.arrival("second-" + round + "@example.com").hash();

            var outcomes = AtOnce.<SignUp.Outcome>run(List.of(
                    () -> door.signUp.run(door.nobody(), first, handle),
                    () -> door.signUp.run(door.nobody(), second, lookAlike)));

            assertThat(outcomes)
                    .filteredOn(SignUp.Outcome.Welcome.class::isInstance)
                    .hasSize(1);
            var loser = outcomes.getFirst() instanceof SignUp.Outcome.Welcome ? second : first;
            assertThat(door.signUp.run(door.nobody(), loser, new Handle("other-" + round)))
                    .isInstanceOf(SignUp.Outcome.Welcome.class);
        }
    }

    @Test
    void of_two_accounts_that_are_opened_with_one_address_at_once_there_is_one() {
        for (int round = 0; round < 50; round++) {
            var email = "double-" + round + "@example.com";
            var first = door.arrival(email).hash();
            var second = door.arrival(email).hash();
            var one = new Handle("double-one-" + round);
            var two = new Handle("double-two-" + round);

            var outcomes = AtOnce.<SignUp.Outcome>run(List.of(
                    () -> door.signUp.run(door.nobody(), first, one),
                    () -> door.signUp.run(door.nobody(), second, two)));

            assertThat(outcomes)
                    .filteredOn(SignUp.Outcome.Welcome.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes).contains(new SignUp.Outcome.HasAccount());
            assertThat(door.accounts.findTaken(one)).isNotEqualTo(door.accounts.findTaken(two));
        }
    }

    @Test
    void of_those_who_sign_up_with_one_secret_at_once_one_does() {
        for (int round = 0; round < 50; round++) {
            var arrival = door.arrival("once-" + round + "@example.com").hash();
            var one = new Handle("once-one-" + round);
            var two = new Handle("once-two-" + round);

            assertThat(AtOnce.<SignUp.Outcome>run(List.of(
                            () -> door.signUp.run(door.nobody(), arrival, one),
                            () -> door.signUp.run(door.nobody(), arrival, two))))
                    .filteredOn(SignUp.Outcome.Welcome.class::isInstance)
                    .hasSize(1);
            assertThat(door.accounts.findTaken(one)).isNotEqualTo(door.accounts.findTaken(two));
        }
    }
}
