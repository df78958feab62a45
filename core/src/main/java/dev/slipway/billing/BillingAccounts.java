package dev.slipway.billing;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import java.time.Instant;
import java.util.Optional;

/// Billing in the table.
///
/// What is written puts an account in the place of the one with the version before, together with the seats and the
/// settings that follow from it.
public interface BillingAccounts {

    /// One round trip. Also one that was deleted.
    Optional<Billed> find(OrgSlug org);

    Optional<OrgSlug> findOrg(CustomerId customer);

    /// The organizations that have an account.
    Page<OrgSlug> list(Slice slice);

    /// Notes the page to subscribe on, and with the first one the account.
    ///
    /// @param next of version 1 if it is the first
    Written openCheckout(BillingAccount next, Authority by, AuditEntry audit);

    /// Notes a change that is under way, and takes the seats out of use that go.
    Written begin(BillingAccount next, Authority by, AuditEntry audit);

    /// The same by nobody's will, of seats that nobody needs.
    Written begin(BillingAccount next, AuditEntry audit);

    /// Notes that a change which was left behind is in other hands now. Seats that go are out of use already.
    Written takeUp(BillingAccount next, AuditEntry audit);

    /// Notes that somebody asks Stripe for something that takes no seats.
    Written ask(OrgSlug org, Authority by, AuditEntry audit);

    /// Notes what Stripe says now.
    ///
    /// @param event what it was asked for; once done it isn't done again
    Written follow(BillingAccount next, Provision provision, Optional<EventId> event, Instant at, AuditEntry audit);

    /// What became of it.
    enum Written {
        COMMITTED,
        /// The account, the organization or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE,
        /// More seats are taken than there would be.
        SEATS_TAKEN,
        /// Somebody has dealt with the event already.
        HEARD_BEFORE
    }
}
