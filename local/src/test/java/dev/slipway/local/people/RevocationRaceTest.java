package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Lifetime;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Sighting;
import dev.slipway.access.Token;
import dev.slipway.access.TokenRequest;
import dev.slipway.audit.Visit;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.RevokeSession;
import dev.slipway.identity.RevokeToken;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.backends.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Tokens and sessions that are revoked while they are used, and who may make one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationRaceTest {

    private static final Instant NOW = Terminals.NOW;
    private static final int ROUNDS = 60;

    private Database database;
    private People people;
    private Terminals terminals;
    private Principal.Person ada;
    private Token other;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        var table = database.create(TableDefinition.find(), "revocations");
        people = new People(table);
        terminals = new Terminals(people, table);
        ada = people.account("ada");
        other = people.token(ada, Scope.values());
    }

    @AfterAll
    void close() {
        database.close();
    }

    private WhoAmI.Outcome use(Token token, Instant at) {
        var presented = new Presented.ByHash(token.hash(), Optional.of(new Sighting(at, "192.0.2.7")));
        return people.whoAmI.run(People.at(presented, at));
    }

    @Test
    void a_token_that_is_used_while_it_is_revoked_is_refused_ever_after() {
        for (int round = 0; round < ROUNDS; round++) {
            var token = people.token(ada, Scope.READ);

            AtOnce.run(List.<Callable<Object>>of(
                    () -> people.revokeToken.run(People.by(other), token.hash()),
                    () -> use(token, NOW),
                    () -> use(token, NOW)));

            assertThat(use(token, NOW)).isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenRevoked()));
        }
    }

    @Test
    void of_two_revocations_at_once_one_counts() {
        for (int round = 0; round < ROUNDS; round++) {
            var token = people.token(ada, Scope.READ);

            var outcomes = AtOnce.run(List.<Callable<RevokeToken.Outcome>>of(
                    () -> people.revokeToken.run(People.by(other), token.hash()),
                    () -> people.revokeToken.run(People.by(token), token.hash())));

            assertThat(outcomes)
                    .containsOnlyOnce(new RevokeToken.Outcome.Revoked())
                    .filteredOn(outcome -> !(outcome instanceof RevokeToken.Outcome.Revoked))
                    .first()
                    .satisfies(late -> assertThat(late)
                            .isIn(
                                    new RevokeToken.Outcome.AlreadyRevoked(),
                                    new RevokeToken.Outcome.Refused(new Refusal.TokenRevoked())));
        }
    }

    @Test
    void a_session_that_is_used_while_all_others_are_ended_is_over_and_the_one_that_asked_is_not() {
        for (int round = 0; round < ROUNDS; round++) {
            var person = people.account("race-" + round);
            var here = terminals.session(person, NOW);
            var there = terminals.session(person, NOW);

            AtOnce.run(List.<Callable<Object>>of(
                    () -> terminals.revokeSession.allOthers(Terminals.by(here, NOW)), () -> use(there, NOW)));

            assertThat(use(there, NOW)).isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenRevoked()));
            assertThat(use(here, NOW)).isEqualTo(new WhoAmI.Outcome.Known(person));
        }
    }

    @Test
    void all_of_many_sessions_are_ended() {
        var person = people.account("many");
        for (int i = 0; i < 130; i++) {
            terminals.session(person, NOW.plusMillis(i));
        }
        var token = people.token(person, Scope.MANAGE);

        assertThat(terminals.revokeSession.allOthers(People.by(token)))
                .isEqualTo(new RevokeSession.Outcome.Revoked(130));
        assertThat(people.tokens
                        .list(person, Token.Kind.SESSION, Slice.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void a_session_makes_any_token_for_an_hour_and_none_after_that() {
        var session = terminals.session(ada, NOW);
        var almost = NOW.plus(Duration.ofMinutes(59)).plusSeconds(59);
        var after = NOW.plus(Duration.ofHours(1)).plusSeconds(1);

        assertThat(people.issueToken.toOneself(Terminals.by(session, almost), forEver()))
                .isInstanceOfSatisfying(
                        IssueToken.Outcome.Issued.class,
                        issued -> assertThat(issued.credential().expiresAt()).isEmpty());
        assertThat(people.issueToken.toOneself(Terminals.by(session, after), forEver()))
                .isEqualTo(new IssueToken.Outcome.Refused(new Refusal.SignInAgain()));
    }

    @Test
    void a_token_of_a_session_remembers_how_its_person_signed_in() {
        var issued =
                (IssueToken.Outcome.Issued) people.issueToken.toOneself(visit(terminals.session(ada, NOW)), forEver());
        var child = (IssueToken.Outcome.Issued) people.issueToken.toOneself(visit(issued.token()), forEver());

        assertThat(child.credential().means().value()).isEqualTo("mail");
    }

    @Test
    void a_machine_makes_no_token_of_a_person() {
        var owner = people.organization("machinists");
        var machine = people.machine(owner, new OrgSlug("machinists"), Scope.READ);

        assertThat(people.issueToken.toOneself(visit(machine), forEver()))
                .isEqualTo(new IssueToken.Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
    }

    private static Visit visit(Token token) {
        return Terminals.by(token, NOW);
    }

    private static TokenRequest forEver() {
        return new TokenRequest("laptop", Set.of(Scope.values()), new Lifetime.Forever());
    }
}
