package dev.slipway.org;

/// How many members an organization may have, not counting billing managers, and how many places are gone. Or the same
/// of its places in the Pool.
///
/// @param taken by members, and by invitations that are open
public record Seats(long paid, long taken) {}
