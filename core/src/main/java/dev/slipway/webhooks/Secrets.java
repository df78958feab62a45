package dev.slipway.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The secrets of endpoints. None of them is stored: each is derived, by HKDF-SHA256, from a key of the deployment and
/// what the endpoint is. So whoever reads the table, or a copy of it, can't sign anything.
///
/// The price: whoever changes the deployment's key changes every secret with it.
public final class Secrets {

    private static final int LEAST_KEY = 32;
    private static final int LENGTH = 32;
    private static final byte[] SALT = "slipway webhooks 1".getBytes(StandardCharsets.UTF_8);

    private final Supplier<String> deploymentKey;

    /// @param deploymentKey any text with enough randomness in it, asked each time
    public Secrets(Supplier<String> deploymentKey) {
        this.deploymentKey = deploymentKey;
    }

    /// The one that the endpoint signs with from its last rotation on.
    public Secret current(Endpoint endpoint) {
        return derive(endpoint.id(), endpoint.secret().generation());
    }

    /// All that what is sent now is signed with, the newest first.
    public List<Secret> valid(Endpoint endpoint, Instant now) {
        return endpoint.secret().generationsAt(now).stream()
                .map(generation -> derive(endpoint.id(), generation))
                .toList();
    }

    private Secret derive(EndpointId endpoint, int generation) {
        var key = deploymentKey.get().strip();
        if (key.length() < LEAST_KEY) {
            throw new IllegalStateException("the key for webhooks has fewer than " + LEAST_KEY + " characters");
        }
        try {
            var info = ("secret " + generation + " of " + endpoint).getBytes(StandardCharsets.UTF_8);
            var derived = KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key.getBytes(StandardCharsets.UTF_8))
                            .addSalt(SALT)
                            .thenExpand(info, LENGTH));
            return new Secret(derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 25 has HKDF-SHA256", e);
        }
    }
}
