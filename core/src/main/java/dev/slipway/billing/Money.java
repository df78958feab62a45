package dev.slipway.billing;

import java.util.Currency;

/// An amount in the smallest unit of its currency, as Stripe counts: cents of a dollar, whole yen.
///
/// @param amount below nought for a credit
public record Money(long amount, Currency currency) {

    /// As many of this.
    public Money times(long count) {
        return new Money(Math.multiplyExact(amount, count), currency);
    }

    /// Both together.
    ///
    /// @throws IllegalArgumentException if they are of different currencies
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " can't be added");
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }
}
