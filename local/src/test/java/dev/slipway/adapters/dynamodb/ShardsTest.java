package dev.slipway.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Principal;
import dev.slipway.audit.AuditAction.VersionInstalled;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/// Whether one organization can install 5,000 times a second. A partition takes 1,000 write units a second
/// ([DynamoDB, partition
/// keys](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html)), and a line is
/// one unit, as the cost ledger shows.
class ShardsTest {

    private static final int IN_A_SECOND = 5_000;
    private static final int SECONDS = 20;
    private static final int MOST_OF_A_PARTITION = 1_000;

    private final Ids ids = Ids.random();

    private AuditEntry install(Instant at) {
        return new AuditEntry(
                ids.next(at),
                new Book.OfOrganization(new OrgSlug("acme")),
                at,
                new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada")),
                new Origin("203.0.113.7", "npm/11.6.2", "JKJaXmPLvHcESHA="),
                new VersionInstalled("@acme/pad", "1.0.0"));
    }

    /// Evenly that is 156 in each; by chance it is never a quarter of what one takes.
    @Test
    void five_thousand_installs_a_second_leave_every_partition_far_from_what_it_takes() {
        for (int second = 0; second < SECONDS; second++) {
            var inEach = new HashMap<String, Integer>();
            for (int i = 0; i < IN_A_SECOND; i++) {
                var at = Instant.parse("2026-11-28T12:00:00Z")
                        .plusSeconds(second)
                        .plusMillis(i / 5);
                inEach.merge(Attributes.text(AuditItem.write(install(at)), "pk"), 1, Integer::sum);
            }

            assertThat(inEach).hasSize(32);
            assertThat(inEach.values()).allMatch(count -> count < MOST_OF_A_PARTITION / 4);
        }
    }
}
