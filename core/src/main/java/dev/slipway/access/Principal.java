package dev.slipway.access;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;

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
    record Machine(TokenId id, String name, OrgSlug org) implements Principal {
        @Override
        public String shownName() {
            return org + "/" + name;
        }

        @Override
        public String key() {
            return "machine:" + id;
        }
    }

    /// What `npm whoami` prints.
    @Override
    String shownName();
}
