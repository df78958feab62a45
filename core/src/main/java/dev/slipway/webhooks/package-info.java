/// Webhooks: where an organization wants to be told what happens in it, and what it was told.
///
/// What happens is an audit entry first: it is written with its change, so nothing is told that didn't happen, and what
/// happened can't get lost on the way.
@NullMarked
package dev.slipway.webhooks;

import org.jspecify.annotations.NullMarked;
