package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import java.util.Comparator;
import java.util.regex.Pattern;

/// A version by [Semantic Versioning 2.0](https://semver.org), at most 256 characters.
///
/// Build metadata is dropped, as `npm publish` drops it: two versions that differ in nothing else would be one to
/// every client that compares them.
///
/// A new one is named by [#parse], which has the rules beyond the form. One that exists already, or that somebody only
/// asks for, needs the form alone: what can't be published just isn't there.
public record Version(String value) implements Comparable<Version> {

    private static final int MAX_LENGTH = 256;
    private static final Pattern SHAPE = Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
            + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
            + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");

    /// Numbers before words; numbers, which have no leading noughts, by their length first; words by their characters.
    private static final Comparator<String> LABELS = Comparator.comparing((String label) -> !isNumber(label))
            .thenComparingInt(label -> isNumber(label) ? label.length() : 0)
            .thenComparing(Comparator.naturalOrder());

    /// The largest number that a client can count to, which is 2^53 - 1.
    static final String LARGEST = "9007199254740991";

    public Version {
        if (!looksLike(value)) {
            throw refused(value, "use semantic versioning, such as 1.2.3 or 1.2.3-beta.1");
        }
        int build = value.indexOf('+');
        value = build < 0 ? value : value.substring(0, build);
    }

    /// Reads the version that somebody wants to publish or to point a tag at.
    ///
    /// @throws Malformed with a sentence that says which rule is broken
    public static Version parse(String text) {
        var version = new Version(text);
        for (var number : version.core().split("\\.", -1)) {
            if (compareNumbers(number, LARGEST) > 0) {
                throw refused(text, "use semantic versioning with numbers up to " + LARGEST);
            }
        }
        return version;
    }

    private static Malformed refused(String text, String rule) {
        return new Malformed("invalid_version", "\"" + Malformed.shown(text) + "\" is not a version: " + rule + ".");
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
