package dev.slipway.identity;

import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What stands in the table while somebody is about to sign in. All of it is found by the hash of a secret, works once,
/// and is of no use after a while.
///
/// Nothing of it concerns an account before somebody is signed in, so only then an audit log tells of it.
public interface SignIns {

    void keep(TokenHash link, MailedSignIn signIn);

    /// What a mailed link is for, whether it still works or not.
    Optional<MailedSignIn> findMailed(TokenHash link);

    /// Spends a mailed link on a session, in one: of two who do so at once, one is signed in.
    ///
    /// @param at must be before the link's end
    /// @return whether the link was there to be spent
    boolean spend(TokenHash link, NewSession session, Instant at);

    /// Spends a mailed link of somebody who has no account yet.
    ///
    /// @param at must be before the link's end
    /// @param arrival what is kept in its place, under its own secret
    /// @return whether the link was there to be spent
    boolean spend(TokenHash link, TokenHash secret, Arrival arrival, Instant at);

    void keep(TokenHash state, Trip trip);

    /// Ends a trip: of two who come back with the same state, one is told of it.
    Optional<Trip> take(TokenHash state);

    void keep(TokenHash secret, Arrival arrival);

    /// Who arrived, whether there is still time for them or not.
    Optional<Arrival> findArrival(TokenHash secret);

    /// Opens an account for somebody who arrived and signs them in, in one.
    ///
    /// @param account with the address that they proved
    /// @param identities what the arrival that is kept under this secret came as
    SignedUp signUp(
            TokenHash secret, Account account, List<LinkedIdentity> identities, NewSession session, AuditEntry audit);

    enum SignedUp {
        COMMITTED,
        /// Nobody arrived with this secret, they have their account by now, or their time is over.
        GONE,
        HANDLE_TAKEN,
        EMAIL_TAKEN,
        IDENTITY_TAKEN
    }
}
