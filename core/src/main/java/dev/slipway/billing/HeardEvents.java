package dev.slipway.billing;

import java.time.Instant;

/// Which of Stripe's events were dealt with. They are forgotten when Stripe can't send them any more.
public interface HeardEvents {

    boolean contains(EventId event);

    /// Notes one in which there was nothing to do. One that changed something is noted
    /// [together with the change][BillingAccounts#follow].
    void add(EventId event, Instant at);
}
