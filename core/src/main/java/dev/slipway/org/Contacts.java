package dev.slipway.org;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import java.util.Optional;

/// Where mail for a member goes.
public interface Contacts {

    /// One of their verified addresses; empty if they have none.
    Optional<Email> findAddress(AccountId account);
}
