package dev.slipway.adapters.dynamodb;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// What DynamoDB doesn't do at once is asked for again, a few rounds long.
final class Rounds {

    /// A transaction that meets another on the same item is cancelled by DynamoDB, not queued: with 20 publishers in
    /// one organization each takes a few rounds.
    private static final int MOST = 25;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private Rounds() {}

    /// Writes one item. Meeting a transaction is no refusal and is tried again.
    ///
    /// @return whether the write's condition held
    static boolean held(Runnable write) {
        for (int round = 0; ; round++) {
            try {
                write.run();
                return true;
            } catch (ConditionalCheckFailedException _) {
                return false;
            } catch (TransactionConflictException _) {
                pauseOrGiveUp(round, "a write met transactions each time it was tried");
            }
        }
    }

    /// Waits a random while, longer from round to round, so that those who met don't meet again.
    static void pauseOrGiveUp(int round, String why) {
        if (round >= MOST) {
            throw new IllegalStateException(why + ", " + MOST + " times");
        }
        var most = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(round, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }
}
