package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
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

    static Seats read(Map<String, AttributeValue> item) {
        return new Seats(Attributes.number(item, "paid"), Attributes.number(item, "taken"));
    }

    /// Of an organization that was founded before there was a Pool nothing is said, which is that it has no place
    /// there.
    static Seats readPool(Map<String, AttributeValue> item) {
        return item.containsKey("poolPaid")
                ? new Seats(Attributes.number(item, "poolPaid"), Attributes.number(item, "poolTaken"))
                : new Seats(0, 0);
    }

    /// Sets how many seats there are. The number stands beside that of the seats taken, so that neither passes the
    /// other.
    static <S extends Enum<S>> Write<S> provide(S step, OrgSlug org, long paid) {
        return Write.update(
                step,
                Keys.seats(org),
                "SET paid = :paid",
                "taken <= :paid",
                Map.of(),
                Map.of(":paid", AttributeValue.fromN(Long.toString(paid))));
    }

    /// The same of places in the Pool.
    static <S extends Enum<S>> Write<S> providePool(S step, OrgSlug org, long paid) {
        return Write.update(
                step,
                Keys.seats(org),
                "SET poolPaid = :paid, poolTaken = if_not_exists(poolTaken, :none)",
                "attribute_exists(pk) AND (attribute_not_exists(poolTaken) OR poolTaken <= :paid)",
                Map.of(),
                Map.of(":paid", AttributeValue.fromN(Long.toString(paid)), ":none", AttributeValue.fromN("0")));
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
