package dev.slipway.local.stripe.api;

/// How the API behaves.
public enum ApiMood {
    WORKING("Works"),
    FAILING("Answers 500 and does nothing"),
    THROTTLING("Answers 429 and does nothing"),
    SILENT("Cuts the connection and does nothing"),
    /// The case that idempotency keys are for.
    FORGETFUL("Does what it is asked, and cuts the connection before it answers");

    private final String words;

    ApiMood(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
