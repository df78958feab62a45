package dev.slipway.adapters.web;

import dev.slipway.kernel.Texts;
import java.util.Optional;

/// A field of a form: what stands in it, and what is wrong with that.
///
/// @param value as it was typed, however unusable
public record Field(String value, Optional<String> problem) {

    /// The longest value that is shown again: who typed more than this meant no harm to the page, but does some.
    private static final int LONGEST = 20_000;

    public static final Field EMPTY = Field.of("");

    public Field {
        value = Texts.cut(value, LONGEST);
    }

    public static Field of(String value) {
        return new Field(value, Optional.empty());
    }

    /// @param sentence what is wrong, and what would be right
    public Field wrong(String sentence) {
        return new Field(value, Optional.of(sentence));
    }
}
