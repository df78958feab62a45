package dev.slipway.packages;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What npm takes for a range of versions, of the texts that have a dist-tag's characters.
///
/// `npm dist-tag add` and `npm publish --tag` refuse what
/// [`validRange`](https://github.com/npm/node-semver#functions) of node-semver reads, and nothing else: `18-alpine` and
/// `1.x.3` are no ranges, `vv1.x` and `~x.2` are. This agrees with node-semver 7.8.5, which npm 11.19 brings.
final class VersionRange {

    private static final String PART = "(0|[1-9]\\d*|[xX])";
    private static final String LABEL = "(?:\\d*[a-zA-Z-][0-9a-zA-Z-]*|0|[1-9]\\d*)";
    private static final Pattern SHAPE = Pattern.compile(
            "(~?)(v*)" + PART + "(?:\\." + PART + "(?:\\." + PART + "(?:-" + LABEL + "(?:\\." + LABEL + ")*)?)?)?");

    private VersionRange() {}

    static boolean reads(String tag) {
        var matcher = SHAPE.matcher(tag);
        return matcher.matches()
                && new Parts(matcher.group(3), matcher.group(4), matcher.group(5))
                        .range(!matcher.group(1).isEmpty(), matcher.group(2).length());
    }

    /// The numbers, each of which may be an `x` or left out.
    private record Parts(
            String major, @Nullable String minor, @Nullable String patch) {

        /// Every range has an upper bound, which is one past the last number that is given, and must be countable too.
        boolean range(boolean tilde, int vs) {
            if (!tilde && ((open(major) && !open(minor)) || (open(minor) && !open(patch)))) {
                return false;
            }
            if (open(major)) {
                return true;
            }
            if (open(minor)) {
                return below(major);
            }
            if (open(patch)) {
                return countable(major) && below(minor);
            }
            // A whole version is read as one, and before that stands one v at most.
            var whole = countable(major) && countable(minor) && countable(patch);
            return whole && (tilde ? below(minor) : vs <= 1);
        }

        private static boolean open(@Nullable String part) {
            return part == null || part.equalsIgnoreCase("x");
        }

        private static boolean countable(@Nullable String number) {
            return number != null && Version.compareNumbers(number, Version.LARGEST) <= 0;
        }

        private static boolean below(@Nullable String number) {
            return number != null && Version.compareNumbers(number, Version.LARGEST) < 0;
        }
    }
}
