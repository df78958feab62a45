package dev.slipway.billing;

import java.time.Instant;

/// What a change of quantity costs.
///
/// @param now what it comes to for the rest of the period, taxes included: charged at once, or below nought a credit on
///     the next invoice
/// @param perPeriod what all comes to for each whole period from then on, without taxes
/// @param at the moment that it was worked out for
public record Quote(Money now, Money perPeriod, Instant at) {}
