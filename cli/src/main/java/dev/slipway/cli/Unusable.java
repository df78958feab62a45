package dev.slipway.cli;

/// Something that was given can't be worked with: nothing was verified.
final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    /// @param sentence for people: what is wrong and what to do
    Unusable(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
