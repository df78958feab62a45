package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Role;
import dev.slipway.billing.Quantities;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.SeatKind;
import dev.slipway.org.Seats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The counters of an organization: seats, places in the Pool, and owners. They change only together with the members,
/// or the invitations, that they count.
final class SeatsItem {

    private SeatsItem() {}

    /// As an organization begins, with one owner.
    static Map<String, AttributeValue> write(OrgSlug org, long paid, long poolPaid) {
        return Attributes.item(Keys.seats(org), "seats", 1)
                .number("paid", paid)
                .number("taken", 1)
                .number("owners", 1)
                .number("poolPaid", poolPaid)
                .number("poolTaken", 0)
                .build();
    }

    /// Of an organization that was founded before there was a Pool nothing is said, which is that it has no place
    /// there.
    static Seats read(Map<String, AttributeValue> item, SeatKind kind) {
        return item.containsKey(paid(kind))
                ? new Seats(Attributes.number(item, paid(kind)), Attributes.number(item, taken(kind)))
                : new Seats(0, 0);
    }

    /// Sets how many there are. The number stands beside that of those taken, so that neither passes the other.
    static <S extends Enum<S>> Write<S> provide(S step, OrgSlug org, SeatKind kind, long paid) {
        var taken = taken(kind);
        return Write.update(
                step,
                Keys.seats(org),
                "SET %s = :paid, %s = if_not_exists(%2$s, :none)".formatted(paid(kind), taken),
                "attribute_exists(pk) AND (attribute_not_exists(%s) OR %1$s <= :paid)".formatted(taken),
                Map.of(),
                Map.of(":paid", AttributeValue.fromN(Long.toString(paid)), ":none", AttributeValue.fromN("0")));
    }

    /// Sets both numbers to what is paid for, however many are taken: who sits there stays, and nobody joins them.
    static <S extends Enum<S>> Write<S> provide(S step, OrgSlug org, Quantities quantities) {
        return Write.update(
                step,
                Keys.seats(org),
                "SET paid = :paid, poolPaid = :poolPaid, poolTaken = if_not_exists(poolTaken, :none)",
                "attribute_exists(pk)",
                Map.of(),
                Map.of(
                        ":paid", AttributeValue.fromN(Long.toString(quantities.seats())),
                        ":poolPaid", AttributeValue.fromN(Long.toString(quantities.poolSeats())),
                        ":none", AttributeValue.fromN("0")));
    }

    private static String paid(SeatKind kind) {
        return switch (kind) {
            case SEAT -> "paid";
            case POOL_SEAT -> "poolPaid";
        };
    }

    private static String taken(SeatKind kind) {
        return switch (kind) {
            case SEAT -> "taken";
            case POOL_SEAT -> "poolTaken";
        };
    }

    /// How the counters change with members and invitations. It never happens that something is taken and an owner lost
    /// at once. Of a seat and a place in the Pool that are taken at once either may be wanting: whoever is refused
    /// looks which.
    ///
    /// @param taken how many seats more
    /// @param owners how many owners more
    /// @param pool how many places in the Pool more
    record Change(int taken, int owners, int pool) {

        static Change of(Optional<Role> before, Optional<Role> after) {
            return new Change(seats(after) - seats(before), owners(after) - owners(before), 0);
        }

        /// Of a place in the Pool alone.
        static Change ofPool(boolean before, boolean after) {
            return new Change(0, 0, (after ? 1 : 0) - (before ? 1 : 0));
        }

        static Change of(Role before, Role after) {
            return of(Optional.of(before), Optional.of(after));
        }

        Change and(Change other) {
            return new Change(taken + other.taken, owners + other.owners, pool + other.pool);
        }

        boolean losesOwner() {
            return owners < 0;
        }

        /// Nothing to write if nothing changes. Refused if no seat or no place in the Pool is left, or no owner would
        /// be.
        <S extends Enum<S>> Optional<Write<S>> write(S step, OrgSlug org) {
            if (taken == 0 && owners == 0 && pool == 0) {
                return Optional.empty();
            }
            var values = new HashMap<String, AttributeValue>();
            values.put(":taken", number(taken));
            values.put(":owners", number(owners));
            var expression = "ADD taken :taken, owners :owners";
            if (pool != 0) {
                values.put(":pool", number(pool));
                expression += ", poolTaken :pool";
            }
            var conditions = new ArrayList<>(List.of("attribute_exists(pk)"));
            if (losesOwner()) {
                values.put(":lost", number(-owners));
                conditions.add("owners > :lost");
            }
            if (taken > 0) {
                conditions.add("taken < paid");
            }
            if (pool > 0) {
                conditions.add("poolTaken < poolPaid");
            }
            return Optional.of(Write.update(
                    step, Keys.seats(org), expression, String.join(" AND ", conditions), Map.of(), values));
        }

        private static int seats(Optional<Role> role) {
            return role.filter(Role::takesSeat).isPresent() ? 1 : 0;
        }

        private static int owners(Optional<Role> role) {
            return role.filter(Role.OWNER::equals).isPresent() ? 1 : 0;
        }

        private static AttributeValue number(int value) {
            return AttributeValue.fromN(Integer.toString(value));
        }
    }
}
