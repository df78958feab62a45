package dev.slipway.org;

import dev.slipway.kernel.Malformed;
import java.net.URI;
import java.net.URISyntaxException;

/// An organization's page on the web, `https://acme.example/about`: shown as a link, so it is https and nothing else.
public record Website(String value) {

    private static final int LONGEST = 200;

    /// @throws Malformed `invalid_website`
    public Website {
        value = value.length() > 2 * LONGEST ? value : value.strip();
        if (value.length() > LONGEST || !usable(value)) {
            throw new Malformed(
                    "invalid_website",
                    "\"" + Malformed.shown(value) + "\" is no website such as https://acme.example: up to " + LONGEST
                            + " characters, beginning with https://.");
        }
    }

    @Override
    public String toString() {
        return value;
    }

    /// A name before an `@` would pass for the host with whoever reads quickly.
    private static boolean usable(String text) {
        try {
            var uri = new URI(text);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
