package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/// A version by [Semantic Versioning 2.0](https://semver.org), at most 256 characters.
///
/// Build metadata is dropped, as `npm publish` drops it: two versions that differ in nothing else would be one to
/// every client that compares them.
public record Version(String value) implements Comparable<Version> {

    private static final int MAX_LENGTH = 256;
    private static final Pattern SHAPE = Pattern.compile("(0|[1-9]\\d{0,15})\\.(0|[1-9]\\d{0,15})\\.(0|[1-9]\\d{0,15})"
            + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
            + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");

    public Version {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new Malformed(
                    "invalid_version",
                    "\"" + Malformed.shown(value)
                            + "\" is not a version: use semantic versioning, such as 1.2.3 or 1.2.3-beta.1.");
        }
        int build = value.indexOf('+');
        value = build < 0 ? value : value.substring(0, build);
    }

    /// Whether this reads as a version; what doesn't may be a dist-tag.
    public static boolean looksLike(String text) {
        return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
    }

    public boolean prerelease() {
        return value.indexOf('-') >= 0;
    }

    /// By precedence: 1.0.0-rc.2 before 1.0.0-rc.10 before 1.0.0.
    @Override
    public int compareTo(Version other) {
        return new Semver(value).compareTo(new Semver(other.value));
    }

    @Override
    public String toString() {
        return value;
    }
}
