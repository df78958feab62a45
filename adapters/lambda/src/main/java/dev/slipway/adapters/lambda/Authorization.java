package dev.slipway.adapters.lambda;

import dev.slipway.access.Presented;
import dev.slipway.access.Sighting;
import dev.slipway.access.Token;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What an `Authorization` header says. Read here and nowhere else.
///
/// @param credentials what follows the scheme, as it was sent; the whole header if there is no scheme
/// @param secret the token itself, if the scheme is one that carries it; empty otherwise
record Authorization(String credentials, String secret) {

    static final Authorization NONE = new Authorization("", "");

    /// Clients send `Bearer`; with the older settings `_auth` or `username` and `_password` they send `Basic`, with the
    /// token for a password. The user's name is ignored: the token says who it is.
    static Authorization read(String header) {
        var text = header.strip();
        int gap = text.indexOf(' ');
        if (gap < 0) {
            return text.isEmpty() ? NONE : new Authorization(text, "");
        }
        var scheme = text.substring(0, gap);
        var credentials = text.substring(gap + 1).strip();
        if (scheme.equalsIgnoreCase("bearer")) {
            return new Authorization(credentials, credentials);
        }
        return new Authorization(credentials, scheme.equalsIgnoreCase("basic") ? password(credentials) : "");
    }

    /// A word alone is not nothing: a script whose variable was empty sends `Bearer`, and is better told so.
    ///
    /// What is in a browser's cookie is none here: a page's session doesn't call the API.
    Presented presented(Sighting sighting) {
        if (credentials.isEmpty()) {
            return new Presented.Nothing();
        }
        return Token.read(secret, Token.Kind.ACCESS, Token.Kind.MACHINE)
                .<Presented>map(token -> new Presented.ByHash(token.hash(), Optional.of(sighting)))
                .orElseGet(Presented.Unreadable::new);
    }

    @Override
    public String toString() {
        return "***";
    }

    private static String password(String base64) {
        try {
            var pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
