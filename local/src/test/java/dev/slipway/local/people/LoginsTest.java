package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.identity.AnswerLogin;
import dev.slipway.identity.BeginLogin;
import dev.slipway.identity.CollectLogin;
import dev.slipway.identity.ReadLogin;
import dev.slipway.identity.WhoAmI;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.backends.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A command line asks, a person answers, the command line hears of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginsTest {

    private static final Instant NOW = Terminals.NOW;
    private static final int ROUNDS = 60;

    private Database database;
    private People people;
    private Terminals terminals;
    private Principal.Person ada;
    private Token browser;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        var table = database.create(TableDefinition.find(), "logins");
        people = new People(table);
        terminals = new Terminals(people, table);
        ada = people.account("ada");
        browser = terminals.session(ada, NOW);
    }

    @AfterAll
    void close() {
        database.close();
    }

    /// Asks from an address of its own, so that no test meets another's limit.
    private BeginLogin.Outcome.Begun ask(String address) {
        var visit = new Visit(
                new Presented.Nothing(), new Origin(address, "npm/11.19.1 node/v22 linux x64", "r"), "http://l", NOW);
        return (BeginLogin.Outcome.Begun) terminals.beginLogin.run(visit);
    }

    private AnswerLogin.Outcome approve(BeginLogin.Outcome.Begun asked, Instant at) {
        return terminals.answerLogin.approve(
                Terminals.by(browser, at), asked.page().hash());
    }

    private AnswerLogin.Outcome deny(BeginLogin.Outcome.Begun asked, Instant at) {
        return terminals.answerLogin.deny(
                Terminals.by(browser, at), asked.page().hash());
    }

    @Test
    void a_command_line_that_was_let_in_gets_a_token_of_whoever_said_so() {
        var asked = ask("192.0.2.10");

        assertThat(terminals.poll(asked, NOW)).isEqualTo(new CollectLogin.Outcome.Waiting());
        assertThat(approve(asked, NOW)).isInstanceOf(AnswerLogin.Outcome.Answered.class);
        var letIn = (CollectLogin.Outcome.LetIn) terminals.poll(asked, NOW.plusSeconds(2));

        assertThat(people.whoAmI.run(Terminals.by(letIn.token(), NOW.plusSeconds(3))))
                .isEqualTo(new WhoAmI.Outcome.Known(ada));
        assertThat(letIn.credential().scopes()).containsExactlyInAnyOrder(Scope.values());
        assertThat(letIn.credential().name()).isEqualTo("npm login on npm/11.19.1 node/v22 linux x64");
        assertThat(letIn.credential().expiresAt()).contains(NOW.plusSeconds(2).plus(Duration.ofDays(90)));
        assertThat(people.tokens.findHeld(ada, letIn.credential().id()))
                .hasValueSatisfying(
                        held -> assertThat(held.hash()).isEqualTo(letIn.token().hash()));
    }

    @Test
    void a_token_is_given_once() {
        var asked = ask("192.0.2.11");
        approve(asked, NOW);

        assertThat(terminals.poll(asked, NOW)).isInstanceOf(CollectLogin.Outcome.LetIn.class);
        assertThat(terminals.poll(asked, NOW)).isEqualTo(new CollectLogin.Outcome.Gone());
    }

    @Test
    void a_command_line_that_was_turned_away_is_told_so_as_often_as_it_asks() {
        var asked = ask("192.0.2.12");
        deny(asked, NOW);

        assertThat(terminals.poll(asked, NOW)).isEqualTo(new CollectLogin.Outcome.Denied());
        assertThat(terminals.poll(asked, NOW)).isEqualTo(new CollectLogin.Outcome.Denied());
    }

    @Test
    void the_first_answer_stays() {
        var denied = ask("192.0.2.13");
        deny(denied, NOW);
        var approved = ask("192.0.2.13");
        approve(approved, NOW);

        assertThat(approve(denied, NOW)).isEqualTo(new AnswerLogin.Outcome.Gone());
        assertThat(deny(approved, NOW)).isEqualTo(new AnswerLogin.Outcome.Gone());
        assertThat(terminals.readLogin.run(
                        Terminals.by(browser, NOW), denied.page().hash()))
                .isEqualTo(new ReadLogin.Outcome.Gone());
        assertThat(terminals.poll(denied, NOW)).isEqualTo(new CollectLogin.Outcome.Denied());
    }

    @Test
    void the_page_shows_what_asks_and_from_where_and_reading_it_answers_nothing() {
        var asked = ask("192.0.2.14");

        var outcome =
                terminals.readLogin.run(Terminals.by(browser, NOW), asked.page().hash());

        var waiting = (ReadLogin.Outcome.Waiting) outcome;
        assertThat(waiting.person()).isEqualTo(ada);
        assertThat(waiting.login().from().client()).isEqualTo("npm/11.19.1 node/v22 linux x64");
        assertThat(waiting.login().from().address()).isEqualTo("192.0.2.14");
        assertThat(terminals.poll(asked, NOW)).isEqualTo(new CollectLogin.Outcome.Waiting());
    }

    @Test
    void there_are_ten_minutes_to_answer_and_not_a_millisecond_more() {
        var asked = ask("192.0.2.15");
        var end = NOW.plus(Duration.ofMinutes(10));

        assertThat(asked.until()).isEqualTo(end);
        assertThat(approve(asked, end)).isEqualTo(new AnswerLogin.Outcome.Gone());
        assertThat(terminals.poll(asked, end)).isEqualTo(new CollectLogin.Outcome.Gone());
        assertThat(terminals.readLogin.run(
                        Terminals.by(browser, end), asked.page().hash()))
                .isEqualTo(new ReadLogin.Outcome.Gone());
        assertThat(approve(asked, end.minusMillis(1))).isInstanceOf(AnswerLogin.Outcome.Answered.class);
    }

    @Test
    void there_are_ten_minutes_to_collect_what_was_approved() {
        var early = ask("192.0.2.16");
        var late = ask("192.0.2.16");
        var end = NOW.plus(Duration.ofMinutes(10));
        approve(early, NOW);
        approve(late, NOW);

        assertThat(terminals.poll(early, end.minusMillis(1))).isInstanceOf(CollectLogin.Outcome.LetIn.class);
        assertThat(terminals.poll(late, end)).isEqualTo(new CollectLogin.Outcome.Gone());
    }

    @Test
    void who_has_seen_the_page_but_not_the_terminal_collects_nothing() {
        var asked = ask("192.0.2.17");
        var another = ask("192.0.2.17");
        approve(asked, NOW);

        assertThat(terminals.collectLogin.run(
                        Terminals.visit(NOW),
                        asked.page().hash(),
                        Token.draw(Token.Kind.POLL).hash()))
                .isEqualTo(new CollectLogin.Outcome.Gone());
        assertThat(terminals.collectLogin.run(
                        Terminals.visit(NOW),
                        asked.page().hash(),
                        another.poll().hash()))
                .isEqualTo(new CollectLogin.Outcome.Gone());
        assertThat(terminals.poll(asked, NOW)).isInstanceOf(CollectLogin.Outcome.LetIn.class);
    }

    @Test
    void a_page_that_nobody_asked_for_is_gone() {
        var nothing = Token.draw(Token.Kind.LOGIN).hash();

        assertThat(terminals.readLogin.run(Terminals.by(browser, NOW), nothing))
                .isEqualTo(new ReadLogin.Outcome.Gone());
        assertThat(terminals.answerLogin.approve(Terminals.by(browser, NOW), nothing))
                .isEqualTo(new AnswerLogin.Outcome.Gone());
        assertThat(terminals.answerLogin.deny(Terminals.by(browser, NOW), nothing))
                .isEqualTo(new AnswerLogin.Outcome.Gone());
    }

    @Test
    void who_signed_in_more_than_an_hour_ago_signs_in_again_before_they_read_or_answer() {
        var yesterday = NOW.minus(Duration.ofHours(1)).minusSeconds(1);
        var stale = terminals.session(ada, yesterday);
        var young = terminals.session(ada, NOW.minus(Duration.ofMinutes(59)).minusSeconds(59));
        var asked = ask("192.0.2.18");
        var page = asked.page().hash();

        assertThat(terminals.readLogin.run(Terminals.by(stale, NOW), page))
                .isEqualTo(new ReadLogin.Outcome.Refused(new Refusal.SignInAgain()));
        assertThat(terminals.answerLogin.approve(Terminals.by(stale, NOW), page))
                .isEqualTo(new AnswerLogin.Outcome.Refused(new Refusal.SignInAgain()));
        assertThat(terminals.answerLogin.deny(Terminals.by(stale, NOW), page))
                .isEqualTo(new AnswerLogin.Outcome.Refused(new Refusal.SignInAgain()));
        assertThat(terminals.answerLogin.approve(Terminals.by(young, NOW), page))
                .isInstanceOf(AnswerLogin.Outcome.Answered.class);
    }

    @Test
    void nobody_machines_and_revoked_sessions_answer_nothing() {
        var asked = ask("192.0.2.19");
        var page = asked.page().hash();
        var over = terminals.session(ada, NOW);
        people.revokeToken.run(People.by(over), over.hash());

        assertThat(terminals.answerLogin.approve(Terminals.visit(NOW), page))
                .isEqualTo(new AnswerLogin.Outcome.Refused(new Refusal.SignInFirst()));
        assertThat(terminals.answerLogin.approve(Terminals.by(over, NOW), page))
                .isEqualTo(new AnswerLogin.Outcome.Refused(new Refusal.TokenRevoked()));
        assertThat(terminals.poll(asked, NOW)).isEqualTo(new CollectLogin.Outcome.Waiting());
    }

    @Test
    void one_address_asks_sixty_times_an_hour_and_another_is_not_held_up_by_it() {
        for (int i = 0; i < 60; i++) {
            ask("198.51.100.20");
        }
        var visit = new Visit(
                new Presented.Nothing(), new Origin("198.51.100.20", "npm", "r"), "http://l", NOW.plusSeconds(60));

        assertThat(terminals.beginLogin.run(visit)).isEqualTo(new BeginLogin.Outcome.TooFast(Duration.ofMinutes(59)));
        ask("198.51.100.21");
    }

    @Test
    void of_two_who_poll_at_once_one_gets_the_token() {
        for (int round = 0; round < ROUNDS; round++) {
            var asked = ask("203.0.113." + round);
            approve(asked, NOW);

            List<Callable<CollectLogin.Outcome>> polls =
                    List.of(() -> terminals.poll(asked, NOW), () -> terminals.poll(asked, NOW));
            var outcomes = AtOnce.run(polls);

            assertThat(outcomes).hasAtLeastOneElementOfType(CollectLogin.Outcome.LetIn.class);
            assertThat(outcomes).contains(new CollectLogin.Outcome.Gone());
        }
    }

    @Test
    void of_a_yes_and_a_no_at_once_one_counts_and_the_command_line_hears_that_one() {
        var counted = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            var asked = ask("203.0.112." + round);

            var outcomes = AtOnce.run(
                    List.<Callable<AnswerLogin.Outcome>>of(() -> approve(asked, NOW), () -> deny(asked, NOW)));
            var heard = terminals.poll(asked, NOW);

            var approved = outcomes.getFirst() instanceof AnswerLogin.Outcome.Answered;
            assertThat(outcomes.getLast() instanceof AnswerLogin.Outcome.Answered)
                    .isNotEqualTo(approved);
            assertThat(heard)
                    .isInstanceOf(approved ? CollectLogin.Outcome.LetIn.class : CollectLogin.Outcome.Denied.class);
            counted.add(approved ? "yes" : "no");
        }
        assertThat(counted).hasSize(ROUNDS);
    }
}
