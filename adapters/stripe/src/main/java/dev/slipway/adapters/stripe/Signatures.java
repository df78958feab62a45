package dev.slipway.adapters.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Whether Stripe signed something with a secret of ours, a few minutes ago at most
/// ([scheme](https://docs.stripe.com/webhooks#verify-manually)).
///
/// The header has a time, and a signature for each secret that is in use at Stripe: `t=1764316800,v1=5257a8…,v1=…`.
final class Signatures {

    /// How far the time may be from ours, on both sides. Whoever caught a delivery can send it again for so long, which
    /// does nothing, as each event is taken once.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern TIME = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Supplier<String> secrets;

    Signatures(Supplier<String> secrets) {
        this.secrets = secrets;
    }

    boolean isGenuine(byte[] body, String header, Instant now) {
        var time = "";
        var given = new ArrayList<byte[]>();
        for (var part : header.split(",", -1)) {
            var text = part.strip();
            if (text.startsWith("t=")) {
                time = text.substring(2);
            } else if (text.startsWith("v1=")
                    && SIGNATURE.matcher(text.substring(3)).matches()) {
                given.add(HexFormat.of().parseHex(text.substring(3)));
            }
        }
        if (given.isEmpty() || !TIME.matcher(time).matches() || !isNear(time, now)) {
            return false;
        }
        // All are compared, so that how long it takes tells nothing of which was near.
        var genuine = false;
        for (var secret : known()) {
            var expected = hmac(secret, time, body);
            for (var signature : given) {
                genuine |= MessageDigest.isEqual(expected, signature);
            }
        }
        return genuine;
    }

    private static boolean isNear(String time, Instant now) {
        var at = Instant.ofEpochSecond(Long.parseLong(time));
        return Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
    }

    /// @throws IllegalStateException if there is none
    private List<String> known() {
        var all = SPACE.splitAsStream(secrets.get().strip())
                .filter(secret -> !secret.isEmpty())
                .toList();
        if (all.isEmpty()) {
            throw new IllegalStateException(
                    "STRIPE_WEBHOOK_SECRETS, or the parameter that holds them, has no secret of the webhook.");
        }
        return all;
    }

    private static byte[] hmac(String secret, String time, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM signs nothing", e);
        }
    }
}
