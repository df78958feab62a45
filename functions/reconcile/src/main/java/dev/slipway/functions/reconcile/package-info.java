/// The function `reconcile`: once an hour, what we have and what Stripe has are brought together.
@NullMarked
package dev.slipway.functions.reconcile;

import org.jspecify.annotations.NullMarked;
