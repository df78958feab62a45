package dev.slipway.adapters.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SecretParametersTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final SdkHttpClient connections = AwsCrtHttpClient.create();
    private final Store store = new Store();
    private Instant now = START;
    private final SecretParameters parameters =
            new SecretParameters(Optional.of(store.endpoint()), connections, () -> now);

    @AfterEach
    void close() {
        store.close();
        connections.close();
    }

    private void holds(String value) {
        store.says(
                200,
                "{\"Parameter\":{\"Name\":\"/slipway/key\",\"Type\":\"SecureString\",\"Value\":\"%s\"}}"
                        .formatted(value));
    }

    @Test
    void a_parameter_is_read_decrypted_when_it_is_first_used() {
        holds("sk_test_1");
        var secret = parameters.secret("/slipway/key");
        assertThat(store.asked()).isEmpty();
        assertThat(secret.get()).isEqualTo("sk_test_1");
        assertThat(store.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.headers().get("X-amz-target")).containsExactly("AmazonSSM.GetParameter");
            assertThat(asked.body()).contains("\"Name\":\"/slipway/key\"", "\"WithDecryption\":true");
        });
    }

    @Test
    void another_value_is_noticed_within_five_minutes() {
        holds("sk_test_1");
        var secret = parameters.secret("/slipway/key");
        assertThat(secret.get()).isEqualTo("sk_test_1");
        holds("sk_test_2");
        now = START.plus(Duration.ofMinutes(5)).minusSeconds(1);
        assertThat(secret.get()).isEqualTo("sk_test_1");
        assertThat(store.asked()).hasSize(1);
        now = START.plus(Duration.ofMinutes(5));
        assertThat(secret.get()).isEqualTo("sk_test_2");
        assertThat(store.asked()).hasSize(2);
    }

    @Test
    void a_parameter_that_is_not_there_or_not_allowed_is_a_broken_world() {
        store.says(400, "{\"__type\":\"ParameterNotFound\"}");
        assertThatThrownBy(() -> parameters.secret("/slipway/key").get()).isInstanceOf(SsmException.class);
        store.says(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");
        assertThatThrownBy(() -> parameters.secret("/slipway/key").get()).isInstanceOf(SsmException.class);
    }

    @Test
    void a_secret_shows_itself_to_nobody_who_prints_it() {
        holds("sk_test_1");
        var read = parameters.secret("/slipway/key");
        assertThat(read.get()).isEqualTo("sk_test_1");
        assertThat(read + " " + Optional.of(read)).doesNotContain("sk_test");
    }
}
