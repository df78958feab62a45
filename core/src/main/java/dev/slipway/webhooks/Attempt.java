package dev.slipway.webhooks;

import dev.slipway.kernel.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// One try to deliver.
///
/// @param number from 1
/// @param at when it began
/// @param took to the millisecond
/// @param answer the beginning of what the receiver said
public record Attempt(int number, Instant at, Duration took, Ending ending, String answer) {

    /// What is kept of the last answer.
    public static final int LONGEST_ANSWER = 4_096;

    /// What is kept of those before.
    public static final int LONGEST_OLD_ANSWER = 1_024;

    public Attempt {
        took = took.truncatedTo(ChronoUnit.MILLIS);
        answer = Texts.cut(answer, LONGEST_ANSWER);
    }

    /// How it ended.
    public sealed interface Ending {

        /// @param status of HTTP
        record Answered(int status) implements Ending {}

        /// There was no answer, or one too late.
        ///
        /// @param why a sentence for people
        record Broken(String why) implements Ending {}
    }

    /// Any status from 200 to 299. A redirect is none: it isn't followed.
    public boolean succeeded() {
        return ending instanceof Ending.Answered(var status) && status / 100 == 2;
    }

    /// As it is kept once another one came after it.
    Attempt shortened() {
        return new Attempt(number, at, took, ending, Texts.cut(answer, LONGEST_OLD_ANSWER));
    }
}
