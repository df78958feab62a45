package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import java.util.Locale;
import java.util.regex.Pattern;

/// A name that points at a version, such as `latest`.
///
/// A new one is named by [#parse], which has the rules. One that exists already, or that somebody only asks for, is any
/// text: a rule that grows stricter must not lock up the packages that have what it refuses.
public record DistTag(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_~!'()-][A-Za-z0-9_.~!'()-]{0,99}");

    /// What a plain `npm install` takes.
    public static final DistTag LATEST = new DistTag("latest");

    public DistTag {
        if (value.isEmpty()) {
            throw new Malformed("invalid_tag", "A dist-tag has at least one character.");
        }
    }

    /// Reads what somebody wants to call a tag: at most 100 characters that need no escape in a URL, and nothing that
    /// npm reads as a version or a range of versions: `npm install @acme/pad@1.x` must never mean a tag.
    ///
    /// @throws Malformed with a sentence that says which rule is broken
    public static DistTag parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new Malformed(
                    "invalid_tag",
                    "\"" + Malformed.shown(text)
                            + "\" is not a dist-tag: use up to 100 letters, digits, \".\", \"_\" and \"-\".");
        }
        if (VersionRange.reads(text)) {
            throw new Malformed(
                    "tag_is_a_range",
                    "\"" + Malformed.shown(text) + "\" can't be a dist-tag, since clients read it as a range of"
                            + " versions: choose a word, such as beta or release-1.");
        }
        if (text.toLowerCase(Locale.ROOT).equals("__proto__")) {
            throw new Malformed("invalid_tag", "\"__proto__\" can't be a dist-tag.");
        }
        return new DistTag(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
