package dev.slipway.local.leaks;

import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.loopback.WebServer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Publishes keys as GitHub does, and whatever else a test wants there.
final class KeyServer implements AutoCloseable {

    private final WebServer server = WebServer.start(0, _ -> answer());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile WebResponse answer = WebResponse.notFound();
    private volatile boolean silent;

    private WebResponse answer() throws InterruptedException {
        asked.incrementAndGet();
        if (silent) {
            closing.await();
        }
        return answer;
    }

    record Published(String id, String pem, boolean current) {}

    String url() {
        return server.url() + "/keys";
    }

    int asked() {
        return asked.get();
    }

    void says(WebResponse other) {
        answer = other;
    }

    void saysNothing() {
        silent = true;
    }

    void publishes(Published... keys) {
        var list = new ArrayList<Map<String, Object>>();
        for (var key : keys) {
            list.add(Map.of("key_identifier", key.id(), "key", key.pem(), "is_current", key.current()));
        }
        says(WebResponse.json(200, Json.write(Map.of("public_keys", List.copyOf(list)))));
    }

    static KeyPair pair(String algorithm, String curve) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair pair() {
        return pair("EC", "secp256r1");
    }

    static String pem(KeyPair pair) {
        var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
    }

    static String sign(KeyPair pair, byte[] body, String algorithm) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(KeyPair pair, byte[] body) {
        return sign(pair, body, "SHA256withECDSA");
    }

    @Override
    public void close() {
        closing.countDown();
        server.close();
    }
}
