package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Seats;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The counters of an organization: seats, and owners. They change only together with the members, or the invitations,
/// that they count.
final class SeatsItem {

    private SeatsItem() {}

    /// As an organization begins, with one owner.
    static Map<String, AttributeValue> write(OrgSlug org, long paid) {
        return Attributes.item(Keys.seats(org), "seats", 1)
                .number("paid", paid)
                .number("taken", 1)
                .number("owners", 1)
                .build();
    }

    static Seats read(Map<String, AttributeValue> item) {
        return new Seats(Attributes.number(item, "paid"), Attributes.number(item, "taken"));
    }

    /// How the counters change with members. It never happens that a seat is taken and an owner lost at once, so one
    /// condition is enough and its refusal has one meaning.
    ///
    /// @param taken how many seats more
    /// @param owners how many owners more
    record Change(int taken, int owners) {

        static Change of(Optional<Role> before, Optional<Role> after) {
            return new Change(seats(after) - seats(before), owners(after) - owners(before));
        }

        static Change of(Role before, Role after) {
            return of(Optional.of(before), Optional.of(after));
        }

        Change and(Change other) {
            return new Change(taken + other.taken, owners + other.owners);
        }

        boolean losesOwner() {
            return owners < 0;
        }

        /// Nothing to write if nothing changes. Refused if no seat is left, or no owner would be.
        <S extends Enum<S>> Optional<Write<S>> write(S step, OrgSlug org) {
            if (taken == 0 && owners == 0) {
                return Optional.empty();
            }
            return Optional.of(Write.update(
                    step,
                    Keys.seats(org),
                    "ADD taken :taken, owners :owners",
                    losesOwner() ? "owners > :lost" : taken > 0 ? "taken < paid" : "attribute_exists(pk)",
                    Map.of(),
                    losesOwner()
                            ? Map.of(
                                    ":taken", number(taken),
                                    ":owners", number(owners),
                                    ":lost", number(-owners))
                            : Map.of(":taken", number(taken), ":owners", number(owners))));
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
