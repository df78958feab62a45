package dev.slipway.adapters.kms;

import dev.slipway.audit.seal.Signer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.http.SdkHttpClient;

/// The signer that a function was given, if it was given one.
///
/// @param disconnect cuts its connections
public record SealSigner(Signer signer, Runnable disconnect) {

    /// By `SEAL_KEY_ID`, the ARN of a key in KMS; on a laptop by `SEAL_KEY_FILE`.
    ///
    /// @param variables the environment's, by name; blank ones count as unset
    /// @param endpoint where KMS is, if it isn't the region's own
    public static Optional<SealSigner> find(
            Function<String, Optional<String>> variables, Optional<URI> endpoint, SdkHttpClient connections) {
        return variables
                .apply("SEAL_KEY_FILE")
                .map(file -> new SealSigner(KeyFileSigner.read(Path.of(file)), () -> {}))
                .or(() -> variables
                        .apply("SEAL_KEY_ID")
                        .map(id -> new SealSigner(KmsSigner.open(id, endpoint, connections), connections::close)));
    }
}
