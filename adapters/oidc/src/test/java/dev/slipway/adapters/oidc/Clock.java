package dev.slipway.adapters.oidc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that goes on when it is told to.
final class Clock implements InstantSource {

    static final Instant START = Instant.parse("2026-11-21T09:30:00Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
