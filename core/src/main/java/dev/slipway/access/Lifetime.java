package dev.slipway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long a token is to live, as somebody asks for it.
public sealed interface Lifetime {

    /// @param length counted from when it is made
    record For(Duration length) implements Lifetime {}

    record Until(Instant end) implements Lifetime {}

    record Forever() implements Lifetime {}

    /// As long as the token that makes it; made in a browser, for ever.
    record LikeItsMaker() implements Lifetime {}

    /// When it ends; empty for never.
    default Optional<Instant> end(Credential maker, Instant now) {
        return switch (this) {
            case For(var length) -> Optional.of(now.plus(length));
            case Until(var end) -> Optional.of(end);
            case Forever _ -> Optional.empty();
            case LikeItsMaker _ -> makersEnd(maker);
        };
    }

    /// When what this one makes must end at the latest. A session ends so soon because it is a browser's, and says
    /// nothing about what its person may make.
    static Optional<Instant> makersEnd(Credential maker) {
        return maker.kind() == Token.Kind.SESSION ? Optional.empty() : maker.expiresAt();
    }
}
