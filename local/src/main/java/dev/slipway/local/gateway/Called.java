package dev.slipway.local.gateway;

/// What becomes of one call of a function.
public sealed interface Called {
    /// It wrote a result.
    record Answered(Payload result) implements Called {}

    /// It threw, or could not even be made.
    record Crashed(Throwable cause) implements Called {}

    /// It was killed at its own timeout.
    record RanTooLong() implements Called {}

    /// The caller's patience ended first. The function goes on by itself, as on AWS.
    record NoAnswerInTime() implements Called {}

    /// The event is larger than Lambda takes; the function never saw it.
    record EventTooLarge() implements Called {}

    /// The result is larger than Lambda takes.
    record ResultTooLarge() implements Called {}
}
