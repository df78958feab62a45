/// Stripe's API: who is let in, what may be asked, and what is answered twice.
@NullMarked
package dev.slipway.local.stripe.api;

import org.jspecify.annotations.NullMarked;
