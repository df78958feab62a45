package dev.slipway.adapters.s3;

import dev.slipway.packages.Edition;
import dev.slipway.packages.EditionId;
import dev.slipway.packages.Editions;
import dev.slipway.packages.Form;
import dev.slipway.packages.PackageName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The documents of packages in the bucket, gzipped, and large ones in plain form besides.
public final class S3Editions implements Editions {

    private final Bucket bucket;

    public S3Editions(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public void store(PackageName name, EditionId id, Edition edition) {
        store(name, id, Form.FULL, edition.full(), edition.fullBytes());
        store(name, id, Form.ABBREVIATED, edition.abbreviated(), edition.abbreviatedBytes());
    }

    private void store(PackageName name, EditionId id, Form form, byte[] gzipped, long plainBytes) {
        bucket.putUnchanging(key(name, id, form, true), gzipped, contentType(form), Optional.of("gzip"));
        if (plainBytes > LARGE) {
            bucket.put(key(name, id, form, false), unzipped(gzipped), contentType(form), Optional.empty());
        }
    }

    @Override
    public Optional<byte[]> find(PackageName name, EditionId id, Form form) {
        return bucket.getUnchanging(key(name, id, form, true));
    }

    @Override
    public URI link(PackageName name, EditionId id, Form form, boolean gzipped) {
        return bucket.link(key(name, id, form, gzipped));
    }

    @Override
    public List<EditionId> list(PackageName name) {
        var folder = folder(name);
        return bucket.list(folder).stream()
                .map(key -> key.substring(folder.length()).split("/", -1)[0])
                .distinct()
                .map(EditionId::new)
                .toList();
    }

    @Override
    public void discard(PackageName name, Collection<EditionId> ids) {
        bucket.delete(ids.stream()
                .flatMap(id -> Arrays.stream(Form.values())
                        .flatMap(form -> Stream.of(key(name, id, form, true), key(name, id, form, false))))
                .toList());
    }

    private static String folder(PackageName name) {
        return "documents/" + name + "/";
    }

    private static String key(PackageName name, EditionId id, Form form, boolean gzipped) {
        var title = form == Form.FULL ? "full" : "abbreviated";
        return folder(name) + id + "/" + title + (gzipped ? ".json.gz" : ".json");
    }

    private static String contentType(Form form) {
        return form == Form.FULL ? "application/json" : "application/vnd.npm.install-v1+json";
    }

    private static byte[] unzipped(byte[] gzipped) {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a document that was just printed is no gzip", e);
        }
    }
}
