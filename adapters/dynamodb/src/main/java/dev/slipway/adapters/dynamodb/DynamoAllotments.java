package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Allotments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How many seats organizations have, in the table. The number stands beside the one of those taken, so that neither
/// passes the other.
public final class DynamoAllotments implements Allotments {

    private final Table table;

    public DynamoAllotments(Table table) {
        this.table = table;
    }

    private enum Provide {
        SEATS,
        AUDIT
    }

    @Override
    public Optional<Allotment> find(OrgSlug org) {
        return table.get(Keys.seats(org))
                .map(item -> new Allotment(Attributes.number(item, "paid"), Attributes.number(item, "taken")));
    }

    @Override
    public boolean provide(OrgSlug org, long paid, AuditEntry audit) {
        var outcome = table.transact(List.of(
                Write.update(
                        Provide.SEATS,
                        Keys.seats(org),
                        "SET paid = :paid",
                        "taken <= :paid",
                        Map.of(),
                        Map.of(":paid", AttributeValue.fromN(Long.toString(paid)))),
                Write.putNew(Provide.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Provide> _ -> true;
            case Outcome.Refused<Provide>(var step) ->
                switch (step) {
                    case SEATS -> false;
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
