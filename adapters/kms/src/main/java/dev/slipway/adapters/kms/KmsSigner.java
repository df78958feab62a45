package dev.slipway.adapters.kms;

import dev.slipway.audit.seal.SealKey;
import dev.slipway.audit.seal.Signer;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Signs with a key that never leaves KMS. What is signed may be larger than KMS takes, so it gets the digest alone,
/// which for ECDSA comes to the same.
public final class KmsSigner implements Signer {

    private final KmsClient client;
    private final String keyId;
    private @Nullable SealKey key;

    /// @param keyId the key's ARN
    public KmsSigner(KmsClient client, String keyId) {
        this.client = client;
        this.keyId = keyId;
    }

    /// @param endpoint where KMS is, if it isn't the region's own
    static KmsSigner open(String keyId, Optional<URI> endpoint, SdkHttpClient connections) {
        var builder = KmsClient.builder().httpClient(connections);
        endpoint.ifPresent(builder::endpointOverride);
        return new KmsSigner(builder.build(), keyId);
    }

    /// It is asked for once: a key of KMS is what it is.
    @Override
    public synchronized SealKey key() {
        var known = key;
        if (known == null) {
            known = SealKey.of(client.getPublicKey(request -> request.keyId(keyId))
                    .publicKey()
                    .asByteArray());
            key = known;
        }
        return known;
    }

    @Override
    public byte[] sign(byte[] text) {
        return client.sign(request -> request.keyId(keyId)
                        .message(SdkBytes.fromByteArray(digest(text)))
                        .messageType(MessageType.DIGEST)
                        .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                .signature()
                .asByteArray();
    }

    private static byte[] digest(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
