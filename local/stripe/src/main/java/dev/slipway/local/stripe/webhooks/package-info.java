/// How events are told: signed, again and again until they are heard, and badly if that is wanted.
@NullMarked
package dev.slipway.local.stripe.webhooks;

import org.jspecify.annotations.NullMarked;
