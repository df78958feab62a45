/// The function `webhook`: where organizations are told of what happens in them.
@NullMarked
package dev.slipway.functions.webhook;

import org.jspecify.annotations.NullMarked;
