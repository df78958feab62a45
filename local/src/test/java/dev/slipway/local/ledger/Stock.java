package dev.slipway.local.ledger;

import dev.slipway.access.Presented;
import dev.slipway.adapters.dynamodb.DynamoPackages;
import dev.slipway.adapters.npm.Documents;
import dev.slipway.adapters.s3.S3Editions;
import dev.slipway.packages.Edition;
import dev.slipway.packages.EditionId;
import dev.slipway.packages.Form;
import dev.slipway.packages.Integrity;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.PackageName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Gives a package with one version thousands in a second: publishing them one after the other prints each document
/// anew and takes minutes. What is in its documents and rows is what the registry made of the first version, with
/// another number and other hashes.
record Stock(MeteredRegistry registry) {

    private static final String FIRST = "1.0.0";
    private static final int ROWS_AT_ONCE = 25;

    /// @param count how many versions there are then: 1.0.0, 1.0.1, and so on
    void fill(PackageName name, int count) {
        var head = head(name);
        var id = new EditionId("01KAKJ8D0F6S1V9X4C2B7M5N3Q");
        var versions =
                IntStream.range(0, count).mapToObj(patch -> "1.0." + patch).toList();
        var full = multiplied(head, Form.FULL, versions);
        var abbreviated = multiplied(head, Form.ABBREVIATED, versions);
        new S3Editions(registry.bucket())
                .store(
                        name,
                        id,
                        new Edition(
                                Documents.gzipped(full),
                                Documents.gzipped(abbreviated),
                                full.length,
                                abbreviated.length));
        addRows(name, versions.subList(1, count));
        repoint(head, id, full.length, abbreviated.length, count);
    }

    /// Puts copies of a package into the lists that a search looks through.
    void list(PackageName name, int count) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var head = item("PACKAGE#" + name, "HEAD");
        for (int i = 0; i < count; i++) {
            var copy = new HashMap<>(head);
            var other = AttributeValue.fromS("%s-%04d".formatted(name, i));
            copy.put("pk", AttributeValue.fromS("PACKAGE#" + other.s()));
            copy.put("name", other);
            copy.put("listedAs", other);
            items.add(copy);
        }
        put(items);
    }

    /// As the function for that does it, without printing the documents anew.
    void shareInPool(PackageName name) {
        var head = new HashMap<>(item("PACKAGE#" + name, "HEAD"));
        head.put("inPool", AttributeValue.fromBool(true));
        head.put("publicUnder", AttributeValue.fromS("POOL"));
        head.put("publicAs", AttributeValue.fromS(name.toString()));
        put(List.of(head));
    }

    private PackageHead head(PackageName name) {
        return new DynamoPackages(registry.table())
                .situation(new Presented.Nothing(), name, Optional.empty())
                .head()
                .orElseThrow();
    }

    private byte[] multiplied(PackageHead head, Form form, List<String> versions) {
        var stored = new S3Editions(registry.bucket())
                .find(head.name(), head.edition().orElseThrow().id(), form)
                .orElseThrow();
        var plain = new String(Documents.plain(stored), StandardCharsets.UTF_8);
        var manifest = between(plain, "\"versions\":{\"1.0.0\":", "},\"time\":");
        var time = between(plain, ",\"1.0.0\":", "}");
        var manifests = versions.stream()
                .map(version -> "\"" + version + "\":" + renumbered(manifest, version))
                .collect(Collectors.joining(","));
        var times =
                versions.stream().map(version -> "\"" + version + "\":" + time).collect(Collectors.joining(","));
        return plain.replace("\"1.0.0\":" + manifest, manifests)
                .replace("\"1.0.0\":" + time, times)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String renumbered(String text, String version) {
        var hashes = hashes(version);
        return text.replace(FIRST, version)
                .replaceFirst("\"integrity\":\"[^\"]*\"", "\"integrity\":\"" + hashes.sha512() + "\"")
                .replaceFirst("\"shasum\":\"[^\"]*\"", "\"shasum\":\"" + hashes.sha1() + "\"");
    }

    private void addRows(PackageName name, List<String> versions) {
        var first = item("PACKAGE#" + name, "VERSION#" + FIRST);
        put(versions.stream().map(version -> row(first, version)).toList());
    }

    private static Map<String, AttributeValue> row(Map<String, AttributeValue> first, String version) {
        var row = new HashMap<>(first);
        for (var renumbered : List.of("sk", "version", "tarball")) {
            row.computeIfPresent(
                    renumbered, (_, value) -> AttributeValue.fromS(value.s().replace(FIRST, version)));
        }
        row.put("sha512", AttributeValue.fromS(hashes(version).sha512()));
        row.put("sha1", AttributeValue.fromS(hashes(version).sha1()));
        return row;
    }

    private void repoint(PackageHead head, EditionId id, int fullBytes, int abbreviatedBytes, int count) {
        var item = new HashMap<>(item("PACKAGE#" + head.name(), "HEAD"));
        item.put("edition", AttributeValue.fromS(id.value()));
        item.put("fullBytes", number(fullBytes));
        item.put("abbreviatedBytes", number(abbreviatedBytes));
        item.put("versions", number(count));
        item.put("storedBytes", number(head.storedBytes() * count));
        put(List.of(item));
        var storage = new HashMap<>(item("STORAGE#" + head.name().scope(), "STORAGE"));
        var stored = Long.parseLong(storage.get("bytes").n());
        storage.put("bytes", number(stored + head.storedBytes() * (count - 1)));
        put(List.of(storage));
    }

    private Map<String, AttributeValue> item(String partition, String sort) {
        return registry.database()
                .getItem(get -> get.tableName(registry.tableName())
                        .key(Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort))))
                .item();
    }

    private void put(List<Map<String, AttributeValue>> items) {
        for (int from = 0; from < items.size(); from += ROWS_AT_ONCE) {
            var writes = items.subList(from, Math.min(items.size(), from + ROWS_AT_ONCE)).stream()
                    .map(item -> WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(item).build())
                            .build())
                    .toList();
            registry.database().batchWriteItem(batch -> batch.requestItems(Map.of(registry.tableName(), writes)));
        }
    }

    private static Integrity hashes(String version) {
        return Integrity.of(version.getBytes(StandardCharsets.UTF_8));
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
