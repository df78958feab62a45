package dev.slipway.audit.seal;

import java.time.Instant;

/// Where an organization's chain of seals ends.
///
/// @param number of the last seal
/// @param sha256 its [digest][Seal#sha256]
/// @param to where it ends
/// @param settled whether the hour before that end was read once more, for what was written late
/// @param archived the number of the last seal whose events have left the log; 0 if none have
public record Head(long number, String sha256, Instant to, boolean settled, long archived) {

    /// Where the chain ends with this seal.
    Head next(Seal seal) {
        return new Head(seal.number(), seal.sha256(), seal.to(), false, archived);
    }

    static Head first(Seal seal) {
        return new Head(seal.number(), seal.sha256(), seal.to(), false, 0);
    }
}
