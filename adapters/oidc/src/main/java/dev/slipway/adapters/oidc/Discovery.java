package dev.slipway.adapters.oidc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an issuer says of itself, by
/// [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html): asked when it is needed and
/// again after an hour. If it can't be asked again, what it said holds on.
final class Discovery {

    private static final Duration FRESH = Duration.ofHours(1);

    private final String issuer;
    private final boolean loopback;
    private final Endpoint document;
    private final Wire wire;
    private final InstantSource clock;
    private @Nullable Document known;
    private Instant askAgain = Instant.MIN;

    /// @throws IllegalStateException if the issuer is no https address
    Discovery(String issuer, Wire wire, InstantSource clock) {
        this.issuer = issuer;
        this.loopback = Endpoint.isOnThisMachine(issuer);
        this.wire = wire;
        this.clock = clock;
        var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            this.document = Endpoint.of(base + "/.well-known/openid-configuration", issuer, loopback);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The issuer \"" + issuer + "\" must be an https address.", e);
        }
    }

    /// @param secretInBody whether the secret goes into the form, since the issuer doesn't take it in a header
    record Document(
            Endpoint authorization, Endpoint token, Endpoint keys, Optional<Endpoint> userInfo, boolean secretInBody) {}

    /// @throws Outage if the issuer never said, or says what it must not
    synchronized Document get() {
        var now = clock.instant();
        var last = known;
        if (last != null && now.isBefore(askAgain)) {
            return last;
        }
        try {
            var fresh = ask();
            known = fresh;
            askAgain = now.plus(FRESH);
            return fresh;
        } catch (Outage e) {
            if (last == null) {
                throw e;
            }
            return last;
        }
    }

    private Document ask() {
        var reply = wire.get(document, Map.of());
        if (reply.status() != 200) {
            throw new Outage(issuer + " answered " + reply.status() + " when it was asked about itself");
        }
        var said = Json.object(reply.body(), "what " + issuer + " says of itself");
        if (!Json.text(said, "issuer").equals(Optional.of(issuer))) {
            throw new Outage("whoever answers for " + issuer + " calls itself something else");
        }
        try {
            return new Document(
                    endpoint(said, "authorization_endpoint"),
                    endpoint(said, "token_endpoint"),
                    endpoint(said, "jwks_uri"),
                    Json.text(said, "userinfo_endpoint").map(text -> Endpoint.of(text, "userinfo_endpoint", loopback)),
                    secretInBody(said));
        } catch (IllegalArgumentException e) {
            throw new Outage(issuer + " can't be used: " + e.getMessage());
        }
    }

    private Endpoint endpoint(Map<String, Object> said, String name) {
        return Endpoint.of(Json.text(said, name).orElse(""), name, loopback);
    }

    /// In a header unless the issuer says that it takes it in the form alone.
    private static boolean secretInBody(Map<String, Object> said) {
        var methods = "token_endpoint_auth_methods_supported";
        return Json.contains(said, methods, "client_secret_post")
                && !Json.contains(said, methods, "client_secret_basic");
    }
}
