package dev.slipway.access;

/// The gatekeeper's answer.
public sealed interface Decision {

    /// @param principal who will have done it; never an anonymous reader
    record Allowed(Principal principal) implements Decision {}

    /// An anonymous caller may read what is public, and nothing else.
    record AllowedToAnyone() implements Decision {}

    record Refused(Refusal why) implements Decision {}
}
