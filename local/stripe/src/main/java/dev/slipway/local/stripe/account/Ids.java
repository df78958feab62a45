package dev.slipway.local.stripe.account;

import java.security.SecureRandom;

/// Ids as Stripe makes them: a prefix that says of what, and letters and digits by chance. They are by chance even in
/// tests, so that a stand-in that begins anew never names an event as an earlier one did.
public final class Ids {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String CAPITALS = ALPHABET.substring(0, 26) + "0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /// @param prefix such as `cus`
    public static String next(String prefix) {
        return prefix + "_" + random(24);
    }

    public static String random(int length) {
        return random(length, ALPHABET);
    }

    /// What the numbers of a customer's invoices begin with.
    static String invoicePrefix() {
        return random(8, CAPITALS);
    }

    private static String random(int length, String alphabet) {
        var id = new StringBuilder(length);
        RANDOM.ints(length, 0, alphabet.length()).forEach(at -> id.append(alphabet.charAt(at)));
        return id.toString();
    }
}
