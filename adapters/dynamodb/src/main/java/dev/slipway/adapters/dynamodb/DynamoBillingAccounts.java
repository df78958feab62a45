package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.billing.Billed;
import dev.slipway.billing.BillingAccount;
import dev.slipway.billing.BillingAccounts;
import dev.slipway.billing.Change;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.EventId;
import dev.slipway.billing.Provision;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import dev.slipway.org.SeatKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Billing in the table.
public final class DynamoBillingAccounts implements BillingAccounts {

    private final Table table;

    public DynamoBillingAccounts(Table table) {
        this.table = table;
    }

    private enum Step {
        ACCOUNT,
        CUSTOMER,
        LISTED,
        EVENT,
        ORGANIZATION,
        AUTHORITY,
        SEATS,
        AUDIT
    }

    @Override
    public Optional<Billed> find(OrgSlug org) {
        var items =
                table.getAll(List.of(Keys.organization(org), Keys.seats(org), Keys.storage(org), Keys.billing(org)));
        return Optional.ofNullable(items.get(Keys.organization(org))).map(organization -> {
            var seats = Optional.ofNullable(items.get(Keys.seats(org)))
                    .orElseThrow(() -> new IllegalStateException("@" + org + " has no seats"));
            return new Billed(
                    OrganizationItem.read(organization),
                    SeatsItem.read(seats, SeatKind.SEAT),
                    SeatsItem.read(seats, SeatKind.POOL_SEAT),
                    Optional.ofNullable(items.get(Keys.storage(org)))
                            .map(storage -> Attributes.number(storage, "bytes"))
                            .orElse(0L),
                    Optional.ofNullable(items.get(Keys.billing(org))).map(BillingItem::read));
        });
    }

    @Override
    public Optional<OrgSlug> findOrg(CustomerId customer) {
        return table.get(Keys.customer(customer)).map(item -> new OrgSlug(Attributes.text(item, "org")));
    }

    @Override
    public Page<OrgSlug> list(Slice slice) {
        return table.page(Keys.BILLED, "", slice).map(item -> new OrgSlug(Attributes.text(item, "org")));
    }

    @Override
    public Written openCheckout(BillingAccount next, Authority by, AuditEntry audit) {
        var org = next.org();
        return written(List.of(
                account(next),
                Write.putAlways(
                        Step.CUSTOMER,
                        Attributes.item(Keys.customer(next.customer()), "customer", 1)
                                .text("org", org.value())
                                .build()),
                Write.putAlways(
                        Step.LISTED,
                        Attributes.item(Keys.billed(org), "billed", 1)
                                .text("org", org.value())
                                .build()),
                OrganizationItem.mustBeThere(Step.ORGANIZATION, org, by),
                MemberItem.mustBe(Step.AUTHORITY, org, by),
                audit(audit)));
    }

    @Override
    public Written begin(BillingAccount next, Authority by, AuditEntry audit) {
        var writes = begun(next);
        writes.add(OrganizationItem.mustBeThere(Step.ORGANIZATION, next.org(), by));
        writes.add(MemberItem.mustBe(Step.AUTHORITY, next.org(), by));
        writes.add(audit(audit));
        return written(writes);
    }

    @Override
    public Written begin(BillingAccount next, AuditEntry audit) {
        var writes = begun(next);
        writes.add(audit(audit));
        return written(writes);
    }

    @Override
    public Written takeUp(BillingAccount next, AuditEntry audit) {
        return written(List.of(account(next), audit(audit)));
    }

    private static List<Write<Step>> begun(BillingAccount next) {
        var writes = new ArrayList<Write<Step>>();
        writes.add(account(next));
        next.change()
                .filter(Change::fewer)
                .ifPresent(change -> writes.add(SeatsItem.provide(Step.SEATS, next.org(), change.kind(), change.to())));
        return writes;
    }

    @Override
    public Written ask(OrgSlug org, Authority by, AuditEntry audit) {
        return written(List.of(
                OrganizationItem.mustBeThere(Step.ORGANIZATION, org, by),
                MemberItem.mustBe(Step.AUTHORITY, org, by),
                audit(audit)));
    }

    @Override
    public Written follow(
            BillingAccount next, Provision provision, Optional<EventId> event, Instant at, AuditEntry audit) {
        var org = next.org();
        var writes = new ArrayList<Write<Step>>();
        event.ifPresent(heard -> writes.add(Write.putNew(Step.EVENT, DynamoHeardEvents.item(heard, at))));
        writes.add(account(next));
        writes.add(SeatsItem.provide(Step.SEATS, org, provision.quantities()));
        writes.add(OrganizationItem.subscribe(Step.ORGANIZATION, org, provision.worksUntil(), provision.quotaBytes()));
        writes.add(audit(audit));
        return written(writes);
    }

    /// In the place of the one with the version before.
    private static Write<Step> account(BillingAccount next) {
        var item = BillingItem.write(next);
        return next.version() == 1
                ? Write.putNew(Step.ACCOUNT, item)
                : Write.put(
                        Step.ACCOUNT,
                        item,
                        "version = :before",
                        Map.of(":before", AttributeValue.fromN(Long.toString(next.version() - 1))));
    }

    private static Write<Step> audit(AuditEntry audit) {
        return Write.putNew(Step.AUDIT, AuditItem.write(audit));
    }

    private Written written(List<Write<Step>> writes) {
        return switch (table.transact(writes)) {
            case Outcome.Committed<Step> _ -> Written.COMMITTED;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case EVENT -> Written.HEARD_BEFORE;
                    case ACCOUNT, ORGANIZATION, AUTHORITY -> Written.MOVED_MEANWHILE;
                    case SEATS -> Written.SEATS_TAKEN;
                    case CUSTOMER, LISTED -> throw new IllegalStateException(step + " has no condition");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
