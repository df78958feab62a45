package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Authority;
import dev.slipway.org.Organization;
import dev.slipway.org.Organizations;
import dev.slipway.org.SeatKind;
import dev.slipway.org.Seats;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Organizations in the table.
public final class DynamoOrganizations implements Organizations {

    private final Table table;

    public DynamoOrganizations(Table table) {
        this.table = table;
    }

    private enum Step {
        ORGANIZATION,
        AUTHORITY,
        AUDIT
    }

    private enum Provide {
        SEATS,
        AUDIT
    }

    @Override
    public Optional<Organization> find(OrgSlug slug) {
        return table.get(Keys.organization(slug)).map(OrganizationItem::read);
    }

    @Override
    public Optional<Seated> findSeated(OrgSlug slug) {
        var items = table.getAll(List.of(Keys.organization(slug), Keys.seats(slug)));
        return Optional.ofNullable(items.get(Keys.organization(slug)))
                .map(OrganizationItem::read)
                .map(organization -> {
                    var seats = seats(slug, items.get(Keys.seats(slug)));
                    return new Seated(
                            organization,
                            SeatsItem.read(seats, SeatKind.SEAT),
                            SeatsItem.read(seats, SeatKind.POOL_SEAT));
                });
    }

    @Override
    public Seats findSeats(OrgSlug slug, SeatKind kind) {
        return SeatsItem.read(seats(slug, table.get(Keys.seats(slug)).orElse(null)), kind);
    }

    private static Map<String, AttributeValue> seats(OrgSlug slug, @Nullable Map<String, AttributeValue> item) {
        if (item == null) {
            throw new IllegalStateException("@" + slug + " has no seats");
        }
        return item;
    }

    @Override
    public boolean provide(OrgSlug slug, SeatKind kind, long paid, AuditEntry audit) {
        var outcome = table.transact(List.of(
                SeatsItem.provide(Provide.SEATS, slug, kind, paid),
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

    @Override
    public Optional<OrgSlug> findFree(List<OrgSlug> slugs) {
        var taken = table.getAll(slugs.stream()
                        .map(slug -> Keys.name(slug.folded()))
                        .distinct()
                        .toList())
                .keySet();
        return slugs.stream()
                .filter(slug -> !taken.contains(Keys.name(slug.folded())))
                .findFirst();
    }

    @Override
    public Changed change(Organization next, Authority by, AuditEntry audit) {
        return change(next.slug(), OrganizationItem.change(Step.ORGANIZATION, next, by), by, audit);
    }

    @Override
    public Changed delete(OrgSlug slug, Instant at, Authority by, AuditEntry audit) {
        var write = Write.update(
                Step.ORGANIZATION,
                Keys.organization(slug),
                "SET deletedAt = :at",
                "attribute_exists(pk) AND attribute_not_exists(deletedAt)",
                Map.of(),
                Map.of(":at", AttributeValue.fromS(at.toString())));
        return change(slug, write, by, audit);
    }

    @Override
    public Changed restore(OrgSlug slug, Instant deletedAt, Authority by, AuditEntry audit) {
        var write = Write.update(
                Step.ORGANIZATION,
                Keys.organization(slug),
                "REMOVE deletedAt",
                "deletedAt = :at",
                Map.of(),
                Map.of(":at", AttributeValue.fromS(deletedAt.toString())));
        return change(slug, write, by, audit);
    }

    private Changed change(OrgSlug slug, Write<Step> write, Authority by, AuditEntry audit) {
        var outcome = table.transact(List.of(
                write, MemberItem.mustBe(Step.AUTHORITY, slug, by), Write.putNew(Step.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Step> _ -> Changed.COMMITTED;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY -> Changed.MOVED_MEANWHILE;
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
