package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Lifetime;
import dev.slipway.access.Presented;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Token;
import dev.slipway.access.TokenRequest;
import dev.slipway.adapters.dynamodb.DynamoContacts;
import dev.slipway.adapters.dynamodb.DynamoEndings;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import dev.slipway.local.backends.AtOnce;
import dev.slipway.org.Contacts;
import dev.slipway.org.ExpiryMails;
import dev.slipway.org.RemindOfExpiry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mails 14, 7 and 1 days before a machine token ends. Tokens are made at noon of [People#NOW], and the clock is moved.
class RemindOfExpiryTest {

    private static final String REGISTRY = "https://npm.acme.test";
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final int ROUNDS = 50;

    private Offices offices;
    private People people;
    private Machines machines;
    private RemindOfExpiry remind;
    private Token owner;
    private final List<ExpiryMails.Letter> letters = new CopyOnWriteArrayList<>();
    private boolean mailBroken;
    private Optional<AccountId> unreadable = Optional.empty();

    @BeforeEach
    void open() {
        offices = new Offices();
        people = offices.people;
        machines = new Machines(offices);
        var contacts = new DynamoContacts(offices.table);
        remind = remind(new Contacts() {
            @Override
            public Optional<Email> findAddress(AccountId account) {
                if (unreadable.equals(Optional.of(account))) {
                    throw new IllegalStateException("this account is broken");
                }
                return contacts.findAddress(account);
            }

            @Override
            public Optional<Contact> find(Handle handle) {
                return contacts.find(handle);
            }
        });
        owner = people.organization("acme");
        offices.address(people.whoIs(owner));
    }

    @AfterEach
    void close() {
        offices.close();
    }

    private RemindOfExpiry remind(Contacts contacts) {
        return new RemindOfExpiry(
                new DynamoEndings(offices.table),
                new DynamoMachineTokens(offices.table),
                new DynamoServiceAccounts(offices.table),
                new DynamoOrganizations(offices.table),
                new DynamoMemberships(offices.table),
                contacts,
                this::post);
    }

    private Posted post(ExpiryMails.Letter letter) {
        if (mailBroken) {
            return new Posted.Failed("out of order");
        }
        letters.add(letter);
        return new Posted.Accepted("message-" + letters.size());
    }

    private Token token(Token by, OrgSlug org, String name, int days) {
        var request = new TokenRequest(name, Set.of(Scope.READ), new Lifetime.For(Duration.ofDays(days)));
        return Machines.issued(machines.issue.toOrganization(People.by(by), org, request));
    }

    private static Instant after(int days) {
        return People.NOW.plus(Duration.ofDays(days));
    }

    private RemindOfExpiry.Outcome run(int days) {
        return remind.run(REGISTRY, after(days));
    }

    private static Visit at(Token token, Instant when) {
        return People.at(new Presented.ByHash(token.hash()), when);
    }

    @Test
    void owners_and_admins_are_told_fourteen_seven_and_one_days_before() {
        offices.member(owner, ACME, "acme-abe", Role.ADMIN);
        offices.member(owner, ACME, "acme-max", Role.MAINTAINER);
        var token = token(owner, ACME, "nightly", 30);

        for (int day = 0; day <= 31; day++) {
            var before = letters.size();
            run(day);
            var told = letters.subList(before, letters.size());
            if (day == 16 || day == 23 || day == 29) {
                assertThat(told)
                        .as("day " + day)
                        .extracting(letter -> letter.to().value())
                        .containsExactlyInAnyOrder("acme-owner@example.com", "acme-abe@example.com");
            } else {
                assertThat(told).as("day " + day).isEmpty();
            }
        }

        assertThat(letters).extracting(ExpiryMails.Letter::days).containsExactly(14L, 14L, 7L, 7L, 1L, 1L);
        assertThat(letters.getFirst()).satisfies(letter -> {
            assertThat(letter.tokenName()).isEqualTo("nightly");
            assertThat(letter.prefix()).isEqualTo(token.prefix());
            assertThat(letter.maker().orElseThrow().value()).isEqualTo("acme-owner");
            assertThat(letter.end()).isEqualTo(after(30));
            assertThat(letter.link().toString()).isEqualTo(REGISTRY + "/console/organizations/acme/machines");
        });
    }

    @Test
    void a_schedule_that_fires_twice_mails_once() {
        token(owner, ACME, "nightly", 30);

        assertThat(run(16).sent()).isEqualTo(1);
        assertThat(run(16)).isEqualTo(new RemindOfExpiry.Outcome(0, 0, List.of()));
    }

    @Test
    void two_runs_at_once_mail_once() {
        for (int i = 0; i < ROUNDS; i++) {
            letters.clear();
            var slug = "race-" + i;
            var by = people.organization(slug);
            offices.address(people.whoIs(by));
            token(by, new OrgSlug(slug), "nightly", 30);

            var outcomes =
                    AtOnce.run(List.<Callable<RemindOfExpiry.Outcome>>of(() -> run(16), () -> run(16), () -> run(16)));

            assertThat(outcomes).extracting(RemindOfExpiry.Outcome::sent).containsExactlyInAnyOrder(1, 0, 0);
            assertThat(letters).hasSize(1);
        }
    }

    @Test
    void a_mail_that_is_not_taken_is_tried_by_the_next_run_also_on_the_next_day() {
        token(owner, ACME, "nightly", 30);
        mailBroken = true;
        assertThat(run(16)).isEqualTo(new RemindOfExpiry.Outcome(0, 1, List.of()));

        mailBroken = false;
        assertThat(run(17)).isEqualTo(new RemindOfExpiry.Outcome(1, 0, List.of()));
        assertThat(run(17).sent()).isZero();
        assertThat(letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.days()).isEqualTo(13));
    }

    @Test
    void days_on_which_nothing_ran_are_made_up_for_by_one_mail() {
        token(owner, ACME, "nightly", 30);

        assertThat(run(25).sent()).isEqualTo(1);
        assertThat(letters.getFirst().days()).isEqualTo(5);
        assertThat(run(29).sent()).isEqualTo(1);
        assertThat(run(30).sent()).isZero();
    }

    @Test
    void nobody_is_told_of_a_step_that_the_token_was_made_after() {
        token(owner, ACME, "for two weeks", 14);
        token(owner, ACME, "for a week", 7);
        token(owner, ACME, "for a day", 1);
        machines.token(owner, ACME, Scope.READ);

        for (int day = 0; day <= 14; day++) {
            run(day);
        }

        assertThat(letters)
                .extracting(letter -> letter.tokenName() + " " + letter.days())
                .containsExactlyInAnyOrder("for two weeks 7", "for two weeks 1", "for a week 1");
    }

    @Test
    void revoked_tokens_deleted_accounts_and_deleted_organizations_are_passed_over() {
        var revoked = token(owner, ACME, "revoked", 30);
        people.revokeMachineToken.run(People.by(owner), revoked.hash());
        machines.account(owner, ACME, "bot");
        var wish = new TokenRequest("bot's", Set.of(Scope.READ), new Lifetime.For(Duration.ofDays(30)));
        machines.issue.toServiceAccount(People.by(owner), ACME, new ServiceAccountName("bot"), wish);
        machines.delete.run(People.by(owner), ACME, new ServiceAccountName("bot"));
        var other = people.organization("globex");
        offices.address(people.whoIs(other));
        token(other, new OrgSlug("globex"), "gone", 30);
        offices.deleteOrganization.run(People.by(other), new OrgSlug("globex"), "globex");

        assertThat(run(16)).isEqualTo(new RemindOfExpiry.Outcome(0, 0, List.of()));
    }

    @Test
    void an_organization_that_is_broken_does_not_keep_others_from_hearing() {
        var broken = people.organization("broken");
        var person = people.whoIs(broken);
        token(broken, new OrgSlug("broken"), "unheard", 30);
        token(owner, ACME, "heard", 30);
        unreadable = Optional.of(person.id());

        var outcome = run(16);

        assertThat(outcome.sent()).isEqualTo(1);
        assertThat(outcome.broken()).hasSize(1);
        assertThat(letters).extracting(ExpiryMails.Letter::tokenName).containsExactly("heard");

        unreadable = Optional.empty();
        offices.address(person);
        assertThat(run(16)).isEqualTo(new RemindOfExpiry.Outcome(1, 0, List.of()));
    }

    @Test
    void who_becomes_an_admin_later_is_told_of_what_is_due_then() {
        token(owner, ACME, "nightly", 30);
        run(16);
        offices.member(owner, ACME, "acme-late", Role.ADMIN);

        assertThat(run(17).sent()).isEqualTo(1);
        assertThat(letters.getLast().to()).isEqualTo(new Email("acme-late@example.com"));
    }

    @Test
    void what_is_remembered_of_an_end_is_forgotten_after_it() {
        token(owner, ACME, "nightly", 30);

        var item = offices.items("ENDS#2026-03-31").getFirst();

        assertThat(Instant.ofEpochSecond(Long.parseLong(item.get("forgetAt").n())))
                .isEqualTo(after(31));
        assertThat(machines.issue.toOrganization(at(owner, after(1)), ACME, Machines.request(Scope.READ)))
                .isNotNull();
        assertThat(offices.items("ENDS#2026-03-31")).hasSize(1);
    }
}
