package dev.slipway.adapters.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// KMS as far as seals need it: one key on P-256, `GetPublicKey` and `Sign`, by its JSON protocol. It refuses whatever
/// KMS would refuse.
final class KeyManagement implements AutoCloseable {

    static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\"([^\"]*)\"");
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=key/\\d{8}/eu-west-1/kms/aws4_request, SignedHeaders=.*host.*, Signature=\\w{64}";

    final List<String> asked = new ArrayList<>();
    final KeyPair pair;
    private final HttpServer server;

    KeyManagement() throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var headers = exchange.getRequestHeaders();
        var target = String.valueOf(headers.getFirst("X-Amz-Target"));
        asked.add(target);
        var known = "POST".equals(exchange.getRequestMethod())
                && "application/x-amz-json-1.1".equals(headers.getFirst("Content-Type"))
                && String.valueOf(headers.getFirst("Authorization")).matches(AUTHORIZATION);
        if (!known) {
            say(exchange, 400, refusal("IncompleteSignatureException"));
        } else if (!KEY.equals(field(body, "KeyId"))) {
            say(exchange, 400, refusal("NotFoundException"));
        } else {
            switch (target) {
                case "TrentService.GetPublicKey" ->
                    say(
                            exchange,
                            200,
                            "{\"KeyId\":\"" + KEY + "\",\"KeySpec\":\"ECC_NIST_P256\",\"KeyUsage\":"
                                    + "\"SIGN_VERIFY\",\"SigningAlgorithms\":[\"ECDSA_SHA_256\"],\"PublicKey\":\""
                                    + Base64.getEncoder()
                                            .encodeToString(pair.getPublic().getEncoded()) + "\"}");
                case "TrentService.Sign" -> sign(exchange, body);
                default -> say(exchange, 400, refusal("UnknownOperationException"));
            }
        }
    }

    private void sign(HttpExchange exchange, String body) throws IOException {
        var message = Base64.getDecoder().decode(field(body, "Message"));
        if (!field(body, "SigningAlgorithm").equals("ECDSA_SHA_256")
                || !field(body, "MessageType").equals("DIGEST")
                || message.length != 32) {
            say(exchange, 400, refusal("ValidationException"));
            return;
        }
        try {
            var signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            say(
                    exchange,
                    200,
                    "{\"KeyId\":\"" + KEY + "\",\"SigningAlgorithm\":\"ECDSA_SHA_256\",\"Signature\":\""
                            + Base64.getEncoder().encodeToString(signature.sign()) + "\"}");
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String field(String body, String name) {
        return FIELD.matcher(body)
                .results()
                .filter(found -> found.group(1).equals(name))
                .map(found -> found.group(2))
                .findFirst()
                .orElse("");
    }

    private static String refusal(String type) {
        return "{\"__type\":\"" + Matcher.quoteReplacement(type) + "\",\"message\":\"refused\"}";
    }

    private static void say(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
