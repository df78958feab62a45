/// The function `billing-webhook`: what Stripe tells.
@NullMarked
package dev.slipway.functions.billingwebhook;

import org.jspecify.annotations.NullMarked;
