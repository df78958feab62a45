package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// All that a registry holds at one moment: every item of the table, the audit log among them, and every object of the
/// bucket. Two are equal if nothing at all was written between them, but for when a token was last seen and how often
/// something was tried: that is noted whatever becomes of the request.
///
/// @param items by `pk sk`
/// @param objects key to the hash of the content
public record Dump(Map<String, Map<String, AttributeValue>> items, Map<String, String> objects) {

    /// @param name of the table and of the bucket
    public static Dump of(DynamoDbClient dynamo, S3Client s3, String name) {
        var items = new TreeMap<String, Map<String, AttributeValue>>();
        for (var item : dynamo.scanPaginator(request -> request.tableName(name).consistentRead(true))
                .items()) {
            var lasting = new HashMap<>(item);
            lasting.keySet().removeAll(Set.of("seenAt", "seenFrom"));
            if (!item.get("type").s().equals("limit")) {
                items.put(item.get("pk").s() + " " + item.get("sk").s(), lasting);
            }
        }
        var objects = new TreeMap<String, String>();
        for (var object :
                s3.listObjectsV2Paginator(request -> request.bucket(name)).contents()) {
            objects.put(object.key(), hash(object));
        }
        return new Dump(items, objects);
    }

    private static String hash(S3Object object) {
        return object.eTag() + " " + object.size();
    }

    /// The same without the lines of who was refused at the door.
    Dump withoutRefusals() {
        var rest = new TreeMap<>(items);
        rest.values()
                .removeIf(item -> item.get("type").s().equals("audit")
                        && item.get("action").s().endsWith("refused"));
        return new Dump(rest, objects);
    }

    public void sameAs(Dump other, String why) {
        assertThat(items).as(why).isEqualTo(other.items);
        assertThat(objects).as(why).isEqualTo(other.objects);
    }

    /// An item that must be there.
    Map<String, AttributeValue> item(String pk, String sk) {
        var item = items.get(pk + " " + sk);
        if (item == null) {
            throw new NoSuchElementException("no item " + pk + " " + sk + " among " + items.keySet());
        }
        return item;
    }

    Map<String, AttributeValue> head(String name) {
        return item("PACKAGE#" + name, "HEAD");
    }

    Map<String, AttributeValue> version(String name, String version) {
        return item("PACKAGE#" + name, "VERSION#" + version);
    }

    /// How many bytes `acme` stores, as it is counted.
    long storedBytes() {
        return Long.parseLong(item("STORAGE#acme", "STORAGE").get("bytes").n());
    }

    List<Map<String, AttributeValue>> ofType(String type) {
        return items.values().stream()
                .filter(item -> item.get("type").s().equals(type))
                .toList();
    }

    /// The audit log of `acme`, oldest first.
    List<AuditLine> audit() {
        return ofType("audit").stream()
                .map(AuditLine::read)
                .filter(line -> line.log().equals("org:acme"))
                .sorted(Comparator.comparing(AuditLine::at).thenComparing(AuditLine::id))
                .toList();
    }

    /// What was written into the log of `acme` since then.
    List<AuditLine> auditSince(Dump before) {
        var known = new HashSet<>(before.audit());
        return audit().stream().filter(line -> !known.contains(line)).toList();
    }

    /// Objects that no item names and that should not be there: documents that no head ever named, and tarballs of no
    /// version. Documents that were superseded a moment ago are kept for who holds a link to them, so there may be as
    /// many of those as the package had changes.
    Set<String> orphans() {
        var orphans = unnamed();
        for (var head : ofType("package")) {
            var folder = "documents/" + head.get("name").s() + "/";
            var superseded = orphans.stream()
                    .filter(key -> key.startsWith(folder))
                    .map(key -> key.substring(folder.length(), key.lastIndexOf('/')))
                    .distinct()
                    .count();
            var named = (head.containsKey("edition") ? 1 : 0) + (head.containsKey("previous") ? 1 : 0);
            if (superseded <= Long.parseLong(head.get("revision").n()) - named) {
                orphans.removeIf(key -> key.startsWith(folder));
            }
        }
        return orphans;
    }

    /// Objects that no item names.
    Set<String> unnamed() {
        var orphans = new HashSet<>(objects.keySet());
        for (var head : ofType("package")) {
            var folder = "documents/" + head.get("name").s() + "/";
            for (var edition : List.of("edition", "previous")) {
                var id = head.containsKey(edition) ? head.get(edition).s() : "none";
                orphans.removeIf(key -> key.startsWith(folder + id + "/"));
            }
        }
        for (var version : ofType("version")) {
            if (!version.containsKey("unpublishedAt")) {
                orphans.remove(version.get("tarball").s());
            }
        }
        return orphans;
    }
}
