package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenRequest;
import dev.slipway.identity.HeldToken;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.RevokeToken;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {

    private Database database;
    private People people;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        people = new People(database.create(TableDefinition.find(), "tokens"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void a_token_says_whose_it_is() {
        var ann = people.account("ann");

        assertThat(people.whoAmI.run(People.by(people.token(ann, Scope.READ))))
                .isEqualTo(new WhoAmI.Outcome.Known(ann));
    }

    @Test
    void a_token_without_scopes_still_says_whose_it_is() {
        var bob = people.account("bob");

        assertThat(people.whoAmI.run(People.by(people.token(bob)))).isEqualTo(new WhoAmI.Outcome.Known(bob));
    }

    @Test
    void a_token_that_was_never_issued_is_unknown() {
        assertThat(people.whoAmI.run(People.by(Token.draw(Token.Kind.ACCESS))))
                .isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenUnknown()));
    }

    @Test
    void a_token_ends_when_it_says() {
        var end = People.NOW.plusSeconds(60);
        var wish = new IssueToken.Wish("short", Set.of(Scope.READ), Optional.of(end));
        var issued = (IssueToken.Outcome.Issued)
                people.issueToken.toPerson(People.nobody(), people.account("cat"), wish, Means.SETUP);
        var shown = new Presented.ByHash(issued.token().hash());

        assertThat(people.whoAmI.run(People.at(shown, end.minusMillis(1)))).isInstanceOf(WhoAmI.Outcome.Known.class);
        assertThat(people.whoAmI.run(People.at(shown, end)))
                .isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenExpired()));
    }

    @Test
    void a_token_that_is_over_already_is_not_issued() {
        var wish = new IssueToken.Wish("late", Set.of(Scope.READ), Optional.of(People.NOW));

        assertThat(people.issueToken.toPerson(People.nobody(), people.account("dan"), wish, Means.SETUP))
                .isEqualTo(new IssueToken.Outcome.NotGranted(new TokenRequest.Objection.AlreadyOver(People.NOW)));
    }

    @Test
    void a_token_needs_a_name() {
        assertThatThrownBy(() -> new IssueToken.Wish(" ", Set.of(), Optional.empty()))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new IssueToken.Wish("x".repeat(101), Set.of(), Optional.empty()))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void a_revoked_token_fails_from_that_moment_and_stays_revoked_since_then() {
        var eve = people.account("eve");
        var token = people.token(eve, Scope.READ);
        var later = People.at(new Presented.ByHash(token.hash()), Instant.parse("2026-03-02T00:00:00Z"));

        assertThat(people.revokeToken.run(People.by(people.token(eve, Scope.READ)), token.hash()))
                .isEqualTo(new RevokeToken.Outcome.Revoked());
        assertThat(people.whoAmI.run(People.by(token)))
                .isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenRevoked()));
        assertThat(people.revokeToken.run(People.by(people.token(eve, Scope.READ)), token.hash()))
                .isEqualTo(new RevokeToken.Outcome.AlreadyRevoked());
        assertThat(people.whoAmI.run(later)).isEqualTo(new WhoAmI.Outcome.Refused(new Refusal.TokenRevoked()));
    }

    @Test
    void nobody_revokes_somebody_elses_token() {
        var token = people.token(people.account("fay"), Scope.READ);
        var other = people.token(people.account("gus"), Scope.READ, Scope.MANAGE);

        assertThat(people.revokeToken.run(People.by(other), token.hash()))
                .isEqualTo(new RevokeToken.Outcome.Refused(new Refusal.NotFound()));
        assertThat(people.revokeToken.run(People.nobody(), token.hash()))
                .isEqualTo(new RevokeToken.Outcome.Refused(new Refusal.SignInFirst()));
        assertThat(people.whoAmI.run(People.by(token))).isInstanceOf(WhoAmI.Outcome.Known.class);
    }

    @Test
    void a_machine_revokes_nobodys_token_even_if_it_knows_it() {
        var owner = people.organization("snoops");
        var machine = people.machine(owner, new OrgSlug("snoops"), Scope.READ);
        var token = people.token(people.account("snooped-on"), Scope.READ);

        assertThat(people.revokeToken.run(People.by(machine), token.hash()))
                .isEqualTo(new RevokeToken.Outcome.Refused(new Refusal.NotFound()));
        assertThat(people.whoAmI.run(People.by(token))).isInstanceOf(WhoAmI.Outcome.Known.class);
    }

    @Test
    void a_token_that_never_was_cannot_be_revoked() {
        assertThat(people.revokeToken.run(
                        People.by(people.token(people.account("snooped"), Scope.READ)),
                        Token.draw(Token.Kind.ACCESS).hash()))
                .isEqualTo(new RevokeToken.Outcome.NoSuchToken());
    }

    @Test
    void tokens_are_listed_by_their_holder_until_they_are_revoked() {
        var ian = people.account("ian");
        var first = people.token(ian, Scope.READ);
        var second = people.token(ian, Scope.READ);
        people.token(people.account("jan"), Scope.READ);

        assertThat(people.tokens.list(ian, Token.Kind.ACCESS, Slice.first(100)).items())
                .extracting(HeldToken::hash)
                .containsExactlyInAnyOrder(first.hash(), second.hash());
        people.revokeToken.run(People.by(second), first.hash());
        assertThat(people.tokens.list(ian, Token.Kind.ACCESS, Slice.first(100)).items())
                .extracting(HeldToken::hash)
                .containsExactly(second.hash());
    }

    @Test
    void one_of_many_tokens_is_found_by_its_id_and_only_by_its_holder() {
        var kim = people.account("kim");
        var token = people.token(kim, Scope.READ);
        var held = people.tokens
                .list(kim, Token.Kind.ACCESS, Slice.first(1))
                .items()
                .getFirst();

        assertThat(held.hash()).isEqualTo(token.hash());
        assertThat(people.tokens.findHeld(kim, held.credential().id())).contains(held);
        assertThat(people.tokens.findHeld(
                        people.account("lou"), held.credential().id()))
                .isEmpty();
    }

    @Test
    void a_long_list_of_tokens_comes_in_pages() {
        var mel = people.account("mel");
        for (int i = 0; i < 5; i++) {
            people.token(mel, Scope.READ);
        }
        var all = people.tokens.list(mel, Token.Kind.ACCESS, Slice.first(100));
        var page = people.tokens.list(mel, Token.Kind.ACCESS, Slice.first(2));
        var rest = people.tokens.list(mel, Token.Kind.ACCESS, new Slice(page.next(), 3));

        assertThat(all.items()).hasSize(5);
        assertThat(page.items()).isEqualTo(all.items().subList(0, 2));
        assertThat(rest.items()).isEqualTo(all.items().subList(2, 5));
        assertThat(rest.next()).isEmpty();
    }
}
