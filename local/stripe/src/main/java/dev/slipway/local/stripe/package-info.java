/// A stand-in for Stripe: strict, with a memory, and with pages to click through. It is not Stripe, and says so.
@NullMarked
package dev.slipway.local.stripe;

import org.jspecify.annotations.NullMarked;
