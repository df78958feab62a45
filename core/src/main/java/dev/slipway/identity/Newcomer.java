package dev.slipway.identity;

import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import java.util.Optional;

/// Somebody who gets an account.
///
/// @param verifiedEmail an address of which they have proved that it is theirs
/// @param identity what a provider knows them as
public record Newcomer(
        Handle handle, Optional<DisplayName> displayName, Optional<Email> verifiedEmail, Optional<Identity> identity) {

    public static Newcomer named(Handle handle) {
        return new Newcomer(handle, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Newcomer with(Email verified) {
        return new Newcomer(handle, displayName, Optional.of(verified), identity);
    }
}
