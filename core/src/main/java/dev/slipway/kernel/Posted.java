package dev.slipway.kernel;

/// What became of a mail, as far as whoever sends it can know at once.
public sealed interface Posted {

    /// The mail service took it; whether it arrives is told later, if it doesn't.
    ///
    /// @param messageId what the service calls it, in its notifications too
    record Accepted(String messageId) implements Posted {}

    /// The mail service refused it or could not be reached.
    ///
    /// @param reason for the log, without addresses or secrets
    record Failed(String reason) implements Posted {}
}
