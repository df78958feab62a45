package dev.slipway.local.stripe.account;

/// What becomes of a subscription when the last retry of a payment has failed: a setting of an account at Stripe.
public enum LastResort {
    CANCEL,
    /// Invoices go on being made, as drafts that nobody is asked to pay.
    MARK_UNPAID,
    LEAVE_PAST_DUE
}
