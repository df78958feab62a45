package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// An owner's offer to a member to be owner in their place.
///
/// @param link the hash of what is in the mailed link
/// @param expiresAt when the link stops working
/// @param fate empty while nothing became of it, also after it ran out
public record Transfer(
        TransferId id,
        OrgSlug org,
        Principal.Person from,
        Principal.Person to,
        TokenHash link,
        Instant createdAt,
        Instant expiresAt,
        Optional<Fate> fate) {

    /// How long a link works.
    public static final Duration LIFE = Duration.ofDays(2);

    /// What became of it.
    public enum Fate {
        ACCEPTED,
        DECLINED,
        REVOKED
    }

    /// As people are told of it.
    public enum State {
        PENDING,
        ACCEPTED,
        DECLINED,
        REVOKED,
        EXPIRED
    }

    /// One that begins now.
    static Transfer begun(
            TransferId id, OrgSlug org, Principal.Person from, Principal.Person to, TokenHash link, Instant now) {
        // Links live for whole milliseconds, as ids are exact to one.
        var at = now.truncatedTo(ChronoUnit.MILLIS);
        return new Transfer(id, org, from, to, link, at, at.plus(LIFE), Optional.empty());
    }

    public boolean pendingAt(Instant now) {
        return stateAt(now) == State.PENDING;
    }

    public State stateAt(Instant now) {
        return fate.map(known -> switch (known) {
                    case ACCEPTED -> State.ACCEPTED;
                    case DECLINED -> State.DECLINED;
                    case REVOKED -> State.REVOKED;
                })
                .orElseGet(() -> now.isBefore(expiresAt) ? State.PENDING : State.EXPIRED);
    }
}
