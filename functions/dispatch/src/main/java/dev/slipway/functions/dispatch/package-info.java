/// The function `dispatch`: what was done in an organization is set off to its webhooks.
@NullMarked
package dev.slipway.functions.dispatch;

import org.jspecify.annotations.NullMarked;
