package dev.slipway.local.stripe.account;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/// Amounts in minor units, as a person reads them. Nothing is calculated with the texts.
public final class Money {

    private Money() {}

    /// Such as `$7.00`, or `CHF 7.00` where the sign isn't widely known.
    public static String text(long amount, String currency) {
        var code = currency.toUpperCase(Locale.ROOT);
        var number = BigDecimal.valueOf(Math.absExact(amount), digits(code)).toPlainString();
        var sign = amount < 0 ? "-" : "";
        return switch (code) {
            case "USD" -> sign + "$" + number;
            case "EUR" -> sign + "€" + number;
            case "GBP" -> sign + "£" + number;
            default -> sign + code + " " + number;
        };
    }

    static int digits(String code) {
        return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
    }
}
