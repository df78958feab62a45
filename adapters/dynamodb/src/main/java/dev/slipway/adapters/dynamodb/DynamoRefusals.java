package dev.slipway.adapters.dynamodb;

import dev.slipway.access.RateLimit;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.RecordRefusal;
import dev.slipway.audit.Refusals;
import dev.slipway.kernel.Ids;
import java.time.Duration;
import java.util.List;

/// Refusals at the door, in the table: a line in a log, and a mark that it is there for this hour.
public final class DynamoRefusals implements Refusals {

    private static final RateLimit ONCE = new RateLimit("refused", 1, Duration.ofHours(1));

    private final Table table;

    public DynamoRefusals(Table table) {
        this.table = table;
    }

    /// What a function behind the gateway records refusals by.
    public static RecordRefusal recording(Table table) {
        return new RecordRefusal(new DynamoStandings(table), new DynamoRefusals(table), Ids.random());
    }

    private enum Step {
        NOTED_BEFORE,
        LINE
    }

    @Override
    public void note(AuditEntry refused, TokenId token) {
        var item = AuditItem.write(refused);
        var whose = String.join(
                "#",
                token.value(),
                refused.action().name(),
                RateLimit.network(refused.origin().address()),
                Attributes.text(item, "pk"));
        var mark = Attributes.item(Keys.limit(ONCE.kind(), whose, ONCE.begin(refused.at())), "limit", 1)
                .forgetAt(ONCE.end(refused.at()))
                .build();
        table.transact(List.of(Write.putNew(Step.NOTED_BEFORE, mark), Write.putAlways(Step.LINE, item)));
    }
}
