/// The handlers that ours are measured beside: the least there can be, and the same with Powertools.
@NullMarked
package dev.slipway.bench.yardsticks;

import org.jspecify.annotations.NullMarked;
