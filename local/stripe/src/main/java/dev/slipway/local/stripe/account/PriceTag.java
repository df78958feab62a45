package dev.slipway.local.stripe.account;

import java.util.Locale;

/// A price that is there from the start.
///
/// @param lookupKey by which the price is found
/// @param product what is sold, as invoices name it
/// @param unitAmount for one, in the currency's minor unit
/// @param currency by its three letters, in lower case
public record PriceTag(String lookupKey, String product, long unitAmount, String currency, Interval interval) {

    public PriceTag {
        if (lookupKey.isBlank() || product.isBlank()) {
            throw new IllegalArgumentException("a price has a lookup key, and a product with a name");
        }
        if (unitAmount < 0) {
            throw new IllegalArgumentException("a price is nothing or more: " + unitAmount);
        }
        if (!currency.matches("[a-z]{3}")) {
            throw new IllegalArgumentException("a currency is three letters in lower case: " + currency);
        }
        Money.digits(currency.toUpperCase(Locale.ROOT));
    }
}
