package dev.slipway.adapters.s3;

import dev.slipway.packages.TarballKey;
import dev.slipway.packages.Tarballs;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;

/// Tarballs in the bucket.
public final class S3Tarballs implements Tarballs {

    private final Bucket bucket;

    public S3Tarballs(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public void store(TarballKey key, byte[] tarball) {
        bucket.put(key.value(), tarball, "application/octet-stream", Optional.empty());
    }

    @Override
    public URI link(TarballKey key) {
        return bucket.link(key.value());
    }

    @Override
    public URI linkToHead(TarballKey key) {
        return bucket.linkToHead(key.value());
    }

    @Override
    public void discard(Collection<TarballKey> keys) {
        bucket.delete(keys.stream().map(TarballKey::value).toList());
    }
}
