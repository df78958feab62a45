package dev.slipway.local.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Records that a function gets at once, in the order of their shard.
///
/// @param attempts how often it was tried
/// @param notBefore when it may be tried again, by the clock that durations are measured by
record Batch(List<Map<String, Object>> records, int attempts, long notBefore) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int DOUBLINGS = 8;

    static Batch of(List<Map<String, Object>> records) {
        return new Batch(List.copyOf(records), 0, Long.MIN_VALUE);
    }

    /// What is left of it from this record on, after it was tried.
    Batch from(int index, long now) {
        var pause = FIRST_PAUSE.toNanos() << Math.min(attempts, DOUBLINGS);
        return new Batch(records.subList(index, records.size()), attempts + 1, now + pause);
    }

    /// Halving counts as no attempt.
    List<Batch> halves() {
        int middle = records.size() / 2;
        return List.of(
                new Batch(records.subList(0, middle), attempts, Long.MIN_VALUE),
                new Batch(records.subList(middle, records.size()), attempts, Long.MIN_VALUE));
    }

    boolean isDue(long now) {
        return notBefore == Long.MIN_VALUE || now - notBefore >= 0;
    }

    String last() {
        return RecordForm.sequenceNumber(records.getLast());
    }
}
