/// How the stand-in is spoken to: a web server on loopback, forms with brackets in their names, and Stripe's refusals.
@NullMarked
package dev.slipway.local.stripe.wire;

import org.jspecify.annotations.NullMarked;
