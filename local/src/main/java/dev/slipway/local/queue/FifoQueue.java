package dev.slipway.local.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A FIFO queue as SQS has it ([how it
/// delivers](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/)):
/// within a group in order and one at a time, the same once within five minutes, and what was received too often is
/// set aside.
public final class FifoQueue {

    private static final Duration DEDUPLICATED = Duration.ofMinutes(5);
    private static final Duration LONGEST_HOLD = Duration.ofHours(12);

    private final QueueSettings settings;
    private final InstantSource clock;
    private final QueueFile file;
    private final List<Waiting> waiting;
    private final List<Waiting> dead;
    private final Map<String, Sent> sent = new HashMap<>();
    private Runnable bell = () -> {};
    private long last;

    private record Sent(String id, Instant at) {}

    /// Somebody asked for what SQS doesn't do.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /// @param file where what waits is kept
    public FifoQueue(QueueSettings settings, InstantSource clock, QueueFile file) {
        this.settings = settings;
        this.clock = clock;
        this.file = file;
        this.waiting = new ArrayList<>(file.waiting());
        this.dead = new ArrayList<>(file.dead());
        this.last = waiting.stream().mapToLong(Waiting::number).max().orElse(0);
        // Whoever had received one died with the process before.
        waiting.replaceAll(each -> each.hiddenUntil(Instant.EPOCH));
    }

    /// Is rung when something was sent.
    void onSent(Runnable rung) {
        bell = rung;
    }

    /// @return its id, or that of the one that it is the same as
    String send(String group, String deduplication, String body) {
        String id;
        synchronized (this) {
            var now = clock.instant();
            sent.values().removeIf(each -> !each.at().plus(DEDUPLICATED).isAfter(now));
            var before = sent.get(group + " " + deduplication);
            if (before != null) {
                return before.id();
            }
            id = UUID.randomUUID().toString();
            sent.put(group + " " + deduplication, new Sent(id, now));
            waiting.add(new Waiting(id, ++last, group, deduplication, body, now, 0, now, ""));
            save();
        }
        bell.run();
        return id;
    }

    /// The next one that may be received; the first of its group, with none of it being dealt with.
    synchronized Optional<Waiting> receive() {
        var now = clock.instant();
        var passed = new HashSet<String>();
        for (int i = 0; i < waiting.size(); i++) {
            var each = waiting.get(i);
            if (passed.contains(each.group())) {
                continue;
            }
            if (now.isBefore(each.visibleAt())) {
                passed.add(each.group());
            } else if (each.received() >= settings.most()) {
                dead.add(waiting.remove(i--));
                save();
            } else {
                var received = each.receivedUntil(
                        now.plus(settings.visibility()), UUID.randomUUID().toString());
                waiting.set(i, received);
                save();
                return Optional.of(received);
            }
        }
        return Optional.empty();
    }

    /// A receipt of an earlier time deletes nothing: somebody else has it now.
    synchronized void delete(String receipt) {
        if (waiting.removeIf(each -> each.receipt().equals(receipt))) {
            save();
        }
    }

    /// @throws Refused as SQS does
    synchronized void hold(String receipt, long seconds) {
        if (seconds < 0 || seconds > LONGEST_HOLD.toSeconds()) {
            throw new Refused("InvalidParameterValue", "VisibilityTimeout must be from 0 to 43200.");
        }
        var now = clock.instant();
        for (int i = 0; i < waiting.size(); i++) {
            var each = waiting.get(i);
            if (!receipt.isEmpty() && each.receipt().equals(receipt)) {
                if (!now.isBefore(each.visibleAt())) {
                    throw new Refused("MessageNotInflight", "The message is not being dealt with.");
                }
                waiting.set(i, each.hiddenUntil(now.plusSeconds(seconds)));
                save();
                return;
            }
        }
        throw new Refused("ReceiptHandleIsInvalid", "The receipt handle is none of a message that is here.");
    }

    /// How many wait, received or not.
    public synchronized int depth() {
        return waiting.size();
    }

    /// What was received too often, as it was sent.
    public synchronized List<String> dead() {
        return dead.stream().map(Waiting::body).toList();
    }

    private void save() {
        file.write(waiting, dead);
    }
}
