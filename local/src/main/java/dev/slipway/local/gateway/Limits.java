package dev.slipway.local.gateway;

import java.time.Duration;

/// The quotas that no request can talk its way around.
///
/// @param patience how long the gateway waits for a function before it answers 503
/// @param requestBytes the largest body the gateway takes
/// @param headerBytes the request line and the header values together, as AWS counts them
/// @param eventBytes the largest event Lambda takes, after base64 and JSON escaping
/// @param resultBytes the largest result Lambda takes; AWS really allows 100 bytes more than for the event
/// @param environments how many requests one function serves at a time; the next ones wait
public record Limits(
        Duration patience, int requestBytes, int headerBytes, int eventBytes, int resultBytes, int environments) {
    /// What AWS documents, but for the environments: Lambda starts with 1000, and a laptop has fewer cores.
    public static final Limits AWS = new Limits(Duration.ofSeconds(30), 10 << 20, 10_240, 6 << 20, (6 << 20) + 100, 32);

    /// The same limits with another patience.
    public Limits waiting(Duration other) {
        return new Limits(other, requestBytes, headerBytes, eventBytes, resultBytes, environments);
    }

    /// The same limits with another number of environments.
    public Limits withEnvironments(int other) {
        return new Limits(patience, requestBytes, headerBytes, eventBytes, resultBytes, other);
    }
}
