package dev.slipway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What is stored of a token: whose it is, what it allows, and until when. A browser's session is one too.
///
/// @param name what people call it; a session's is its device
/// @param prefix the first characters of the token, see [Token#prefix]
/// @param means how its holder proved who they are, when it or the session that made it began
/// @param lastSeen when and from where it was used last, to the hour; empty if never
/// @param maker who made a machine token, which outlives them; empty for what is its holder's own
public record Credential(
        TokenId id,
        Token.Kind kind,
        Principal principal,
        String name,
        Set<Scope> scopes,
        Limits limits,
        String prefix,
        Means means,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        Optional<Sighting> lastSeen,
        Optional<Principal.Person> maker) {

    /// How exact [#lastSeen] is: a token that is used all day costs 24 small writes and not one for each use.
    public static final Duration SEEN_AGAIN = Duration.ofHours(1);

    /// How long after signing in a browser may do what is sensitive, such as making a token, without signing in again.
    public static final Duration RECENT = Duration.ofHours(1);

    public Credential {
        scopes = Set.copyOf(scopes);
    }

    /// One that its holder made, or that was made for them.
    public Credential(
            TokenId id,
            Token.Kind kind,
            Principal principal,
            String name,
            Set<Scope> scopes,
            Limits limits,
            String prefix,
            Means means,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt,
            Optional<Sighting> lastSeen) {
        this(
                id,
                kind,
                principal,
                name,
                scopes,
                limits,
                prefix,
                means,
                createdAt,
                expiresAt,
                revokedAt,
                lastSeen,
                Optional.empty());
    }

    /// Whether this use of it is worth noting.
    public boolean newlySeen(Sighting sighting) {
        return lastSeen.isEmpty() || !sighting.at().isBefore(lastSeen.get().at().plus(SEEN_AGAIN));
    }

    /// Whether it can be used at this moment, whatever for.
    public boolean validAt(Instant now) {
        return !expiredAt(now) && !revokedAt(now);
    }

    /// Whether its holder proved who they are lately enough for what is sensitive. A browser that was left open has to
    /// ask again after a while; a token was made for a program, which nobody can ask.
    public boolean recentAt(Instant now) {
        return kind != Token.Kind.SESSION || now.isBefore(createdAt.plus(RECENT));
    }

    boolean expiredAt(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    boolean revokedAt(Instant now) {
        return revokedAt.isPresent() && !now.isBefore(revokedAt.get());
    }
}
