/// HTTP as Lambda sees it: the gateway's event (payload 2.0) on the way in, its answer on the way out, and one log
/// line and one metric line for each request. Nothing here knows what a registry is beyond who knocked.
@NullMarked
package dev.slipway.adapters.lambda;

import org.jspecify.annotations.NullMarked;
