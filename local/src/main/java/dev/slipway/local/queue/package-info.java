/// A queue of SQS on this machine, and the event source that calls a function with what waits in it.
@NullMarked
package dev.slipway.local.queue;

import org.jspecify.annotations.NullMarked;
