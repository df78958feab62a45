package dev.slipway.adapters.stripe;

/// Stripe understood, and doesn't do it. Whoever has no other answer to that lets it pass: then the world is broken.
final class Refusal extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String sentence;
    private final String code;

    /// @param sentence Stripe's own
    /// @param code one of [Stripe's](https://docs.stripe.com/error-codes), or nothing
    Refusal(String sentence, String code) {
        super("Stripe refuses: " + sentence);
        this.sentence = sentence;
        this.code = code;
    }

    String sentence() {
        return sentence;
    }

    /// Whether there is nothing of the id that was asked for.
    boolean isOfWhatIsMissing() {
        return code.equals("resource_missing");
    }
}
