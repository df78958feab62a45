package dev.slipway.adapters.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.identity.Providers.Offer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

class ConfiguredProvidersTest {

    private static final Map<String, String> ALL = Map.of(
            "GITHUB_CLIENT_ID", "a",
            "GITHUB_CLIENT_SECRET", "a-secret",
            "GOOGLE_CLIENT_ID", "b",
            "GOOGLE_CLIENT_SECRET", "b-secret",
            "OIDC_ISSUER", "https://id.example.com",
            "OIDC_CLIENT_ID", "c",
            "OIDC_CLIENT_SECRET", "c-secret",
            "OIDC_DISPLAY_NAME", "Acme");

    private static ConfiguredProviders open(Map<String, String> variables) {
        return ConfiguredProviders.open(
                name -> Optional.ofNullable(variables.get(name)), AwsCrtHttpClient.create(), new Clock());
    }

    @Test
    void all_three_can_be_offered_in_their_order() {
        assertThat(open(ALL).offered())
                .extracting(offer -> offer.name().value(), Offer::displayName, Offer::issuer)
                .containsExactly(
                        tuple("github", "GitHub", "https://github.com"),
                        tuple("google", "Google", "https://accounts.google.com"),
                        tuple("generic-oidc", "Acme", "https://id.example.com"));
    }

    @Test
    void none_is_offered_where_none_is_configured() {
        assertThat(open(Map.of()).offered()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GITHUB_CLIENT_SECRET", "GOOGLE_CLIENT_SECRET", "OIDC_CLIENT_SECRET", "OIDC_ISSUER"})
    void one_that_is_configured_by_halves_fails_at_once(String missing) {
        var variables = new HashMap<>(ALL);
        variables.remove(missing);

        assertThatThrownBy(() -> open(variables))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(missing)
                .hasMessageNotContaining("-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "OIDC_ISSUER, http://id.example.com",
        "OIDC_ISSUER, id.example.com",
        "OIDC_ISSUER, ftp://id.example.com",
        "OIDC_ISSUER, https://user@id.example.com",
        "OIDC_ISSUER, https:///path",
        "OIDC_ISSUER, http://127.0.0.1.example.com",
        "OIDC_ISSUER, http://169.254.169.254",
        "GITHUB_URL, http://github.example.com",
        "GITHUB_API_URL, http://api.github.example.com",
        "GITHUB_API_URL, http://127.0.0.1:9001",
        "GOOGLE_ISSUER, http://accounts.google.com",
    })
    void what_is_not_https_fails_at_once(String name, String value) {
        var variables = new HashMap<>(ALL);
        variables.put(name, value);

        assertThatThrownBy(() -> open(variables)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8419", "http://localhost:8419", "http://[::1]:8419"})
    void on_this_machine_http_is_good_enough(String issuer) {
        var variables = new HashMap<>(ALL);
        variables.put("OIDC_ISSUER", issuer);

        assertThat(open(variables).offered()).hasSize(3);
    }

    @Test
    void an_endpoint_on_loopback_is_for_providers_on_loopback() {
        assertThatThrownBy(() -> Endpoint.of("http://127.0.0.1:9001/2018-06-01/runtime", "token_endpoint", false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Endpoint.of("https://localhost/token", "token_endpoint", false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Endpoint.of("https://id.example.com/token", "token_endpoint", false)
                        .uri()
                        .getHost())
                .isEqualTo("id.example.com");
    }

    @Test
    void a_secret_is_not_shown() {
        assertThat(new Client("id", "client-secret").toString()).doesNotContain("secret");
        assertThat(new TokenReply(Map.of("access_token", "access-secret")).toString())
                .doesNotContain("secret");
    }
}
