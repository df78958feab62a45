package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void finds_what_is_set() {
        assertThat(Environment.of(Map.of("TABLE", "slipway")).find("TABLE")).contains("slipway");
        assertThat(Environment.of(Map.of("TABLE", "slipway")).required("TABLE")).isEqualTo("slipway");
    }

    @Test
    void reads_the_process() {
        assertThat(Environment.ofProcess().find("PATH")).isPresent();
    }

    @Test
    void a_blank_variable_counts_as_unset() {
        assertThat(Environment.of(Map.of("TABLE", " ")).find("TABLE")).isEmpty();
    }

    @Test
    void an_endpoint_of_its_own_comes_before_one_for_all() {
        var environment = Environment.of(
                Map.of("AWS_ENDPOINT_URL", "http://localhost:4566", "AWS_ENDPOINT_URL_S3", "http://localhost:9000"));
        assertThat(environment.endpoint("S3")).contains(URI.create("http://localhost:9000"));
        assertThat(environment.endpoint("DYNAMODB")).contains(URI.create("http://localhost:4566"));
        assertThat(Environment.of(Map.of()).endpoint("S3")).isEmpty();
    }

    @Test
    void names_the_variable_that_is_missing() {
        assertThatThrownBy(() -> Environment.of(Map.of()).required("TABLE"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The environment variable TABLE is not set");
    }

    @Test
    void settings_come_from_lambdas_variables() {
        var settings = Settings.from(
                Environment.of(Map.of(
                        "AWS_LAMBDA_FUNCTION_NAME", "slipway-Install-1A2B",
                        "AWS_LAMBDA_FUNCTION_VERSION", "7",
                        "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                        "REGISTRY_URL", "https://npm.acme.dev/registry/")),
                "install");
        assertThat(settings.service()).isEqualTo("install");
        assertThat(settings.functionName()).isEqualTo("slipway-Install-1A2B");
        assertThat(settings.functionVersion()).isEqualTo("7");
        assertThat(settings.registryUrl()).contains("https://npm.acme.dev/registry");
        assertThat(settings.onDemand()).isTrue();
    }

    @Test
    void settings_do_without_any() {
        var settings = Settings.from(Environment.of(Map.of()), "install");
        assertThat(settings.functionName()).isEqualTo("install");
        assertThat(settings.registryUrl()).isEmpty();
        assertThat(settings.onDemand()).isFalse();
    }

    @Test
    void a_start_for_a_snapshot_is_not_on_demand() {
        var environment = Environment.of(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        assertThat(Settings.from(environment, "install").onDemand()).isFalse();
    }

    @Test
    void a_registry_url_must_be_one() {
        for (var url :
                new String[] {"npm.acme.dev", "ftp://npm.acme.dev", "https://", "https://npm acme dev", "https:/x"}) {
            assertThatThrownBy(() -> Settings.from(Environment.of(Map.of("REGISTRY_URL", url)), "install"))
                    .as(url)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("REGISTRY_URL is \"" + url + "\"");
        }
    }
}
