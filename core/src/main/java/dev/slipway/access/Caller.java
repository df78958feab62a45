package dev.slipway.access;

import java.util.Optional;

/// Who sent a request, as far as the token tells.
public sealed interface Caller {

    /// No token was sent.
    record Anonymous() implements Caller {}

    /// A token was sent that is none of ours or never was: mistyped, cut short, or made up.
    record Unknown() implements Caller {}

    /// A token of ours.
    ///
    /// @param place what its principal is in the organization that the request is about; outside as well where nothing
    ///     depends on it
    /// @param address where it was sent from; empty inside the deployment
    record Holder(Credential credential, Place place, Optional<String> address) implements Caller {}
}
