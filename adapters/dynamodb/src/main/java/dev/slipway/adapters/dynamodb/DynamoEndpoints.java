package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.Endpoints;
import dev.slipway.webhooks.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Webhooks in the table.
public final class DynamoEndpoints implements Endpoints {

    private final Table table;

    public DynamoEndpoints(Table table) {
        this.table = table;
    }

    private enum Step {
        ORGANIZATION,
        AUTHORITY,
        ENDPOINT,
        NUMBER,
        AUDIT
    }

    @Override
    public Optional<Endpoint> find(OrgSlug org, EndpointId id) {
        return table.get(Keys.webhook(org, id)).map(EndpointItem::read);
    }

    @Override
    public Page<Endpoint> list(OrgSlug org, Slice slice) {
        return table.page(Keys.webhooksOf(org), "", slice).map(EndpointItem::read);
    }

    /// Most organizations have none, and cost one small read.
    @Override
    public List<Endpoint> listActive(OrgSlug org) {
        var active = list(org, Slice.first(Endpoint.MOST)).items().stream()
                .filter(Endpoint::active)
                .toList();
        return active.isEmpty()
                        || table.get(Keys.organization(org))
                                .filter(OrganizationItem::there)
                                .isPresent()
                ? active
                : List.of();
    }

    @Override
    public Optional<Endpoint> findLive(OrgSlug org, EndpointId id) {
        var items = table.getAll(List.of(Keys.organization(org), Keys.webhook(org, id)));
        return Optional.ofNullable(items.get(Keys.organization(org)))
                .filter(OrganizationItem::there)
                .flatMap(_ -> Optional.ofNullable(items.get(Keys.webhook(org, id))))
                .map(EndpointItem::read);
    }

    @Override
    public Created create(Endpoint endpoint, Authority by, AuditEntry audit) {
        var outcome = table.transact(List.of(
                OrganizationItem.mustBeThere(Step.ORGANIZATION, endpoint.org(), by),
                MemberItem.mustBe(Step.AUTHORITY, endpoint.org(), by),
                EndpointItem.count(Step.NUMBER, endpoint),
                Write.putNew(Step.ENDPOINT, EndpointItem.write(endpoint)),
                Write.putNew(Step.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Step> _ -> Created.COMMITTED;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY -> Created.MOVED_MEANWHILE;
                    case NUMBER -> Created.TOO_MANY;
                    case ENDPOINT, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public Changed change(Endpoint before, Endpoint next, Authority by, List<AuditEntry> audit) {
        var writes = new ArrayList<Write<Step>>();
        writes.add(OrganizationItem.mustBeThere(Step.ORGANIZATION, next.org(), by));
        writes.add(MemberItem.mustBe(Step.AUTHORITY, next.org(), by));
        writes.add(EndpointItem.change(Step.ENDPOINT, before, next));
        audit.forEach(entry -> writes.add(Write.putNew(Step.AUDIT, AuditItem.write(entry))));
        return changed(table.transact(writes));
    }

    @Override
    public Changed delete(Endpoint endpoint, Authority by, AuditEntry audit) {
        return changed(table.transact(List.of(
                OrganizationItem.mustBeThere(Step.ORGANIZATION, endpoint.org(), by),
                MemberItem.mustBe(Step.AUTHORITY, endpoint.org(), by),
                EndpointItem.delete(Step.ENDPOINT, endpoint),
                EndpointItem.uncount(Step.NUMBER, endpoint),
                Write.putNew(Step.AUDIT, AuditItem.write(audit)))));
    }

    private static Changed changed(Outcome<Step> outcome) {
        return switch (outcome) {
            case Outcome.Committed<Step> _ -> Changed.COMMITTED;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, ENDPOINT -> Changed.MOVED_MEANWHILE;
                    case NUMBER -> throw new IllegalStateException("nothing stands against it");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public boolean noteHealth(Endpoint seen, Health next) {
        return EndpointItem.noteHealth(table, seen, next);
    }

    @Override
    public boolean pauseAsFailed(Endpoint seen, AuditEntry audit) {
        var outcome = table.transact(List.of(
                EndpointItem.pauseAsFailed(Step.ENDPOINT, seen), Write.putNew(Step.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Step> _ -> true;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case ENDPOINT -> false;
                    case ORGANIZATION, AUTHORITY, NUMBER -> throw new IllegalStateException("nobody asks for " + step);
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
