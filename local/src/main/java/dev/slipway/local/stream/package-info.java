/// The table's stream, and the event sources that read it for functions as Lambda's do.
@NullMarked
package dev.slipway.local.stream;

import org.jspecify.annotations.NullMarked;
