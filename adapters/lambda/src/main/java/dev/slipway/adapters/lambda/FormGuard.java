package dev.slipway.adapters.lambda;

import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Ties a form to the browser that it was shown in, so that no other site can send it in somebody's name.
///
/// The hidden field is a hash of a secret in a cookie, the session's or, before anybody is signed in, one of its own:
/// nothing is stored, and another site can neither read the cookie nor make the field. Browsers also say where a form
/// comes from, and what says that it comes from elsewhere is refused.
public final class FormGuard {

    /// The name of the hidden field that every form has.
    public static final String FIELD = "form";

    private static final String COOKIE = "slipway_form";
    private static final Duration LIVES = Duration.ofDays(1);

    private final HttpRequest request;
    private final Token secret;
    private final boolean drawn;

    private FormGuard(HttpRequest request, Token secret, boolean drawn) {
        this.request = request;
        this.secret = secret;
        this.drawn = drawn;
    }

    /// The guard for what this request shows or sends.
    public static FormGuard of(HttpRequest request) {
        var known = request.cookie(HttpRequest.SESSION_COOKIE)
                .flatMap(value -> Token.read(value, Token.Kind.SESSION))
                .or(() -> request.cookie(COOKIE).flatMap(value -> Token.read(value, Token.Kind.FORM)));
        return known.map(token -> new FormGuard(request, token, false))
                .orElseGet(() -> new FormGuard(request, Token.draw(Token.Kind.FORM), true));
    }

    /// What the hidden field holds in the forms of a page.
    public String field() {
        return TokenHash.of("form\n" + secret.secret()).value();
    }

    /// The page, with the cookie that its forms need.
    ///
    /// @param registry the registry's URL
    public HttpResponse guard(HttpResponse page, String registry) {
        return drawn ? page.with(Cookie.of(COOKIE, secret.secret(), LIVES, registry)) : page;
    }

    /// Whether a form was sent from one of our pages in this browser.
    ///
    /// @param registry the registry's URL
    public boolean holds(Map<String, String> form, String registry) {
        var sent = form.getOrDefault(FIELD, "").getBytes(StandardCharsets.UTF_8);
        return !drawn && fromHere(registry) && MessageDigest.isEqual(sent, field().getBytes(StandardCharsets.UTF_8));
    }

    /// What the browser says, where it says something: scripts and old browsers send neither.
    private boolean fromHere(String registry) {
        Optional<String> site = request.header("sec-fetch-site");
        Optional<String> origin = request.header("origin");
        return site.filter(value -> !value.equals("same-origin") && !value.equals("none"))
                        .isEmpty()
                && origin.filter(value -> !value.equals(registry)).isEmpty();
    }
}
