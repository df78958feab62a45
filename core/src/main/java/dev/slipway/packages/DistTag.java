package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import java.util.Locale;
import java.util.regex.Pattern;

/// A name that points at a version, such as `latest`. At most 100 characters, and nothing that a client would read as
/// a version or a range of versions: `npm install @acme/pad@1.x` must never mean a tag.
public record DistTag(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_~!'()-][A-Za-z0-9_.~!'()-]{0,99}");
    /// What [node-semver](https://github.com/npm/node-semver#range-grammar) takes for a range, of the texts that
    /// [#SHAPE] lets through: `1`, `v1.2`, `x`, `X.1`, `~1`, with or without a prerelease.
    private static final Pattern RANGE = Pattern.compile(
            "~?v?(\\d+|x)(\\.(\\d+|x)){0,2}(-[0-9a-z.-]+)?|~|~?v?\\d+\\.\\d+\\.\\d+-?[0-9a-z.-]+",
            Pattern.CASE_INSENSITIVE);

    /// What a plain `npm install` takes.
    public static final DistTag LATEST = new DistTag("latest");

    public DistTag {
        if (!SHAPE.matcher(value).matches()) {
            throw new Malformed(
                    "invalid_tag",
                    "\"" + Malformed.shown(value)
                            + "\" is not a dist-tag: use up to 100 letters, digits, \".\", \"_\" and \"-\".");
        }
        if (RANGE.matcher(value).matches()) {
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
