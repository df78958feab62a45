package dev.slipway.access;

import java.util.Optional;

/// How somebody proved who they are: remembered by their sessions, and by the tokens that come of these.
///
/// @param value `mail`, `github`, `google`, an OIDC issuer's URL, or `setup`
public record Means(String value) {

    /// By a link that was mailed to them.
    public static final Means MAIL = new Means("mail");

    public static final Means GITHUB = new Means("github");

    public static final Means GOOGLE = new Means("google");

    /// Made when the deployment was set up, by nobody's signing in.
    public static final Means SETUP = new Means("setup");

    /// What the one issuer that is neither GitHub nor Google is called in paths.
    public static final String OWN_ISSUER = "generic-oidc";

    public Means {
        if (value.isBlank() || value.length() > 300) {
            throw new IllegalArgumentException("no way to sign in");
        }
    }

    /// Those of a provider.
    ///
    /// @param name what it is called in paths
    /// @param issuer its URL, which alone tells issuers of a deployment's own choice apart
    public static Means of(String name, String issuer) {
        return new Means(name.equals(OWN_ISSUER) ? issuer : name);
    }

    /// The provider's name in paths, if it is a provider's.
    public Optional<String> provider() {
        if (equals(GITHUB) || equals(GOOGLE)) {
            return Optional.of(value);
        }
        return value.startsWith("https://") || value.startsWith("http://") ? Optional.of(OWN_ISSUER) : Optional.empty();
    }

    /// Whether anybody at all has, or can make, an account there.
    public boolean openToAnybody() {
        return equals(GITHUB) || equals(GOOGLE);
    }

    /// What people call it: `GitHub`, `Google`, an issuer by its host, `mail`.
    public String shownName() {
        if (equals(GITHUB)) {
            return "GitHub";
        }
        if (equals(GOOGLE)) {
            return "Google";
        }
        return value.replaceFirst("^https?://", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
