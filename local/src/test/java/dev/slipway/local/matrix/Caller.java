package dev.slipway.local.matrix;

import dev.slipway.access.Scope;
import java.util.Optional;
import java.util.Set;

/// Somebody who knocks, and what they show.
///
/// @param name for whoever reads a failure
/// @param handle of a person
/// @param network where the token may be used from; empty for anywhere
/// @param packages what the token is for; empty for everything
/// @param means how they signed in
/// @param lately whether a browser signed in within the hour
/// @param sample whether they come in every [State] and not in the ordinary one alone
/// @param secret what is in the header, or the cookie
record Caller(
        String name,
        Shows shows,
        Life life,
        Optional<String> handle,
        Set<Scope> scopes,
        Optional<String> network,
        Optional<String> packages,
        String means,
        boolean lately,
        InAcme inAcme,
        boolean sample,
        String secret) {

    /// What they show.
    enum Shows {
        NOTHING,
        /// A person's token, for programs.
        ACCESS,
        MACHINE,
        /// A browser's session.
        SESSION
    }

    enum Life {
        /// It is no token, or none that was ever issued.
        NEVER,
        VALID,
        EXPIRED,
        REVOKED
    }

    boolean person() {
        return handle.isPresent();
    }

    /// Whether they come to show what a team gives.
    boolean ofTeam() {
        return !sample && !inAcme.teams().isEmpty();
    }

    boolean is(String someone) {
        return handle.filter(someone::equals).isPresent();
    }

    @Override
    public String toString() {
        return name;
    }
}
