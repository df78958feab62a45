/// The whole registry beside another one, each asked the same by the same client in turn.
@NullMarked
package dev.slipway.bench.sidebyside;

import org.jspecify.annotations.NullMarked;
