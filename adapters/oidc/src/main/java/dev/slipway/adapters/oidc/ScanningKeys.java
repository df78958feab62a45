package dev.slipway.adapters.oidc;

import dev.slipway.org.LeakSigners;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;

/// The keys that GitHub's secret scanning signs its reports with: ECDSA on P-256 with SHA-256, published at an address
/// of GitHub's.
///
/// A key that was replaced is listed as not current, and is good no more. The list is kept for some minutes. A key that
/// isn't known is asked for, but not more than once a minute, or whoever sends us reports could make us ask as often.
public final class ScanningKeys implements LeakSigners {

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration PAUSE_AFTER_OUTAGE = Duration.ofSeconds(10);
    private static final int P_256 = 256;
    private static final int LONGEST_SIGNATURE = 200;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private final Endpoint where;
    private final Wire wire;
    private final InstantSource clock;
    private final Runnable disconnect;
    private @Nullable Map<String, PublicKey> keys;
    private Instant asked = Instant.EPOCH;

    private ScanningKeys(Endpoint where, Wire wire, InstantSource clock, Runnable disconnect) {
        this.where = where;
        this.wire = wire;
        this.clock = clock;
        this.disconnect = disconnect;
    }

    /// @param address where the keys are; https, or on this machine
    /// @param connections what requests go over; it opens new ones after it was closed
    /// @throws IllegalStateException if the address is none; the function then fails at its start
    public static ScanningKeys open(String address, SdkHttpClient connections, InstantSource clock) {
        return open(address, connections, clock, Wire.PATIENCE);
    }

    static ScanningKeys open(String address, SdkHttpClient connections, InstantSource clock, Duration patience) {
        try {
            var where = Endpoint.of(address, "the address of the keys", Endpoint.isOnThisMachine(address));
            return new ScanningKeys(where, new Wire(connections, patience), clock, connections::close);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /// Cuts the connections, as before a snapshot is taken. The next request opens new ones.
    public void disconnect() {
        disconnect.run();
    }

    @Override
    public Verdict verify(String keyId, String signature, byte[] report) {
        if (keyId.isBlank() || signature.isBlank() || signature.length() > LONGEST_SIGNATURE) {
            return Verdict.FORGED;
        }
        try {
            var key = find(keyId);
            return key != null && signed(key, signature, report) ? Verdict.GENUINE : Verdict.FORGED;
        } catch (Outage _) {
            return Verdict.UNKNOWN;
        }
    }

    private static boolean signed(PublicKey key, String signature, byte[] report) {
        try {
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(report);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // Not base64, or no signature at all.
            return false;
        }
    }

    private synchronized @Nullable PublicKey find(String keyId) {
        var now = clock.instant();
        if (keys == null || !now.isBefore(asked.plus(FRESH))) {
            refresh(now);
        }
        var found = known(keyId);
        if (found == null && !now.isBefore(asked.plus(PAUSE))) {
            refresh(now);
            found = known(keyId);
        }
        return found;
    }

    private @Nullable PublicKey known(String keyId) {
        return keys == null ? null : keys.get(keyId);
    }

    /// If that fails, nothing is believed that was believed before: GitHub may have taken a key back, and asks again.
    private void refresh(Instant now) {
        if (keys == null && now.isBefore(asked.plus(PAUSE_AFTER_OUTAGE))) {
            throw new Outage("the keys could not be had a moment ago");
        }
        keys = null;
        asked = now;
        var reply = wire.get(where, Map.of());
        if (reply.status() != 200) {
            throw new Outage("the keys were answered for with " + reply.status());
        }
        keys = read(reply.body());
    }

    private static Map<String, PublicKey> read(String body) {
        var found = new HashMap<String, PublicKey>();
        if (Json.object(body, "the list of keys").get("public_keys") instanceof Iterable<?> list) {
            for (var each : list) {
                if (each instanceof Map<?, ?> key
                        && Boolean.TRUE.equals(key.get("is_current"))
                        && key.get("key_identifier") instanceof String id
                        && key.get("key") instanceof String pem) {
                    var read = key(pem);
                    if (read != null) {
                        found.put(id, read);
                    }
                }
            }
        }
        return found;
    }

    /// @return null for a key of another kind
    private static @Nullable PublicKey key(String pem) {
        var encoded = PEM.matcher(pem);
        if (!encoded.matches()) {
            return null;
        }
        try {
            var bytes = Base64.getMimeDecoder().decode(encoded.group(1));
            var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes));
            return key instanceof ECPublicKey ec
                            && ec.getParams().getCurve().getField().getFieldSize() == P_256
                    ? key
                    : null;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return null;
        }
    }
}
