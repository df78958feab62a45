package dev.slipway.local.ledger;

import dev.slipway.access.Token;
import java.util.Optional;

/// Who calls, as the ledger names them.
record Caller(String title, Optional<Token> token) {

    static final Caller ANONYMOUS = new Caller("anonymous", Optional.empty());

    Caller(String title, Token token) {
        this(title, Optional.of(token));
    }
}
