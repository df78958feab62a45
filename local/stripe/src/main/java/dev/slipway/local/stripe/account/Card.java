package dev.slipway.local.stripe.account;

import com.stripe.model.PaymentMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Stripe's [test cards](https://docs.stripe.com/testing), by what they do.
public enum Card {
    PAYS("4242", "visa", "pm_card_visa", "Pays"),
    /// Can't even be saved.
    DECLINED("0002", "visa", "pm_card_chargeDeclined", "Is declined"),
    /// Can be saved, and doesn't pay.
    FAILS_LATER("0341", "visa", "pm_card_chargeCustomerFail", "Can be saved, and is declined whenever it shall pay"),
    /// Wants to be confirmed by its owner at each payment.
    AUTHENTICATES(
            "3184",
            "visa",
            "pm_card_authenticationRequired",
            "Wants each payment to be confirmed by its owner (3D Secure)");

    /// What became of a payment.
    enum Outcome {
        PAID,
        DECLINED,
        AUTHENTICATION
    }

    private final String last4;
    private final String brand;
    private final String testId;
    private final String words;

    Card(String last4, String brand, String testId, String words) {
        this.last4 = last4;
        this.brand = brand;
        this.testId = testId;
        this.words = words;
    }

    static Card of(PaymentMethod method) {
        return Arrays.stream(values())
                .filter(card -> card.last4.equals(method.getCard().getLast4()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a card of no known kind: " + method.getId()));
    }

    /// The card that is meant by one of Stripe's ids for tests, such as `pm_card_visa`.
    static Optional<Card> byTestId(String id) {
        return Arrays.stream(values()).filter(card -> card.testId.equals(id)).findFirst();
    }

    /// The card of this name, as pages send it.
    public static Optional<Card> named(String name) {
        return Arrays.stream(values()).filter(card -> card.name().equals(name)).findFirst();
    }

    /// Those that a customer can save.
    public static List<Card> savable() {
        return List.of(PAYS, FAILS_LATER, AUTHENTICATES);
    }

    public String last4() {
        return last4;
    }

    String brand() {
        return brand;
    }

    /// What it does, in words.
    public String words() {
        return words;
    }

    Outcome charge() {
        return switch (this) {
            case PAYS -> Outcome.PAID;
            case DECLINED, FAILS_LATER -> Outcome.DECLINED;
            case AUTHENTICATES -> Outcome.AUTHENTICATION;
        };
    }
}
