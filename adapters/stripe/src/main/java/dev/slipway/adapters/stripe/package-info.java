/// Stripe: what it is asked by its own library, what it tells us by our own reading, and where its secrets are kept.
@NullMarked
package dev.slipway.adapters.stripe;

import org.jspecify.annotations.NullMarked;
