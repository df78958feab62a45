package dev.slipway.adapters.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Malformed;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmOperationTest {

    private static final PackageName PAD = PackageName.parse("@acme/pad");

    @Test
    void each_path_of_the_protocol_is_known() {
        assertThat(NpmOperation.of("GET", "/-/ping")).isEqualTo(new NpmOperation.Ping());
        assertThat(NpmOperation.of("GET", "/-/whoami")).isEqualTo(new NpmOperation.WhoAmI());
        assertThat(NpmOperation.of("GET", "/-/v1/search")).isEqualTo(new NpmOperation.Search());
        assertThat(NpmOperation.of("POST", "/-/npm/v1/security/advisories/bulk"))
                .isEqualTo(new NpmOperation.Advisories());
        assertThat(NpmOperation.of("POST", "/-/npm/v1/security/audits")).isEqualTo(new NpmOperation.Advisories());
        assertThat(NpmOperation.of("GET", "/@acme/pad")).isEqualTo(new NpmOperation.ReadDocument(PAD));
        assertThat(NpmOperation.of("HEAD", "/@acme/pad")).isEqualTo(new NpmOperation.ReadDocument(PAD));
        assertThat(NpmOperation.of("GET", "/@acme/pad/beta")).isEqualTo(new NpmOperation.ReadManifest(PAD, "beta"));
        assertThat(NpmOperation.of("GET", "/@acme/pad/-/pad-1.0.0-rc.1.tgz"))
                .isEqualTo(new NpmOperation.ReadTarball(PAD, new Version("1.0.0-rc.1")));
        assertThat(NpmOperation.of("GET", "/-/package/@acme/pad/dist-tags")).isEqualTo(new NpmOperation.ReadTags(PAD));
        assertThat(NpmOperation.of("PUT", "/-/package/@acme/pad/dist-tags/beta"))
                .isEqualTo(new NpmOperation.PutTag(PAD, "beta"));
        assertThat(NpmOperation.of("DELETE", "/-/package/@acme/pad/dist-tags/beta"))
                .isEqualTo(new NpmOperation.DeleteTag(PAD, "beta"));
        assertThat(NpmOperation.of("PUT", "/@acme/pad")).isEqualTo(new NpmOperation.Upload(PAD));
        assertThat(NpmOperation.of("PUT", "/@acme/pad/-rev/3")).isEqualTo(new NpmOperation.Revise(PAD, "3"));
        assertThat(NpmOperation.of("DELETE", "/@acme/pad/-rev/3")).isEqualTo(new NpmOperation.DeletePackage(PAD, "3"));
        assertThat(NpmOperation.of("DELETE", "/@acme/pad/-/pad-1.0.0.tgz/-rev/3"))
                .isEqualTo(new NpmOperation.DeleteTarball(PAD, new Version("1.0.0")));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /@acme/pad, 'GET, HEAD, PUT'",
        "PATCH, /@acme/pad, 'GET, HEAD, PUT'",
        "GET, /@acme/pad/-rev/3, 'PUT, DELETE'",
        "PUT, /@acme/pad/-/pad-1.0.0.tgz, 'GET, HEAD'",
        "GET, /-/npm/v1/security/advisories/bulk, POST",
        "GET, /-/package/@acme/pad/dist-tags/beta, 'PUT, DELETE'",
        "DELETE, /-/ping, 'GET, HEAD'",
    })
    void a_method_that_a_path_has_not_is_told_with_those_it_has(String method, String path, String allowed) {
        assertThat(NpmOperation.of(method, path)).isEqualTo(new NpmOperation.MethodNotAllowed(allowed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/-",
                "/-/",
                "/-/nothing",
                "/-/npm/v1/tokens",
                "/@acme/pad/",
                "/@acme/pad/-/",
                "/@acme/pad/-/x",
                "/@acme/pad/-/pad-.tgz",
                "/@acme/pad/-/pad-1.0.tgz",
                "/@acme/pad/-/other-1.0.0.tgz",
                "/@acme/pad/-/pad.tgz",
                "/@acme/pad/a/b",
                "/@acme/pad/a/b/c/d/e",
                "/-/package/@acme/pad",
                "/-/package/pad/dist-tags"
            })
    void a_path_that_nothing_is_at_is_unknown(String path) {
        assertThat(NpmOperation.of("GET", path)).isEqualTo(new NpmOperation.Unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lodash", "/lodash/1.0.0", "/@acme", "/favicon.ico"})
    void a_name_without_a_scope_is_told_from_an_unknown_path(String path) {
        assertThat(NpmOperation.of("GET", path)).isInstanceOf(NpmOperation.Unscoped.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@Acme/pad", "/@acme/Pad", "/@acme/..", "/@acme/.hidden", "/@acme/a b", "/@a_b/pad"})
    void a_name_against_the_rules_is_malformed(String path) {
        assertThatThrownBy(() -> NpmOperation.of("GET", path)).isInstanceOf(Malformed.class);
    }
}
