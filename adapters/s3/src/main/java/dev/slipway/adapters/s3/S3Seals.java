package dev.slipway.adapters.s3;

import dev.slipway.audit.seal.SealStore;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Seals in a bucket of their own, which has a folder for each organization and nothing else.
public final class S3Seals implements SealStore {

    private final Bucket bucket;

    public S3Seals(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Optional<byte[]> find(OrgSlug org, String name) {
        return bucket.get(key(org, name));
    }

    /// A file that was deleted counts as there: under object lock its version stays, and whoever hid it behind a marker
    /// must not have another made in its place. The file is what it is: it must not be unpacked on its way to whoever
    /// checks it.
    @Override
    public boolean putIfAbsent(OrgSlug org, String name, byte[] file) {
        return !bucket.everHad(key(org, name)) && bucket.putIfAbsent(key(org, name), file, "application/gzip");
    }

    private static String key(OrgSlug org, String name) {
        return org + "/" + name;
    }
}
