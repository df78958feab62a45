package dev.slipway.webhooks;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import java.time.Instant;
import java.util.Optional;

/// What endpoints were told, in the table, for [Delivery#LISTED].
public interface Deliveries {

    /// @return whether it wasn't there before: of an event that is heard of twice there is one delivery
    boolean putNew(Delivery delivery);

    Optional<Delivery> find(DeliveryId id, Instant now);

    /// The latest event first.
    Page<Delivery> list(EndpointId endpoint, Instant now, Slice slice);

    /// Puts the next version of a delivery in the place of the one before, as after an attempt.
    ///
    /// @return whether the one before was still there
    boolean note(Delivery next);

    /// Sets a test off. The endpoint must still be as it was read.
    Queued addTest(Delivery delivery, Endpoint seen, Authority by, AuditEntry audit);

    /// Sets a delivery off once more. It and the endpoint must still be as they were read.
    Queued sendAgain(Delivery next, Endpoint seen, Authority by, AuditEntry audit);

    /// What became of it.
    enum Queued {
        COMMITTED,
        /// The organization, the endpoint, the delivery or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE
    }
}
