package dev.slipway.billing;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// An invoice that Stripe made.
///
/// @param number what stands on it; empty for a draft
/// @param periodStart of what it charges for
/// @param page where it can be looked at and paid
/// @param pdf the same to keep
/// @see <a href="https://docs.stripe.com/api/invoices/object">Stripe: the Invoice object</a>
public record Invoice(
        String id,
        Optional<String> number,
        State state,
        Money total,
        Instant createdAt,
        Instant periodStart,
        Instant periodEnd,
        Optional<URI> page,
        Optional<URI> pdf) {

    /// What became of it, in Stripe's words.
    public enum State {
        DRAFT,
        OPEN,
        PAID,
        VOID,
        UNCOLLECTIBLE
    }

    /// Whether somebody is asked to pay it.
    public boolean open() {
        return state == State.OPEN;
    }
}
