package dev.slipway.local;

/// The registry can't start, for a reason that a person can do something about.
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String sentence) {
        super(sentence);
    }

    CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /// What is wrong and what to do: all that a person has to see.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
