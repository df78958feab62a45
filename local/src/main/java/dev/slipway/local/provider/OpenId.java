package dev.slipway.local.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The dialect of [OpenID Connect](https://openid.net/specs/openid-connect-core-1_0.html): discovery, keys, tokens and
/// who a token is of.
final class OpenId {

    private static final Duration TOKEN_LIVES = Duration.ofMinutes(5);

    private final String issuer;
    private final Registration client;
    private final Grants grants;
    private final InstantSource clock;
    private final ECKey key = newKey();

    OpenId(String issuer, Registration client, Grants grants, InstantSource clock) {
        this.issuer = issuer;
        this.client = client;
        this.grants = grants;
        this.clock = clock;
    }

    WebResponse describe() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer);
        document.put("authorization_endpoint", issuer + "/authorize");
        document.put("token_endpoint", issuer + "/token");
        document.put("userinfo_endpoint", issuer + "/userinfo");
        document.put("jwks_uri", issuer + "/jwks");
        document.put("response_types_supported", List.of("code"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("ES256"));
        document.put("scopes_supported", List.of("openid", "email", "profile"));
        document.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        return WebResponse.json(200, Json.write(document));
    }

    WebResponse keys() {
        return WebResponse.json(
                200, Json.write(Map.of("keys", List.of(key.toPublicJWK().toJSONObject()))));
    }

    WebResponse token(WebRequest request) {
        if (!authenticated(request.header("authorization").orElse(""))) {
            return error(401, "invalid_client").with("www-authenticate", "Basic realm=\"local\"");
        }
        var form = request.form();
        if (!form.getOrDefault("grant_type", "").equals("authorization_code")) {
            return error(400, "unsupported_grant_type");
        }
        return grants.spend(
                        form.getOrDefault("code", ""),
                        client.clientId(),
                        form.getOrDefault("redirect_uri", ""),
                        form.getOrDefault("code_verifier", ""))
                .map(grant -> WebResponse.json(
                        200,
                        Json.write(Map.of(
                                "access_token", grants.token(grant),
                                "token_type", "Bearer",
                                "expires_in", TOKEN_LIVES.toSeconds(),
                                "id_token", idToken(grant)))))
                .orElseGet(() -> error(400, "invalid_grant"));
    }

    WebResponse userInfo(WebRequest request) {
        return grants.holder(request.header("authorization").orElse(""))
                .map(grant ->
                        WebResponse.json(200, Json.write(claims(grant).build().toJSONObject())))
                .orElseGet(() -> error(401, "invalid_token"));
    }

    private boolean authenticated(String authorization) {
        return basic(authorization)
                .map(pair -> pair.split(":", 2))
                .filter(pair -> pair.length == 2 && client.knows(decoded(pair[0]), decoded(pair[1])))
                .isPresent();
    }

    private static Optional<String> basic(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private String idToken(Grants.Grant grant) {
        var now = clock.instant();
        var claims = claims(grant)
                .issuer(issuer)
                .audience(client.clientId())
                .claim("nonce", grant.asked().nonce())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(TOKEN_LIVES)));
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the provider's key doesn't sign", e);
        }
    }

    /// What somebody agreed to tell.
    private static JWTClaimsSet.Builder claims(Grants.Grant grant) {
        var persona = grant.persona();
        var claims = new JWTClaimsSet.Builder().subject(persona.subject());
        if (grant.asked().scopes().contains("email")) {
            claims.claim("email", persona.email()).claim("email_verified", persona.verified());
        }
        if (grant.asked().scopes().contains("profile")) {
            claims.claim("name", persona.name()).claim("preferred_username", persona.login());
        }
        return claims;
    }

    private static WebResponse error(int status, String error) {
        return WebResponse.json(status, Json.write(Map.of("error", error)));
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(Grants.random())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JVM makes no keys", e);
        }
    }
}
