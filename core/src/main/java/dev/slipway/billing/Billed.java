package dev.slipway.billing;

import dev.slipway.org.Organization;
import dev.slipway.org.SeatKind;
import dev.slipway.org.Seats;
import java.util.Optional;

/// An organization with all that billing has to do with, as it was at one moment.
///
/// @param storedBytes how much its tarballs hold together
/// @param account empty if it never came to a checkout
public record Billed(
        Organization organization, Seats seats, Seats pool, long storedBytes, Optional<BillingAccount> account) {

    public Seats of(SeatKind kind) {
        return switch (kind) {
            case SEAT -> seats;
            case POOL_SEAT -> pool;
        };
    }

    /// What it has at the moment.
    Provision provision() {
        return new Provision(
                new Quantities(seats.paid(), pool.paid()),
                organization.policy().worksUntil(),
                organization.policy().storageQuotaBytes());
    }

    /// The subscription that goes on.
    public Optional<Subscription> live() {
        return account.flatMap(BillingAccount::live);
    }
}
