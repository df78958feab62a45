/// An account at Stripe: customers, subscriptions, invoices, and what time does to them.
///
/// Its state is stripe-java's own models, so a field that Stripe doesn't have can't be answered.
@NullMarked
package dev.slipway.local.stripe.account;

import org.jspecify.annotations.NullMarked;
