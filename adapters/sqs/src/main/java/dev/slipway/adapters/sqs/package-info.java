/// Queues: what is to be done once somebody has time for it.
@NullMarked
package dev.slipway.adapters.sqs;

import org.jspecify.annotations.NullMarked;
