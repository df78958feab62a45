package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.seal.Chains;
import dev.slipway.audit.seal.Head;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where the chains of one bucket end.
public final class DynamoChains implements Chains {

    /// Still where it was: the number alone doesn't say which chain it is of.
    private static final String UNMOVED = "#number = :number AND sha256 = :sha256";

    private static final Map<String, String> NAMES = Map.of("#number", "number");

    private final Table table;
    private final String bucket;

    /// @param bucket the name of the one that the seals are in
    public DynamoChains(Table table, String bucket) {
        this.table = table;
        this.bucket = bucket;
    }

    private enum Step {
        CHAIN,
        AUDIT
    }

    @Override
    public Page<OrgSlug> organizations(Slice slice) {
        return table.page(Keys.ORGANIZATIONS, "", slice).map(item -> new OrgSlug(Attributes.text(item, "org")));
    }

    @Override
    public Optional<Head> find(OrgSlug org) {
        return table.get(Keys.chain(org, bucket))
                .map(item -> new Head(
                        Attributes.number(item, "number"),
                        Attributes.text(item, "sha256"),
                        Attributes.instant(item, "to"),
                        item.containsKey("settled"),
                        Attributes.number(item, "archived")));
    }

    /// What was archived stays as it is there: it may have grown since the end was read.
    @Override
    public boolean move(OrgSlug org, Optional<Head> before, Head after) {
        if (before.isEmpty()) {
            var item = Attributes.item(Keys.chain(org, bucket), "chain", 1)
                    .number("number", after.number())
                    .text("sha256", after.sha256())
                    .instant("to", after.to())
                    .number("archived", 0);
            return table.putIf(item.build(), "attribute_not_exists(pk)", Map.of());
        }
        return table.updateIf(
                Keys.chain(org, bucket),
                "SET #number = :next, sha256 = :digest, #to = :to REMOVE settled",
                UNMOVED,
                Map.of("#number", "number", "#to", "to"),
                Map.of(
                        ":next", AttributeValue.fromN(Long.toString(after.number())),
                        ":digest", AttributeValue.fromS(after.sha256()),
                        ":to", AttributeValue.fromS(after.to().toString()),
                        ":number", number(before.get()),
                        ":sha256", AttributeValue.fromS(before.get().sha256())));
    }

    @Override
    public void settle(OrgSlug org, Head head) {
        table.updateIf(
                Keys.chain(org, bucket),
                "SET settled = :yes",
                UNMOVED,
                NAMES,
                Map.of(
                        ":yes", AttributeValue.fromBool(true),
                        ":number", number(head),
                        ":sha256", AttributeValue.fromS(head.sha256())));
    }

    @Override
    public void remove(OrgSlug org, Collection<Leaving> events) {
        table.deleteAll(events.stream()
                .map(event -> Keys.auditEvent(org, event.id(), event.install()))
                .toList());
    }

    @Override
    public boolean archive(AuditEntry entry, OrgSlug org, Head head, long upTo) {
        var outcome = table.transact(List.of(
                Write.update(
                        Step.CHAIN,
                        Keys.chain(org, bucket),
                        "SET archived = :upTo",
                        "archived = :before",
                        Map.of(),
                        Map.of(
                                ":upTo", AttributeValue.fromN(Long.toString(upTo)),
                                ":before", AttributeValue.fromN(Long.toString(head.archived())))),
                Write.putNew(Step.AUDIT, AuditItem.write(entry))));
        return switch (outcome) {
            case Outcome.Committed<Step> _ -> true;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case CHAIN -> false;
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    private static AttributeValue number(Head head) {
        return AttributeValue.fromN(Long.toString(head.number()));
    }
}
