package dev.slipway.identity;

import dev.slipway.access.Principal;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import java.time.Instant;

/// A person.
public record Account(AccountId id, Handle handle, Instant createdAt) {

    public Principal.Person person() {
        return new Principal.Person(id, handle);
    }
}
