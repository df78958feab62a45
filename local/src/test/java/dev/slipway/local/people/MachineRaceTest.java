package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.backends.AtOnce;
import dev.slipway.org.CreateServiceAccount;
import dev.slipway.org.DeleteServiceAccount;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.MachineToken;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.RevokeMachineToken;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two who do something to an organization's machines at the same instant.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineRaceTest {

    private static final int ROUNDS = 50;
    private static final ServiceAccountName BOT = new ServiceAccountName("bot");

    private final Offices offices = new Offices();
    private final People people = offices.people;
    private final Machines machines = new Machines(offices);

    @AfterAll
    void close() {
        offices.close();
    }

    @Test
    void who_is_removed_while_they_issue_a_token_made_it_before_or_not_at_all() {
        var made = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var org = new OrgSlug("issuer-" + i);
            var owner = people.organization(org.value());
            var abe = people.member(owner, org, org + "-abe", Role.ADMIN);
            var token = offices.everything(abe);

            var outcomes = AtOnce.run(List.<Callable<Object>>of(
                    () -> machines.issue.toOrganization(People.by(token), org, Machines.request(Scope.PUBLISH)),
                    () -> offices.removeMember.run(People.by(owner), org, abe.handle())));

            assertThat(outcomes.getLast()).isInstanceOf(RemoveMember.Outcome.Removed.class);
            var issued = outcomes.getFirst() instanceof IssueMachineToken.Outcome.Issued;
            if (!issued) {
                assertThat(outcomes.getFirst())
                        .isEqualTo(new IssueMachineToken.Outcome.Refused(new Refusal.NotFound()));
            }
            assertThat(machines.tokens(owner, org)).hasSize(issued ? 1 : 0);
            assertThat(offices.logged(org, "token.issued")).isEqualTo(issued ? 1 : 0);
            assertThat(machines.issue.toOrganization(People.by(token), org, Machines.request(Scope.READ)))
                    .isEqualTo(new IssueMachineToken.Outcome.Refused(new Refusal.NotFound()));
            made += issued ? 1 : 0;
        }
        assertThat(made).as("rounds in which the token came first").isBetween(0, ROUNDS);
    }

    @Test
    void a_token_that_is_used_while_it_is_revoked_is_refused_ever_after() {
        var org = new OrgSlug("in-use");
        var owner = people.organization("in-use");
        for (int i = 0; i < ROUNDS; i++) {
            var token = machines.token(owner, org, Scope.READ);

            AtOnce.run(List.<Callable<Object>>of(
                    () -> people.revokeMachineToken.run(People.by(owner), token.hash()),
                    () -> machines.standing(token, org, People.NOW),
                    () -> machines.standing(token, org, People.NOW)));

            assertThat(machines.standing(token, org, People.NOW).may(Permission.READ_PACKAGES, People.NOW))
                    .isEqualTo(new Decision.Refused(new Refusal.TokenRevoked()));
        }
        assertThat(machines.tokens(owner, org)).isEmpty();
    }

    @Test
    void of_two_revocations_at_once_one_counts() {
        var org = new OrgSlug("twice-revoked");
        var owner = people.organization("twice-revoked");
        for (int i = 0; i < ROUNDS; i++) {
            var token = machines.token(owner, org, Scope.READ);

            var outcomes = AtOnce.run(List.<Callable<RevokeMachineToken.Outcome>>of(
                    () -> people.revokeMachineToken.run(People.by(owner), token.hash()),
                    () -> people.revokeMachineToken.run(People.by(owner), token.hash())));

            assertThat(outcomes)
                    .containsExactlyInAnyOrder(
                            new RevokeMachineToken.Outcome.Revoked(), new RevokeMachineToken.Outcome.AlreadyRevoked());
        }
        assertThat(offices.logged(org, "token.revoked")).isEqualTo(ROUNDS);
    }

    @Test
    void of_two_who_make_a_service_account_of_one_name_one_does() {
        var org = new OrgSlug("one-name");
        var owner = people.organization("one-name");
        var admin = offices.member(owner, org, "one-name-admin", Role.ADMIN);
        for (int i = 0; i < ROUNDS; i++) {
            var name = new ServiceAccountName("bot-" + i);

            var outcomes = AtOnce.run(List.<Callable<CreateServiceAccount.Outcome>>of(
                    () -> machines.create.run(People.by(owner), org, name),
                    () -> machines.create.run(People.by(admin), org, name)));

            assertThat(outcomes)
                    .filteredOn(CreateServiceAccount.Outcome.Created.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes).contains(new CreateServiceAccount.Outcome.NameTaken(name));
        }
        assertThat(offices.items("SERVICES#one-name")).hasSize(2 * ROUNDS);
        assertThat(offices.logged(org, "service_account.created")).isEqualTo(ROUNDS);
    }

    @Test
    void a_token_for_a_service_account_that_is_being_deleted_opens_nothing() {
        var org = new OrgSlug("orphans");
        var owner = people.organization("orphans");
        var admin = offices.member(owner, org, "orphans-admin", Role.ADMIN);
        for (int i = 0; i < ROUNDS; i++) {
            machines.account(owner, org, "bot");

            var outcomes = AtOnce.run(List.<Callable<Object>>of(
                    () -> machines.issue.toServiceAccount(People.by(admin), org, BOT, Machines.request(Scope.READ)),
                    () -> machines.delete.run(People.by(owner), org, BOT)));

            assertThat(outcomes.getLast()).isInstanceOf(DeleteServiceAccount.Outcome.Deleted.class);
            if (outcomes.getFirst() instanceof IssueMachineToken.Outcome.Issued(var token, var _)) {
                assertThat(machines.standing(token, org, People.NOW).may(Permission.READ_PACKAGES, People.NOW))
                        .isEqualTo(new Decision.Refused(new Refusal.TokenRevoked()));
            } else {
                assertThat(outcomes.getFirst()).isEqualTo(new IssueMachineToken.Outcome.NoSuchServiceAccount(BOT));
            }
            assertThat(machines.tokens(owner, org)).isEmpty();
        }
        assertThat(offices.item("ORG#orphans", "MACHINES").orElseThrow()).doesNotContainKeys("tokens", "accounts");
    }

    @Test
    void of_two_who_want_the_last_place_one_gets_it() {
        var org = new OrgSlug("last-place");
        var owner = people.organization("last-place");
        var admin = offices.member(owner, org, "last-place-admin", Role.ADMIN);
        for (int i = 1; i < MachineToken.MOST; i++) {
            machines.token(owner, org, Scope.READ);
        }
        for (int i = 0; i < ROUNDS; i++) {
            var outcomes = AtOnce.run(List.<Callable<IssueMachineToken.Outcome>>of(
                    () -> machines.issue.toOrganization(People.by(owner), org, Machines.request(Scope.READ)),
                    () -> machines.issue.toOrganization(People.by(admin), org, Machines.request(Scope.READ))));

            assertThat(outcomes)
                    .filteredOn(IssueMachineToken.Outcome.Issued.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes).contains(new IssueMachineToken.Outcome.TooMany(MachineToken.MOST));
            var newest = machines.tokens(owner, org).getFirst();
            people.revokeMachineToken.run(People.by(owner), newest.hash());
        }
    }
}
