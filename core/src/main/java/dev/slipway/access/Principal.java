package dev.slipway.access;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Who acts with a token of their own.
public sealed interface Principal extends Actor {

    /// A person's account.
    record Person(AccountId id, Handle handle) implements Principal {
        @Override
        public String shownName() {
            return handle.value();
        }

        @Override
        public String key() {
            return "account:" + id;
        }
    }

    /// An organization's machine token. It belongs to the organization and outlives the person who made it.
    ///
    /// @param account the service account that it acts for; empty for a token that the organization holds itself
    record Machine(TokenId id, String name, OrgSlug org, Optional<ServiceAccount> account) implements Principal {

        /// One that the organization holds itself.
        public Machine(TokenId id, String name, OrgSlug org) {
            this(id, name, org, Optional.empty());
        }

        @Override
        public String shownName() {
            return org + "/" + account.map(one -> one.name() + "/").orElse("") + name;
        }

        @Override
        public String key() {
            return "machine:" + id;
        }
    }

    /// A service account, as its tokens name it. It belongs to the organization, joins teams and takes no seat.
    record ServiceAccount(ServiceAccountId id, ServiceAccountName name) {}

    /// What `npm whoami` prints.
    @Override
    String shownName();
}
