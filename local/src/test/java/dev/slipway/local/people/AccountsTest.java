package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.identity.Account;
import dev.slipway.identity.Accounts;
import dev.slipway.identity.Identity;
import dev.slipway.identity.IdentityId;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.identity.Newcomer;
import dev.slipway.identity.OpenAccount;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Slice;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.backends.AtOnce;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTest {

    private Database database;
    private People people;
    private Accounts accounts;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        var table = database.create(TableDefinition.find(), "accounts");
        people = new People(table);
        accounts = new DynamoAccounts(table);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void an_account_is_found_by_its_id_its_handle_its_address_and_its_identity() {
        var ada = opened(new Newcomer(
                new Handle("ada-l"),
                Optional.of(new DisplayName("Ada Lovelace")),
                Optional.of(new Email("ada@example.com")),
                Optional.of(identity("ada"))));

        assertThat(accounts.find(ada.id())).contains(ada);
        assertThat(accounts.findByHandle(new Handle("ada-l"))).contains(ada);
        assertThat(accounts.findByEmail(new Email("Ada@Example.com"))).contains(ada);
        assertThat(accounts.findByIdentity(identity("ada"))).contains(ada);
        assertThat(ada.shownName()).isEqualTo("Ada Lovelace");
    }

    @Test
    void nobody_is_found_by_what_is_nobodys_or_only_looks_alike() {
        opened(Newcomer.named(new Handle("look-alike")));
        people.organization("no-person");

        assertThat(accounts.find(new AccountId(Ids.random().next(People.NOW)))).isEmpty();
        assertThat(accounts.findByHandle(new Handle("lookalike"))).isEmpty();
        assertThat(accounts.findByHandle(new Handle("no-person"))).isEmpty();
        assertThat(accounts.findByEmail(new Email("nobody@example.com"))).isEmpty();
        assertThat(accounts.findByIdentity(identity("nobody"))).isEmpty();
    }

    @Test
    void a_handle_is_taken_by_whoever_looks_alike_person_or_organization() {
        opened(Newcomer.named(new Handle("taken-one")));
        people.organization("taken-two");

        assertThat(accounts.findTaken(new Handle("takenone"))).isTrue();
        assertThat(accounts.findTaken(new Handle("takentwo"))).isTrue();
        assertThat(accounts.findTaken(new Handle("taken-three"))).isFalse();
    }

    @Test
    void an_account_may_have_no_address_and_no_name() {
        var bare = opened(Newcomer.named(new Handle("bare")));

        assertThat(accounts.find(bare.id()).orElseThrow().emails()).isEmpty();
        assertThat(bare.shownName()).isEqualTo("bare");
    }

    @Test
    void an_address_is_one_accounts_only() {
        opened(Newcomer.named(new Handle("first-bob")).with(new Email("bob@example.com")));

        assertThat(people.openAccount.run(
                        People.nobody(),
                        Newcomer.named(new Handle("second-bob")).with(new Email("bob@example.com"))))
                .isEqualTo(new OpenAccount.Outcome.EmailTaken(new Email("bob@example.com")));
        assertThat(accounts.findTaken(new Handle("second-bob"))).isFalse();
    }

    @Test
    void an_identity_is_one_accounts_only() {
        opened(withIdentity("first-eve", "eve"));

        assertThat(people.openAccount.run(People.nobody(), withIdentity("second-eve", "eve")))
                .isEqualTo(new OpenAccount.Outcome.IdentityTaken(identity("eve")));
        assertThat(accounts.findTaken(new Handle("second-eve"))).isFalse();
    }

    @Test
    void an_address_is_added_once_and_to_nobody_else() {
        var fay = opened(Newcomer.named(new Handle("fay")).with(new Email("fay@example.com")));
        var gus = opened(Newcomer.named(new Handle("gus")));
        var work = new Email("fay@work.example");

        assertThat(accounts.addEmail(fay.id(), work, added(fay, work))).isTrue();
        assertThat(accounts.addEmail(fay.id(), work, added(fay, work))).isTrue();
        assertThat(accounts.addEmail(gus.id(), work, added(gus, work))).isFalse();

        assertThat(accounts.findByEmail(work).orElseThrow().emails())
                .containsExactlyInAnyOrder(work, new Email("fay@example.com"));
        assertThat(accounts.find(gus.id()).orElseThrow().emails()).isEmpty();
    }

    @Test
    void an_identity_is_linked_to_nobody_else() {
        var hal = opened(Newcomer.named(new Handle("hal")));
        var ida = opened(Newcomer.named(new Handle("ida")));

        assertThat(accounts.link(hal.id(), ofHal(), linked(hal))).isTrue();
        assertThat(accounts.link(hal.id(), ofHal(), linked(hal))).isTrue();
        assertThat(accounts.link(ida.id(), ofHal(), linked(ida))).isFalse();
        assertThat(accounts.listIdentities(hal.id(), Slice.first(10)).items()).hasSize(1);
        assertThat(accounts.listIdentities(ida.id(), Slice.first(10)).items()).isEmpty();
        assertThat(accounts.findByIdentity(identity("hal"))).contains(hal);
    }

    @Test
    void of_two_accounts_that_want_one_address_at_once_one_has_it() {
        for (int round = 0; round < 50; round++) {
            var email = new Email("contested-" + round + "@example.com");
            var first = opened(Newcomer.named(new Handle("one-" + round)));
            var second = opened(Newcomer.named(new Handle("two-" + round)));

            var outcomes = AtOnce.<Boolean>run(List.of(
                    () -> accounts.addEmail(first.id(), email, added(first, email)),
                    () -> accounts.addEmail(second.id(), email, added(second, email))));

            assertThat(outcomes).containsExactlyInAnyOrder(true, false);
            assertThat(List.of(first, second).stream()
                            .filter(account -> accounts.find(account.id())
                                    .orElseThrow()
                                    .emails()
                                    .contains(email)))
                    .hasSize(1)
                    .containsExactly(outcomes.getFirst() ? first : second);
        }
    }

    private Account opened(Newcomer newcomer) {
        return ((OpenAccount.Outcome.Opened) people.openAccount.run(People.nobody(), newcomer)).account();
    }

    private static Newcomer withIdentity(String handle, String subject) {
        return new Newcomer(new Handle(handle), Optional.empty(), Optional.empty(), Optional.of(identity(subject)));
    }

    private static Identity identity(String subject) {
        return new Identity("https://id.example.com", subject, Optional.empty(), Optional.empty());
    }

    private static LinkedIdentity ofHal() {
        var id = new IdentityId(Ids.random().next(People.NOW));
        return new LinkedIdentity(id, identity("hal").hash(), "https://id.example.com", People.NOW);
    }

    private static AuditEntry added(Account account, Email email) {
        return entry(account, new AuditAction.EmailAdded(email));
    }

    private static AuditEntry linked(Account account) {
        return entry(account, new AuditAction.IdentityLinked("https://id.example.com"));
    }

    private static AuditEntry entry(Account account, AuditAction action) {
        return People.nobody()
                .entry(Ids.random().next(People.NOW), new Book.OfAccount(account.id()), account.person(), action);
    }
}
