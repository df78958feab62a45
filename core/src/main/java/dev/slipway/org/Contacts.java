package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/// Where mail for somebody with an account goes.
public interface Contacts {

    /// One of their verified addresses; empty if they have none.
    Optional<Email> findAddress(AccountId account);

    /// Whoever goes by this handle, member or not.
    Optional<Contact> find(Handle handle);

    /// @param addresses their verified ones; may be none
    record Contact(Principal.Person person, Set<Email> addresses) {

        public Contact {
            addresses = Set.copyOf(addresses);
        }

        /// Of several the first by its letters: any of them is theirs, and it should be the same one each time.
        public Optional<Email> address() {
            return addresses.stream().min(Comparator.comparing(Email::value));
        }
    }
}
