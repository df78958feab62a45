package dev.slipway.kernel;

/// What is done to texts that come from outside.
public final class Texts {

    private Texts() {}

    /// The beginning of a text, at most so many characters, and never half of one: Java counts an emoji as two, and one
    /// of the two alone is no text any more.
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
