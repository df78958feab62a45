/// The way to receivers of webhooks, which are anybody's: nothing that they are, or say, is trusted.
@NullMarked
package dev.slipway.adapters.webhook;

import org.jspecify.annotations.NullMarked;
