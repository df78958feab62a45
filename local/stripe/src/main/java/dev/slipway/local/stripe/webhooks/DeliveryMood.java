package dev.slipway.local.stripe.webhooks;

/// How events are told.
public enum DeliveryMood {
    PROMPT("Each at once, in order"),
    TWICE("Each twice"),
    HELD("Held back until they are let go"),
    DROPPED("Never");

    private final String words;

    DeliveryMood(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
