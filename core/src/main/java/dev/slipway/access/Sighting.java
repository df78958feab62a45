package dev.slipway.access;

import java.time.Instant;

/// Where and when a token was seen.
///
/// @param address the client's IP address as the gateway saw it
public record Sighting(Instant at, String address) {}
