package dev.slipway.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final PackageName PAD = PackageName.parse("@acme/pad");
    private static final Version ONE = new Version("1.0.0");

    @Test
    void a_request_and_a_tarball_that_say_the_same_agree() {
        assertThat(manifest(Map.of("@acme/x", "^1.0.0"), Map.of(), List.of("pad"))
                        .disagreement(manifest(Map.of("@acme/x", "^1.0.0"), Map.of(), List.of("pad")), PAD, ONE, false))
                .isEmpty();
    }

    @Test
    void build_metadata_in_the_tarball_does_not_matter() {
        var packed = new Manifest("@acme/pad", "1.0.0+linux", new TreeMap<>(), new TreeMap<>(), List.of());

        assertThat(plain().disagreement(packed, PAD, ONE, false)).isEmpty();
    }

    @Test
    void a_tarball_of_another_package_is_told() {
        var packed = new Manifest("@acme/other", "1.0.0", new TreeMap<>(), new TreeMap<>(), List.of());

        assertThat(plain().disagreement(packed, PAD, ONE, false).orElseThrow()).contains("@acme/other");
    }

    @Test
    void a_tarball_of_another_version_is_told() {
        var packed = new Manifest("@acme/pad", "1.0.1", new TreeMap<>(), new TreeMap<>(), List.of());

        assertThat(plain().disagreement(packed, PAD, ONE, false).orElseThrow()).contains("1.0.1");
    }

    @Test
    void a_dependency_that_only_the_tarball_has_is_told() {
        var packed = manifest(Map.of("@acme/hidden", "1.0.0"), Map.of(), List.of());

        assertThat(plain().disagreement(packed, PAD, ONE, false).orElseThrow()).contains("@acme/hidden");
    }

    @Test
    void a_dependency_that_only_the_request_has_is_told() {
        var sent = manifest(Map.of("@acme/hidden", "1.0.0"), Map.of(), List.of());

        assertThat(sent.disagreement(plain(), PAD, ONE, false).orElseThrow()).contains("@acme/hidden");
    }

    @Test
    void a_dependency_of_another_range_is_told() {
        var sent = manifest(Map.of("@acme/x", "^1.0.0"), Map.of(), List.of());
        var packed = manifest(Map.of("@acme/x", "^2.0.0"), Map.of(), List.of());

        assertThat(sent.disagreement(packed, PAD, ONE, false)).isPresent();
    }

    @Test
    void an_install_script_that_only_the_tarball_has_is_told() {
        var packed = manifest(Map.of(), Map.of("postinstall", "node evil.js"), List.of());

        assertThat(plain().disagreement(packed, PAD, ONE, false).orElseThrow()).contains("postinstall");
    }

    @Test
    void the_install_script_that_npm_adds_for_a_native_package_is_no_disagreement() {
        var sent = manifest(Map.of(), Map.of("install", "node-gyp rebuild"), List.of());

        assertThat(sent.disagreement(plain(), PAD, ONE, true)).isEmpty();
        assertThat(sent.disagreement(plain(), PAD, ONE, false)).isPresent();
    }

    @Test
    void a_command_that_only_the_tarball_installs_is_told() {
        var packed = manifest(Map.of(), Map.of(), List.of("ls"));

        assertThat(plain().disagreement(packed, PAD, ONE, false).orElseThrow()).contains("ls");
    }

    private static Manifest plain() {
        return manifest(Map.of(), Map.of(), List.of());
    }

    private static Manifest manifest(
            Map<String, String> dependencies, Map<String, String> scripts, List<String> commands) {
        return new Manifest("@acme/pad", "1.0.0", new TreeMap<>(dependencies), new TreeMap<>(scripts), commands);
    }
}
