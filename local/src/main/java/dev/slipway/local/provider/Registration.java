package dev.slipway.local.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A client that the provider knows, with the one address that it lets people go back to.
record Registration(String clientId, String secret, String redirectUri) {

    boolean knows(String id, String shown) {
        return clientId.equals(id)
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return clientId;
    }
}
