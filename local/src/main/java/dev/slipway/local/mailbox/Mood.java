package dev.slipway.local.mailbox;

/// How SES is today.
public enum Mood {
    /// It takes what is sound.
    WORKING("takes what is sound"),
    /// It finds something wrong with every mail.
    REFUSING("refuses every mail (MessageRejected)"),
    /// The account's sending is paused, as after too many complaints.
    PAUSED("sending is paused (SendingPausedException)"),
    /// More comes than the account may send.
    THROTTLING("too many requests (TooManyRequestsException)"),
    /// It answers with errors of its own.
    BROKEN("is broken (500)"),
    /// It takes the request and never answers.
    SILENT("never answers");

    private final String words;

    Mood(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
