/// What an organization pays for: its customer and its subscription at Stripe, and how both sides keep in step.
///
/// Stripe has the truth about what is paid for, and the table about who sits where. `docs/billing.md` says which of
/// them rules when.
@NullMarked
package dev.slipway.billing;

import org.jspecify.annotations.NullMarked;
