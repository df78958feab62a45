package dev.slipway.org;

import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;

/// A token of an organization's: its own, or that of one of its service accounts.
///
/// @param machine who acts with it: the credential's principal
public record MachineToken(TokenHash hash, Principal.Machine machine, Credential credential) {

    /// How many an organization may have that still work.
    public static final int MOST = 200;

    /// @throws IllegalArgumentException if it is a person's
    public static MachineToken of(TokenHash hash, Credential credential) {
        if (!(credential.principal() instanceof Principal.Machine machine)) {
            throw new IllegalArgumentException("a person's token");
        }
        return new MachineToken(hash, machine, credential);
    }
}
