package dev.slipway.adapters.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;

/// Makes ID tokens: good ones, and all the others.
final class Forge {

    static final String CLIENT = "slipway-client";
    static final String NONCE = "nonce-of-this-sign-in";
    static final String SUBJECT = "248289761001";

    static final RSAKey RSA = rsa("rsa-1");
    static final RSAKey OTHER_RSA = rsa("rsa-1");
    static final RSAKey NEXT_RSA = rsa("rsa-2");
    static final ECKey EC = ec();

    private Forge() {}

    static JWKSet publicKeys(JWK... keys) {
        return new JWKSet(List.of(keys)).toPublicJWKSet();
    }

    static JWTClaimsSet.Builder claims(String issuer) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(SUBJECT)
                .audience(CLIENT)
                .issueTime(Date.from(Clock.START.minusSeconds(2)))
                .expirationTime(Date.from(Clock.START.plus(Duration.ofMinutes(5))))
                .claim("nonce", NONCE)
                .claim("email", "Mia@Example.com")
                .claim("email_verified", true)
                .claim("preferred_username", "mia");
    }

    static String signed(JWTClaimsSet.Builder claims) {
        return signed(JWSAlgorithm.RS256, RSA, claims);
    }

    static String signed(JWSAlgorithm algorithm, JWK key, JWTClaimsSet.Builder claims) {
        return signed(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()), key, claims);
    }

    static String signed(JWSHeader.Builder header, JWK key, JWTClaimsSet.Builder claims) {
        try {
            var jwt = new SignedJWT(header.build(), claims.build());
            jwt.sign(signer(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signedWithSecret(byte[] secret, JWTClaimsSet.Builder claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build(), claims.build());
            jwt.sign(new MACSigner(secret));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        return key instanceof ECKey ec
                ? new ECDSASigner(ec)
                : new RSASSASigner(key.toRSAKey().toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()));
    }

    static RSAKey weakRsa() {
        return rsa("weak", 1024);
    }

    private static RSAKey rsa(String id) {
        return rsa(id, 2048);
    }

    private static RSAKey rsa(String id, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
