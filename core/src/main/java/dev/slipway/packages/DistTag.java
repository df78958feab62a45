package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import java.util.Locale;
import java.util.regex.Pattern;

/// A name that points at a version, such as `latest`. At most 100 characters, and nothing that npm reads as a
/// version or a range of versions: `npm install @acme/pad@1.x` must never mean a tag.
public record DistTag(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_~!'()-][A-Za-z0-9_.~!'()-]{0,99}");

    /// What a plain `npm install` takes.
    public static final DistTag LATEST = new DistTag("latest");

    public DistTag {
        if (!SHAPE.matcher(value).matches()) {
            throw new Malformed(
                    "invalid_tag",
                    "\"" + Malformed.shown(value)
                            + "\" is not a dist-tag: use up to 100 letters, digits, \".\", \"_\" and \"-\".");
        }
        if (VersionRange.reads(value)) {
            throw new Malformed(
                    "tag_is_a_range",
                    "\"" + Malformed.shown(value) + "\" can't be a dist-tag, since clients read it as a range of"
                            + " versions: choose a word, such as beta or release-1.");
        }
        if (value.toLowerCase(Locale.ROOT).equals("__proto__")) {
            throw new Malformed("invalid_tag", "\"__proto__\" can't be a dist-tag.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
