package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What must hold of `acme`'s packages after anything at all, a crash included: both documents of a package list the
/// same versions, each of them has its row and its bytes, every tag points at one of them, and what is stored is
/// counted right. It downloads every version as a client does, which leaves a line in the audit log for each.
final class Soundness {

    private final Session reader;
    private final Dump dump;

    private Soundness(Registry registry) {
        this.reader = registry.as(Who.OWNER).at(registry.instance());
        this.dump = registry.dump();
    }

    static void check(Registry registry) {
        var soundness = new Soundness(registry);
        long stored = 0;
        for (var head : soundness.dump.ofType("package")) {
            stored += soundness.check(head);
        }
        assertThat(soundness.dump.storedBytes())
                .as("bytes that acme stores, as they are counted")
                .isEqualTo(stored);
    }

    /// @return what the package stores
    private long check(Map<String, AttributeValue> head) {
        var name = head.get("name").s();
        if (!head.containsKey("edition")) {
            assertThat(reader.get("/" + name).status()).as(name).isEqualTo(404);
            return 0;
        }
        var packument = reader.packument(name);
        var versions = Session.object(packument, "versions");
        assertThat(Session.object(reader.abbreviated(name), "versions").keySet())
                .as("versions of %s in the abbreviated document", name)
                .isEqualTo(versions.keySet());
        assertThat(number(head, "versions")).as("count of versions of %s", name).isEqualTo(versions.size());
        assertThat(packument.get("_rev")).isEqualTo(head.get("revision").n());

        var tags = Session.object(packument, "dist-tags");
        assertThat(tags).as("tags of %s", name).containsKey("latest");
        assertThat(versions.keySet()).as("what tags of %s point at", name).containsAll(strings(tags));
        assertThat(reader.tags(name)).isEqualTo(tags);

        long stored = 0;
        for (var version : versions.keySet()) {
            stored += check(name, version, Session.object(versions, version));
        }
        assertThat(number(head, "storedBytes")).as("bytes of %s", name).isEqualTo(stored);
        return stored;
    }

    private long check(String name, String version, Map<String, Object> manifest) {
        var row = dump.version(name, version);
        assertThat(row).as("row of %s@%s", name, version).doesNotContainKey("unpublishedAt");
        var dist = Session.object(manifest, "dist");
        var bytes = reader.tarball(Draft.of(name, version));
        assertThat(Draft.integrity(bytes))
                .as("bytes of %s@%s", name, version)
                .isEqualTo(dist.get("integrity"))
                .isEqualTo(row.get("sha512").s());
        assertThat(Draft.shasum(bytes)).isEqualTo(dist.get("shasum"));
        assertThat(number(row, "bytes")).isEqualTo(bytes.length);
        assertThat(dist.get("tarball"))
                .isEqualTo(Registry.URL + Draft.of(name, version).tarballPath());
        return bytes.length;
    }

    private static Set<String> strings(Map<String, Object> tags) {
        var strings = new HashSet<String>();
        tags.values().forEach(version -> strings.add(version.toString()));
        return strings;
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }
}
