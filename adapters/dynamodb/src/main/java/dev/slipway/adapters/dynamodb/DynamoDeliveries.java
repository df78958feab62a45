package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import dev.slipway.webhooks.Deliveries;
import dev.slipway.webhooks.Delivery;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What webhooks were told, in the table.
public final class DynamoDeliveries implements Deliveries {

    private final Table table;

    public DynamoDeliveries(Table table) {
        this.table = table;
    }

    private enum Step {
        ORGANIZATION,
        AUTHORITY,
        ENDPOINT,
        DELIVERY,
        AUDIT
    }

    @Override
    public boolean putNew(Delivery delivery) {
        return table.putIf(DeliveryItem.write(delivery), "attribute_not_exists(pk)", Map.of());
    }

    @Override
    public Optional<Delivery> find(DeliveryId id, Instant now) {
        return table.get(Keys.delivery(id)).map(DeliveryItem::read).filter(delivery -> listed(delivery, now));
    }

    /// DynamoDB forgets them hours or days later than they are shown: behind the first that is over, all are.
    @Override
    public Page<Delivery> list(EndpointId endpoint, Instant now, Slice slice) {
        var page = table.pageBackwards(Keys.deliveriesOf(endpoint), "", slice).map(DeliveryItem::read);
        var listed =
                page.items().stream().filter(delivery -> listed(delivery, now)).toList();
        return listed.size() < page.items().size() ? new Page<>(listed, Optional.empty()) : page;
    }

    private static boolean listed(Delivery delivery, Instant now) {
        return now.isBefore(delivery.listedUntil());
    }

    @Override
    public boolean note(Delivery next) {
        return DeliveryItem.replace(table, next);
    }

    @Override
    public Queued addTest(Delivery delivery, Endpoint seen, Authority by, AuditEntry audit) {
        return queued(Write.putNew(Step.DELIVERY, DeliveryItem.write(delivery)), seen, by, audit);
    }

    @Override
    public Queued sendAgain(Delivery next, Endpoint seen, Authority by, AuditEntry audit) {
        return queued(DeliveryItem.replace(Step.DELIVERY, next), seen, by, audit);
    }

    private Queued queued(Write<Step> delivery, Endpoint seen, Authority by, AuditEntry audit) {
        var outcome = table.transact(List.of(
                OrganizationItem.mustBeThere(Step.ORGANIZATION, seen.org(), by),
                MemberItem.mustBe(Step.AUTHORITY, seen.org(), by),
                EndpointItem.mustBeActive(Step.ENDPOINT, seen),
                delivery,
                Write.putNew(Step.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Step> _ -> Queued.COMMITTED;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, ENDPOINT, DELIVERY -> Queued.MOVED_MEANWHILE;
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
