package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every value of every document that a client sends, replaced by everything that it is not: whatever becomes of it,
/// nothing breaks, and what is stored fits together.
class MangledDocumentTest extends OnARegistry {

    private static final String PAD = "@acme/pad";

    /// In the place of any value. The object has a member that means something to programs in JavaScript.
    private static final List<Object> NONSENSE = Arrays.asList(
            null, Map.of("__proto__", Map.of("latest", "1.0.0")), List.of("1.0.0", 5), true, -1, "", "x", "\0\ud83d");

    private Session max;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        max.published(
                Draft.of(PAD, "1.0.0"),
                Draft.of(PAD, "1.0.1"),
                Draft.of(PAD, "1.1.0").tag("beta"));
        max.deprecate(PAD, "1.0.0", "old");
    }

    @Test
    void a_mangled_publish_breaks_nothing() {
        int sent = 0;
        for (var path : paths(full("@acme/some").document())) {
            for (var nonsense : NONSENSE) {
                var draft = full("@acme/some-" + sent++);
                var answer = max.put(draft.path(), JsonText.of(mangled(draft.document(), path, nonsense)));

                assertThat(answer.status())
                        .as("%s is %s: %s", path, shown(nonsense), answer.text())
                        .isIn(201, 400);
            }
        }
        assertThat(sent).isGreaterThan(200);
        registry.assertTidy();
    }

    /// The manifest in the tarball and the one in the document are mangled alike, so that it isn't their difference
    /// that is refused.
    @Test
    void a_mangled_package_json_breaks_nothing() {
        int sent = 0;
        for (var path : paths(full("@acme/some").packageJson())) {
            for (var nonsense : NONSENSE) {
                var draft = full("@acme/some-" + sent++);
                var packageJson = mangled(draft.packageJson(), path, nonsense);
                var answer = max.publish(new Draft(
                        draft.name(),
                        draft.version(),
                        packageJson,
                        draft.tag(),
                        draft.content(),
                        draft.otherTarball(),
                        draft.manifestChange(),
                        draft.attachmentChange(),
                        draft.documentChange()));

                assertThat(answer.status())
                        .as("%s is %s: %s", path, shown(nonsense), answer.text())
                        .isIn(201, 400);
            }
        }
        assertThat(sent).isGreaterThan(100);
        registry.assertTidy();
    }

    @Test
    void a_mangled_deprecation_breaks_nothing_and_takes_no_version_away() {
        for (var path : paths(max.document(PAD))) {
            for (var nonsense : NONSENSE) {
                var answer = max.put("/" + PAD, JsonText.of(mangled(max.document(PAD), path, nonsense)));

                assertThat(answer.status())
                        .as("%s is %s: %s", path, shown(nonsense), answer.text())
                        .isIn(200, 400, 409);
                assertThat(max.versions(PAD)).containsOnlyKeys("1.0.0", "1.0.1", "1.1.0");
            }
        }
        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.0.1", "beta", "1.1.0"));
        registry.assertTidy();
    }

    /// But for the list of versions itself: what is missing there is meant to go, and some nonsense lists 1.0.0 alone.
    @Test
    void a_mangled_unpublish_breaks_nothing_and_takes_no_version_away() {
        for (var path : paths(max.document(PAD))) {
            for (var nonsense : path.equals(List.of("versions")) ? List.of() : NONSENSE) {
                var document = max.document(PAD);
                var answer = max.put(
                        "/" + PAD + "/-rev/" + document.get("_rev"), JsonText.of(mangled(document, path, nonsense)));

                assertThat(answer.status())
                        .as("%s is %s: %s", path, shown(nonsense), answer.text())
                        .isIn(200, 400);
                assertThat(max.versions(PAD)).containsOnlyKeys("1.0.0", "1.0.1", "1.1.0");
            }
        }
        registry.assertTidy();
    }

    private static Draft full(String name) {
        return Draft.of(name, "1.0.0")
                .field("description", "Pads")
                .field("keywords", List.of("text"))
                .field("author", Map.of("name", "Zoë"))
                .field("dependencies", Map.of("@acme/other", "^1.0.0"))
                .field("peerDependencies", Map.of("@acme/peer", "*"))
                .field("scripts", Map.of("postinstall", "node build.js"))
                .field("bin", Map.of("pad", "./pad.js"))
                .field("engines", Map.of("node", ">=20"))
                .field("deprecated", "not for use")
                .document(json -> json.put("readme", "# pad"));
    }

    /// The way to every value in a document but the whole.
    private static List<List<String>> paths(Map<String, Object> document) {
        var paths = new ArrayList<List<String>>();
        document.forEach((key, value) -> {
            paths.add(List.of(key));
            if (value instanceof Map<?, ?>) {
                for (var deeper : paths(Session.object(document, key))) {
                    var path = new ArrayList<>(List.of(key));
                    path.addAll(deeper);
                    paths.add(path);
                }
            }
        });
        return paths;
    }

    /// A copy with another value at the end of a path.
    private static Map<String, Object> mangled(Map<String, Object> document, List<String> path, Object value) {
        var copy = new LinkedHashMap<>(document);
        // Names differ from one package to the next; where they stand doesn't.
        var key = copy.containsKey(path.getFirst())
                ? path.getFirst()
                : copy.keySet().iterator().next();
        copy.put(
                key,
                path.size() == 1 ? value : mangled(Session.object(document, key), path.subList(1, path.size()), value));
        return copy;
    }

    private static String shown(Object nonsense) {
        var text = String.valueOf(nonsense);
        return text.length() > 50 ? text.substring(0, 50) + "…" : text;
    }
}
