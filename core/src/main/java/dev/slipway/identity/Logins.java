package dev.slipway.identity;

import dev.slipway.access.Credential;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import java.time.Instant;
import java.util.Optional;

/// The command lines in the table that ask to be let in, each under the hash of what the link to its page holds.
public interface Logins {

    /// Nobody has done anything yet that an audit log could tell: anybody may ask.
    void begin(TokenHash page, Login login);

    Optional<Login> find(TokenHash page);

    /// Answers, unless somebody has or the time is over.
    ///
    /// @param at must be before its end
    /// @return whether this is the answer
    boolean answer(TokenHash page, Login.Answer answer, Instant at, AuditEntry audit);

    /// Issues the token and forgets the question, if it was answered with yes and the time isn't over, in one: of two
    /// who ask at once, one gets a token.
    ///
    /// @return whether it was issued
    boolean collect(TokenHash page, TokenHash token, Credential credential, AuditEntry audit);
}
