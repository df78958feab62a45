package dev.slipway.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/// Where somebody goes once they are signed in: a path of this registry, and never anywhere else.
///
/// It may hold a mailed secret, such as an invitation's, and so is stored nowhere: the browser brings it along.
///
/// @param path with its query
public record ReturnTo(String path) {

    private static final Pattern SHAPE = Pattern.compile("/[\\x21-\\x7E&&[^/\\\\]][\\x21-\\x7E&&[^\\\\]]{0,1999}|/");
    private static final Pattern DOTS = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:/|$)");
    private static final Pattern ROUND = Pattern.compile("/(?:sign-in|sign-up|sign-out|api|assets)(?:[/?#].*)?");

    /// Where people are at home.
    public static final ReturnTo HOME = new ReturnTo("/console");

    public ReturnTo {
        if (!here(path)) {
            throw new IllegalArgumentException("not a path of this registry");
        }
    }

    /// @param text from outside; what leads elsewhere, or round in a circle, leads home
    public static ReturnTo of(String text) {
        return here(text) ? new ReturnTo(text) : HOME;
    }

    @Override
    public String toString() {
        return "***";
    }

    /// Browsers read `//` and `/\` as another host, and drop line ends and tabs on the way. What they would read
    /// otherwise than we do is refused as a whole.
    private static boolean here(String text) {
        if (!SHAPE.matcher(text).matches() || ROUND.matcher(text).matches()) {
            return false;
        }
        try {
            var uri = new URI(text);
            return uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && !uri.getRawPath().contains("//")
                    && !DOTS.matcher(uri.getRawPath()).find();
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
