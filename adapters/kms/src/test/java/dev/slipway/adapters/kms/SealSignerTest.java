package dev.slipway.adapters.kms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// Both kinds of keys sign what their public half takes for theirs.
class SealSignerTest {

    private static final byte[] TEXT = "x".repeat(1_000_000).getBytes(UTF_8);

    @TempDir
    Path folder;

    private final SdkHttpClient connections = AwsCrtHttpClient.create();
    private KeyManagement kms;

    @BeforeEach
    void start() throws Exception {
        kms = new KeyManagement();
    }

    @AfterEach
    void stop() {
        kms.close();
        connections.close();
    }

    private KmsSigner signer(String key) {
        var client = KmsClient.builder()
                .httpClient(connections)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .endpointOverride(kms.url())
                .build();
        return new KmsSigner(client, key);
    }

    @Test
    void a_text_of_any_length_is_signed_in_kms_and_its_public_key_is_asked_for_once() {
        var signer = signer(KeyManagement.KEY);

        assertThat(signer.key().signed(TEXT, signer.sign(TEXT))).isTrue();
        assertThat(signer.key().signed("y".getBytes(UTF_8), signer.sign(TEXT))).isFalse();
        assertThat(kms.asked).containsExactly("TrentService.GetPublicKey", "TrentService.Sign", "TrentService.Sign");
    }

    @Test
    void a_key_that_is_not_there_is_a_failure() {
        var signer = signer("another");

        assertThatThrownBy(signer::key).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> signer.sign(TEXT)).isInstanceOf(NotFoundException.class);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("key.pem"), text);
    }

    @Test
    void a_pair_in_a_file_signs_too() throws Exception {
        var file = file(pem("PRIVATE KEY", kms.pair.getPrivate().getEncoded())
                + pem("PUBLIC KEY", kms.pair.getPublic().getEncoded()));
        var variables = Map.of("SEAL_KEY_FILE", file.toString());

        var signer = SealSigner.find(name -> Optional.ofNullable(variables.get(name)), Optional.empty(), connections)
                .orElseThrow()
                .signer();

        assertThat(signer.key().signed(TEXT, signer.sign(TEXT))).isTrue();
        assertThat(signer.key().fingerprint())
                .isEqualTo(signer(KeyManagement.KEY).key().fingerprint());
        assertThat(kms.asked).hasSize(1);
    }

    @Test
    void a_file_with_something_else_is_refused_and_nothing_of_it_is_shown() throws Exception {
        var secret = pem("PRIVATE KEY", kms.pair.getPrivate().getEncoded());
        assertThatThrownBy(() -> KeyFileSigner.read(file(secret)))
                .hasMessageContaining("with its public one behind it");
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var other = pem("PUBLIC KEY", generator.generateKeyPair().getPublic().getEncoded());
        assertThatThrownBy(() -> KeyFileSigner.read(file(secret + other))).hasMessageContaining("are no pair");
        generator.initialize(384);
        var larger = pem("PUBLIC KEY", generator.generateKeyPair().getPublic().getEncoded());
        assertThatThrownBy(() -> KeyFileSigner.read(file(secret + larger)))
                .hasMessageContaining("no private key on the curve P-256")
                .hasMessageNotContaining(secret.substring(30, 60));
        assertThatThrownBy(() -> KeyFileSigner.read(file(""))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoever_was_given_no_key_signs_nothing() {
        assertThat(SealSigner.find(_ -> Optional.empty(), Optional.empty(), connections))
                .isEmpty();
    }
}
