package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.CreateServiceAccount;
import dev.slipway.org.DeleteServiceAccount;
import dev.slipway.org.ListServiceAccounts;
import dev.slipway.org.ServiceAccount;
import dev.slipway.org.ShowServiceAccount;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceAccountsTest {

    private static final ServiceAccountName BOT = new ServiceAccountName("bot");

    private final Offices offices = new Offices();
    private final People people = offices.people;
    private final Machines machines = new Machines(offices);

    @AfterAll
    void close() {
        offices.close();
    }

    @Test
    void a_service_account_takes_no_seat_and_is_seen_by_every_member() {
        var org = new OrgSlug("seatless");
        var owner = people.organization("seatless");
        var bea = offices.member(owner, org, "seatless-bea", Role.BILLING);

        var made = machines.account(owner, org, "bot");

        offices.assertCounted(org);
        assertThat(machines.show.run(People.by(bea), org, BOT))
                .isInstanceOfSatisfying(ShowServiceAccount.Outcome.Shown.class, shown -> {
                    assertThat(shown.account().account()).isEqualTo(made);
                    assertThat(shown.account().teams()).isEmpty();
                });
        assertThat(offices.logged(org, "service_account.created")).isEqualTo(1);
    }

    @Test
    void a_name_is_had_once_in_an_organization_and_again_after_its_account_is_gone() {
        var org = new OrgSlug("named");
        var owner = people.organization("named");
        machines.account(owner, org, "bot");
        var before = offices.stored();

        assertThat(machines.create.run(People.by(owner), org, BOT))
                .isEqualTo(new CreateServiceAccount.Outcome.NameTaken(BOT));
        assertThat(offices.stored()).isEqualTo(before);
        machines.account(people.organization("named-else"), new OrgSlug("named-else"), "bot");

        machines.delete.run(People.by(owner), org, BOT);
        machines.account(owner, org, "bot");
    }

    @Test
    void maintainers_and_strangers_make_and_delete_none() {
        var org = new OrgSlug("guarded");
        var owner = people.organization("guarded");
        machines.account(owner, org, "bot");
        var max = offices.member(owner, org, "guarded-max", Role.MAINTAINER);
        var otto = offices.everything(people.account("guarded-otto"));
        var machine = machines.token(owner, org, Scope.PUBLISH);
        var before = offices.stored();

        assertThat(machines.create.run(People.by(max), org, new ServiceAccountName("other")))
                .isEqualTo(new CreateServiceAccount.Outcome.Refused(
                        new Refusal.NotPermitted(Permission.MANAGE_SERVICE_ACCOUNTS, org)));
        assertThat(machines.delete.run(People.by(max), org, BOT))
                .isEqualTo(new DeleteServiceAccount.Outcome.Refused(
                        new Refusal.NotPermitted(Permission.MANAGE_SERVICE_ACCOUNTS, org)));
        assertThat(machines.delete.run(People.by(otto), org, BOT))
                .isEqualTo(new DeleteServiceAccount.Outcome.Refused(new Refusal.NotFound()));
        assertThat(machines.show.run(People.by(otto), org, BOT))
                .isEqualTo(new ShowServiceAccount.Outcome.Refused(new Refusal.NotFound()));
        assertThat(machines.create.run(People.by(machine), org, new ServiceAccountName("other")))
                .isEqualTo(new CreateServiceAccount.Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void names_are_small_letters_digits_and_hyphens() {
        for (var name : new String[] {"", "Bot", "-bot", "bot-", "b_t", "x".repeat(40), "../x"}) {
            assertThatThrownBy(() -> new ServiceAccountName(name)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void there_are_a_hundred_and_no_more_until_one_is_deleted() {
        var org = new OrgSlug("crowded");
        var owner = people.organization("crowded");
        for (int i = 0; i < ServiceAccount.MOST; i++) {
            machines.account(owner, org, "bot-" + i);
        }
        var before = offices.stored();

        assertThat(machines.create.run(People.by(owner), org, BOT))
                .isEqualTo(new CreateServiceAccount.Outcome.TooMany(ServiceAccount.MOST));
        assertThat(offices.stored()).isEqualTo(before);

        machines.delete.run(People.by(owner), org, new ServiceAccountName("bot-7"));
        machines.account(owner, org, "bot");
    }

    @Test
    void a_list_goes_by_name_in_parts_that_neither_skip_nor_repeat() {
        var org = new OrgSlug("parted");
        var owner = people.organization("parted");
        for (var name : new String[] {"delta", "alpha", "charlie", "bravo"}) {
            machines.account(owner, org, name);
        }

        var first = ((ListServiceAccounts.Outcome.Listed)
                        machines.listAccounts.run(People.by(owner), org, Slice.first(3)))
                .page();
        var rest = ((ListServiceAccounts.Outcome.Listed)
                        machines.listAccounts.run(People.by(owner), org, new Slice(first.next(), 3)))
                .page();

        assertThat(first.items())
                .extracting(one -> one.account().who().name().value())
                .containsExactly("alpha", "bravo", "charlie");
        assertThat(rest.items())
                .extracting(one -> one.account().who().name().value())
                .containsExactly("delta");
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void a_deleted_account_leaves_its_teams_and_its_tokens_are_refused_and_gone() {
        var org = new OrgSlug("leaving");
        var owner = people.organization("leaving");
        var bot = machines.account(owner, org, "bot");
        var team = machines.team(org, "releases", Optional.of(PackageRole.MAINTAINER));
        machines.join(bot, team);
        var token = machines.token(owner, org, "bot", Scope.PUBLISH);
        assertThat(machines.may(token, org, Permission.PUBLISH_PACKAGES)).isTrue();

        assertThat(machines.delete.run(People.by(owner), org, BOT))
                .isInstanceOfSatisfying(
                        DeleteServiceAccount.Outcome.Deleted.class,
                        deleted -> assertThat(deleted.tokens()).isEqualTo(1));

        assertThat(machines.may(token, org, Permission.READ_PACKAGES)).isFalse();
        assertThat(machines.tokens(owner, org)).isEmpty();
        assertThat(offices.items("TEAM#" + org + "#" + team)).isEmpty();
        assertThat(offices.items("SERVICES#" + org)).isEmpty();
        assertThat(offices.logged(org, "service_account.deleted")).isEqualTo(1);
        assertThat(offices.logged(org, "token.revoked")).isEqualTo(1);

        // A later account of the same name is another one.
        machines.join(machines.account(owner, org, "bot"), team);
        assertThat(machines.may(token, org, Permission.READ_PACKAGES)).isFalse();
    }

    @Test
    void an_account_that_joined_a_team_meanwhile_is_deleted_with_that_too() {
        var org = new OrgSlug("joining");
        var owner = people.organization("joining");
        var bot = machines.account(owner, org, "bot");
        machines.join(bot, TeamId.ADMINISTRATORS);

        assertThat(machines.delete.run(People.by(owner), org, BOT))
                .isInstanceOf(DeleteServiceAccount.Outcome.Deleted.class);
        assertThat(offices.items("TEAM#" + org + "#administrators")).isEmpty();
    }

    @Test
    void more_tokens_than_a_transaction_takes_are_gone_with_their_account() {
        var org = new OrgSlug("plenty");
        var owner = people.organization("plenty");
        machines.account(owner, org, "bot");
        for (int i = 0; i < 120; i++) {
            machines.token(owner, org, "bot", Scope.READ);
        }

        assertThat(machines.delete.run(People.by(owner), org, BOT))
                .isInstanceOfSatisfying(
                        DeleteServiceAccount.Outcome.Deleted.class,
                        deleted -> assertThat(deleted.tokens()).isEqualTo(120));
        assertThat(machines.tokens(owner, org)).isEmpty();
        assertThat(offices.item("ORG#" + org, "MACHINES").orElseThrow()).doesNotContainKeys("tokens", "accounts");
    }
}
