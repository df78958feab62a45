package dev.slipway.adapters.dynamodb;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Ending;
import dev.slipway.org.Endings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which machine tokens end on which day, in the table.
public final class DynamoEndings implements Endings {

    private final Table table;

    public DynamoEndings(Table table) {
        this.table = table;
    }

    @Override
    public Page<Ending> list(LocalDate day, Slice slice) {
        return table.page(Keys.endingsOn(day), "", slice).map(EndingItem::read);
    }

    @Override
    public boolean take(Ending ending, Ending.Step step, AccountId account) {
        return table.updateIf(
                Keys.ending(ending.expiresAt(), ending.token()),
                "ADD #told :accounts",
                "attribute_exists(pk) AND NOT contains(#told, :account)",
                Map.of("#told", EndingItem.told(step)),
                Map.of(
                        ":accounts", AttributeValue.fromSs(List.of(account.value())),
                        ":account", AttributeValue.fromS(account.value())));
    }

    @Override
    public void giveBack(Ending ending, Ending.Step step, AccountId account) {
        table.updateIf(
                Keys.ending(ending.expiresAt(), ending.token()),
                "DELETE #told :accounts",
                "attribute_exists(pk)",
                Map.of("#told", EndingItem.told(step)),
                Map.of(":accounts", AttributeValue.fromSs(List.of(account.value()))));
    }
}
