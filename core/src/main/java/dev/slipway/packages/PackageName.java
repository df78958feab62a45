package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A scoped package name, `@acme/pad`: at most 214 characters, lower case, fit for a URL.
///
/// The rules are those of [npm's own check](https://github.com/npm/validate-npm-package-name) for new packages, with
/// the scope an organization's slug. [#parse] has them, which reads what a request names. A name that was given once is
/// read by [#stored] and needs none of them: a rule that grows stricter must not lock up the packages that break it.
///
/// @param scope the organization that owns it
/// @param local the part behind the slash
public record PackageName(OrgSlug scope, String local) {

    private static final int MAX_LENGTH = 214;
    private static final Pattern LOCAL = Pattern.compile("[a-z0-9-][a-z0-9._-]*");
    private static final Set<String> RESERVED = Set.of("node_modules", "favicon.ico");

    public PackageName {
        if (local.isEmpty() || local.indexOf('/') >= 0) {
            throw refused("@" + scope + "/" + local, "one part stands behind the slash");
        }
    }

    /// Reads a name that is kept somewhere, such as `@acme/pad`.
    public static PackageName stored(String text) {
        int slash = text.indexOf('/');
        if (!text.startsWith("@") || slash < 0) {
            throw new IllegalStateException("what is stored as a name is none: " + Malformed.shown(text));
        }
        return new PackageName(new OrgSlug(text.substring(1, slash)), text.substring(slash + 1));
    }

    /// Reads `@acme/pad`.
    ///
    /// @throws Malformed with a sentence that says which rule is broken
    public static PackageName parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw refused(text, "it has more than " + MAX_LENGTH + " characters");
        }
        int slash = text.indexOf('/');
        if (!text.startsWith("@") || slash < 0) {
            throw refused(text, "only scoped names such as @your-organization/package are kept here");
        }
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw refused(text, "upper-case letters are not allowed in new names");
        }
        var local = text.substring(slash + 1);
        if (!LOCAL.matcher(local).matches() || RESERVED.contains(local)) {
            throw refused(
                    text,
                    "use lower-case letters, digits, \".\", \"_\" and \"-\" behind the"
                            + " slash, and begin with a letter or digit");
        }
        return new PackageName(scope(text, text.substring(1, slash)), local);
    }

    private static OrgSlug scope(String name, String scope) {
        try {
            return new OrgSlug(scope);
        } catch (Malformed _) {
            throw refused(name, "its scope is no organization's name");
        }
    }

    /// The name of a version's tarball file, `pad-1.2.0.tgz`.
    public String tarballFile(Version version) {
        return local + "-" + version + ".tgz";
    }

    @Override
    public String toString() {
        return "@" + scope + "/" + local;
    }

    private static Malformed refused(String text, String rule) {
        return new Malformed(
                "invalid_package_name", "\"" + Malformed.shown(text) + "\" is not a valid package name: " + rule + ".");
    }
}
