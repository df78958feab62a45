package dev.slipway.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an endpoint and its receiver share, as [Standard
/// Webhooks](https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md) write it:
/// `whsec_` and base64. It exists in memory for as long as a request takes; `toString` doesn't show it.
public final class Secret {

    private static final String PREFIX = "whsec_";

    private final byte[] key;

    Secret(byte[] key) {
        this.key = key.clone();
    }

    /// As a receiver is given it, once.
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /// The signature of a message: `v1,` and base64 of an HMAC-SHA256.
    ///
    /// @param id `webhook-id`
    /// @param at of this attempt, to the second: `webhook-timestamp`
    /// @param body the characters that are sent, as UTF-8
    public String sign(String id, Instant at, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    /// The signatures of all that are valid, with spaces between: `webhook-signature`.
    public static String sign(List<Secret> secrets, String id, Instant at, String body) {
        return secrets.stream().map(secret -> secret.sign(id, at, body)).collect(Collectors.joining(" "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && Arrays.equals(key, secret.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "***";
    }
}
