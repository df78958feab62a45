package dev.slipway.local.queue;

import java.time.Instant;

/// A message in a queue.
///
/// @param number in the order in which they were sent
/// @param visibleAt when it may be received
/// @param receipt what the latest receiver got it with; empty if nobody did
record Waiting(
        String id,
        long number,
        String group,
        String deduplication,
        String body,
        Instant sentAt,
        int received,
        Instant visibleAt,
        String receipt) {

    Waiting receivedUntil(Instant until, String by) {
        return new Waiting(id, number, group, deduplication, body, sentAt, received + 1, until, by);
    }

    Waiting hiddenUntil(Instant until) {
        return new Waiting(id, number, group, deduplication, body, sentAt, received, until, receipt);
    }
}
