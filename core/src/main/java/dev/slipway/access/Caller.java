package dev.slipway.access;

import java.util.Optional;

/// Who sent a request, as far as the token tells.
public sealed interface Caller {

    /// No token was sent.
    record Anonymous() implements Caller {}

    /// A token was sent that is none of ours or never was: mistyped, cut short, or made up.
    record Unknown() implements Caller {}

    /// A token of ours, with the role that its person has in the organization that the request is about; empty as well
    /// where nothing depends on it.
    ///
    /// @param address where it was sent from; empty inside the deployment
    record Holder(Credential credential, Optional<Role> role, Optional<String> address) implements Caller {}
}
