package dev.slipway.access;

import dev.slipway.kernel.Email;

/// Who did something, for the audit log: mostly a [Principal], who alone can hold a token.
public sealed interface Actor permits Principal, Actor.Registry, Actor.Addressee {

    /// The registry by itself, as when an invitation has run out.
    record Registry() implements Actor {
        @Override
        public String shownName() {
            return "slipway";
        }

        @Override
        public String key() {
            return "system";
        }
    }

    /// Somebody without an account, of whom nothing is known but that they hold a link that was mailed to this address.
    record Addressee(Email email) implements Actor {
        @Override
        public String shownName() {
            return email.value();
        }

        @Override
        public String key() {
            return "email:" + email;
        }
    }

    /// What people read.
    String shownName();

    /// Tells actors apart in stored items: two with the same key are the same one.
    String key();
}
