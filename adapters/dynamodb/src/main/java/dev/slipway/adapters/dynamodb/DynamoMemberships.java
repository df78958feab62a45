package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Role;
import dev.slipway.audit.AuditEntry;
import dev.slipway.org.Member;
import dev.slipway.org.Memberships;
import dev.slipway.org.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Organizations and their members in the table.
public final class DynamoMemberships implements Memberships {

    private final Table table;

    public DynamoMemberships(Table table) {
        this.table = table;
    }

    private enum Found {
        NAME,
        ORGANIZATION,
        SEATS,
        STORAGE,
        OWNER,
        AUDIT
    }

    private enum Join {
        MEMBER,
        SEAT,
        AUDIT
    }

    @Override
    public boolean found(Organization organization, Member owner, AuditEntry audit) {
        var slug = organization.slug();
        var outcome = table.transact(List.of(
                Write.putNew(
                        Found.NAME,
                        Attributes.item(Keys.name(slug.folded()), "name", 1)
                                .text("org", slug.value())
                                .build()),
                Write.putNew(Found.ORGANIZATION, OrganizationItem.write(organization)),
                Write.putNew(
                        Found.SEATS,
                        Attributes.item(Keys.seats(slug), "seats", 1)
                                .number("paid", organization.seats())
                                .number("taken", 1)
                                .number("owners", 1)
                                .build()),
                Write.putNew(
                        Found.STORAGE,
                        Attributes.item(Keys.storage(slug), "storage", 1)
                                .number("bytes", 0)
                                .build()),
                Write.putNew(Found.OWNER, MemberItem.write(owner)),
                Write.putNew(Found.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Found> _ -> true;
            case Outcome.Refused<Found>(var step) ->
                switch (step) {
                    case NAME -> false;
                    case ORGANIZATION, SEATS, STORAGE, OWNER, AUDIT ->
                        throw new IllegalStateException("the slug was free, and yet there is its " + step);
                };
        };
    }

    @Override
    public Joined join(Member member, AuditEntry audit) {
        var writes = new ArrayList<Write<Join>>();
        writes.add(Write.putNew(Join.MEMBER, MemberItem.write(member)));
        if (member.role().takesSeat()) {
            writes.add(Write.update(
                    Join.SEAT,
                    Keys.seats(member.org()),
                    "ADD taken :one, owners :owners",
                    "taken < paid",
                    Map.of(),
                    Map.of(
                            ":one", AttributeValue.fromN("1"),
                            ":owners", AttributeValue.fromN(member.role() == Role.OWNER ? "1" : "0"))));
        }
        writes.add(Write.putNew(Join.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Join> _ -> Joined.COMMITTED;
            case Outcome.Refused<Join>(var step) ->
                switch (step) {
                    case MEMBER -> Joined.ALREADY_MEMBER;
                    case SEAT -> Joined.NO_SEAT_LEFT;
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
