package dev.slipway.identity;

import dev.slipway.access.Principal;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A person.
///
/// @param emails the addresses that they have proved to be theirs; each is one account's only
public record Account(
        AccountId id, Handle handle, Optional<DisplayName> displayName, Set<Email> emails, Instant createdAt) {

    public Account {
        emails = Set.copyOf(emails);
    }

    public Principal.Person person() {
        return new Principal.Person(id, handle);
    }

    /// What to call them: their name, or else their handle.
    public String shownName() {
        return displayName.map(DisplayName::value).orElseGet(handle::value);
    }
}
