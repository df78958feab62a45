package dev.slipway.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.org.Authority;
import dev.slipway.org.Organization;
import dev.slipway.org.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a bill says is written to the organization's item, whatever else changes there at that moment.
class SubscribeTest {

    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Instant NOW = Instant.parse("2026-11-28T09:30:00.250Z");
    private static final Instant END = Instant.parse("2026-12-12T09:30:00Z");
    private static final Authority BY_OWNER = new Authority(
            new Principal.Person(new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), new Handle("ada")),
            Role.OWNER,
            new Authority.Basis.ByRole());

    private Database database;
    private Table table;

    private enum Step {
        ORGANIZATION
    }

    @BeforeEach
    void found() {
        database = Database.inMemory();
        table = database.create(TableDefinition.find(), "subscribe");
        var acme = Organization.founded(
                ACME,
                Organization.Kind.COMPANY,
                Profile.named(new DisplayName("Acme Corp")),
                OrgPolicy.first(ACME, 5).withSubscription(Optional.of(NOW), 0),
                NOW);
        table.put(OrganizationItem.write(acme));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void it_sets_and_removes_the_end_and_sets_the_quota_and_counts_as_a_change() {
        assertThat(stored().policy().worksUntil()).contains(Instant.parse("2026-11-28T09:30:00Z"));

        assertThat(subscribe(Optional.empty(), 1_000)).isInstanceOf(Outcome.Committed.class);
        assertThat(stored().policy()).isEqualTo(OrgPolicy.first(ACME, 1_000));
        assertThat(table.get(Keys.organization(ACME)).orElseThrow()).doesNotContainKey("worksUntil");
        assertThat(subscribe(Optional.of(END), 1_000)).isInstanceOf(Outcome.Committed.class);
        assertThat(stored().policy().worksUntil()).contains(END);
        assertThat(subscribe(Optional.of(END.plusSeconds(1)), 2_000)).isInstanceOf(Outcome.Committed.class);

        assertThat(stored().policy())
                .extracting(OrgPolicy::worksUntil, OrgPolicy::storageQuotaBytes)
                .containsExactly(Optional.of(END.plusSeconds(1)), 2_000L);
        assertThat(stored().revision()).isEqualTo(4);
    }

    @Test
    void settings_that_were_read_before_do_not_take_the_place_of_what_was_paid_since() {
        var read = stored();
        subscribe(Optional.empty(), 1_000);

        assertThat(change(read)).isInstanceOf(Outcome.Refused.class);
        assertThat(change(stored())).isInstanceOf(Outcome.Committed.class);

        assertThat(stored().policy()).isEqualTo(OrgPolicy.first(ACME, 1_000).withPublishing(true, Visibility.PUBLIC));
    }

    @Test
    void it_makes_no_organization_that_is_not_there() {
        var globex = new OrgSlug("globex");

        assertThat(table.transact(
                        List.of(OrganizationItem.subscribe(Step.ORGANIZATION, globex, Optional.empty(), 1_000))))
                .isInstanceOf(Outcome.Refused.class);

        assertThat(table.get(Keys.organization(globex))).isEmpty();
    }

    private Outcome<Step> subscribe(Optional<Instant> worksUntil, long quota) {
        return table.transact(List.of(OrganizationItem.subscribe(Step.ORGANIZATION, ACME, worksUntil, quota)));
    }

    private Outcome<Step> change(Organization read) {
        var next = read.with(read.profile(), read.policy().withPublishing(true, Visibility.PUBLIC));
        return table.transact(List.of(OrganizationItem.change(Step.ORGANIZATION, next, BY_OWNER)));
    }

    private Organization stored() {
        return OrganizationItem.read(table.get(Keys.organization(ACME)).orElseThrow());
    }
}
