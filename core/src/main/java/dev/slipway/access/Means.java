package dev.slipway.access;

/// How somebody proved who they are: remembered by their sessions, and by the tokens that come of these.
///
/// @param value `mail`, `github`, `google`, an OIDC issuer's URL, or `setup`
public record Means(String value) {

    /// By a link that was mailed to them.
    public static final Means MAIL = new Means("mail");

    /// Made when the deployment was set up, by nobody's signing in.
    public static final Means SETUP = new Means("setup");

    public Means {
        if (value.isBlank() || value.length() > 300) {
            throw new IllegalArgumentException("no way to sign in");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
