package dev.slipway.adapters.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Believes an ID token only if all of
/// [OpenID Connect Core, 3.1.3.7](https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation) holds: it is
/// signed by a key of the issuer with an algorithm of ours, for this client, now, and for this very sign-in.
final class IdTokens {

    /// Those with a key pair. With the others (`HS256`) the issuer's public key would be enough to sign, with `none`
    /// nothing at all.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    /// Clocks differ.
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    /// It was made a moment ago, for us: an old one was kept by somebody.
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private final String issuer;
    private final String clientId;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    IdTokens(String issuer, String clientId, KeyRing keys, InstantSource clock) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.clock = clock;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        // What it says is judged below, by our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
    }

    /// What the token says.
    ///
    /// @throws Rejection unless all of it is as it must be
    JWTClaimsSet believed(String token, String nonce) {
        var claims = signed(token);
        try {
            require(issuer.equals(claims.getIssuer()), "it was issued by somebody else");
            require(claims.getAudience().contains(clientId), "it is for another client");
            var authorized = Optional.ofNullable(claims.getStringClaim("azp"));
            require(
                    authorized.isPresent()
                            ? authorized.get().equals(clientId)
                            : claims.getAudience().size() == 1,
                    "it was made for another client");
            checkTimes(claims);
            require(same(nonce, claims.getStringClaim("nonce")), "its nonce is another one");
            var subject = claims.getSubject();
            require(subject != null && !subject.isBlank() && subject.length() <= 255, "it names nobody");
            return claims;
        } catch (ParseException _) {
            throw new Rejection("the ID token is malformed");
        }
    }

    private void checkTimes(JWTClaimsSet claims) {
        var now = clock.instant();
        var expires = at(claims.getExpirationTime());
        require(expires.isPresent() && now.isBefore(expires.get().plus(LEEWAY)), "it has expired");
        var issued = at(claims.getIssueTime());
        require(issued.isPresent() && !issued.get().isAfter(now.plus(LEEWAY)), "it is of the future");
        require(now.isBefore(issued.get().plus(OLDEST).plus(LEEWAY)), "it is old");
        require(
                at(claims.getNotBeforeTime())
                        .filter(from -> from.isAfter(now.plus(LEEWAY)))
                        .isEmpty(),
                "it is not good yet");
    }

    private JWTClaimsSet signed(String token) {
        try {
            return processor.process(token, null);
        } catch (ParseException | BadJOSEException | JOSEException _) {
            throw new Rejection("the ID token is not signed by the issuer");
        }
    }

    private static Optional<Instant> at(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    private static boolean same(String expected, @Nullable String found) {
        return found != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Rejection("the ID token is refused: " + otherwise);
        }
    }
}
