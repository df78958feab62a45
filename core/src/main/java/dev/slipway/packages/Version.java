package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import java.util.Comparator;
import java.util.regex.Pattern;

/// A version by [Semantic Versioning 2.0](https://semver.org), at most 256 characters.
///
/// Build metadata is dropped, as `npm publish` drops it: two versions that differ in nothing else would be one to
/// every client that compares them.
public record Version(String value) implements Comparable<Version> {

    private static final int MAX_LENGTH = 256;
    private static final Pattern SHAPE = Pattern.compile("(0|[1-9]\\d{0,15})\\.(0|[1-9]\\d{0,15})\\.(0|[1-9]\\d{0,15})"
            + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
            + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");

    /// Numbers before words; numbers, which have no leading noughts, by their length first; words by their characters.
    private static final Comparator<String> LABELS = Comparator.comparing((String label) -> !isNumber(label))
            .thenComparingInt(label -> isNumber(label) ? label.length() : 0)
            .thenComparing(Comparator.naturalOrder());

    /// The largest number that a client can count to, which is 2^53 - 1.
    static final String LARGEST = "9007199254740991";

    public Version {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new Malformed(
                    "invalid_version",
                    "\"" + Malformed.shown(value)
                            + "\" is not a version: use semantic versioning, such as 1.2.3 or 1.2.3-beta.1.");
        }
        int build = value.indexOf('+');
        value = build < 0 ? value : value.substring(0, build);
        for (var number : value.split("-", 2)[0].split("\\.", -1)) {
            if (compareNumbers(number, LARGEST) > 0) {
                throw new Malformed(
                        "invalid_version",
                        "\"" + Malformed.shown(value) + "\" is not a version: its numbers are too large.");
            }
        }
    }

    /// Whether this reads as a version; what doesn't may be a dist-tag.
    public static boolean looksLike(String text) {
        return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
    }

    public boolean prerelease() {
        return value.indexOf('-') >= 0;
    }

    /// By [precedence](https://semver.org/#spec-item-11): 1.0.0-rc.2 before 1.0.0-rc.10 before 1.0.0.
    ///
    /// Written here, since the numbers of a prerelease have no bound (canaries are named by date and time), and the
    /// library that was tried read them into 32 bits.
    @Override
    public int compareTo(Version other) {
        int core = compareEach(core().split("\\.", -1), other.core().split("\\.", -1));
        if (core != 0 || prerelease() != other.prerelease()) {
            return core != 0 ? core : Boolean.compare(other.prerelease(), prerelease());
        }
        return compareEach(labels(), other.labels());
    }

    private String core() {
        int dash = value.indexOf('-');
        return dash < 0 ? value : value.substring(0, dash);
    }

    private String[] labels() {
        int dash = value.indexOf('-');
        return dash < 0 ? new String[0] : value.substring(dash + 1).split("\\.", -1);
    }

    /// Numbers without leading noughts, of any length.
    static int compareNumbers(String one, String other) {
        return LABELS.compare(one, other);
    }

    private static int compareEach(String[] these, String[] those) {
        for (int i = 0; i < Math.min(these.length, those.length); i++) {
            int order = LABELS.compare(these[i], those[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(these.length, those.length);
    }

    private static boolean isNumber(String label) {
        return label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
