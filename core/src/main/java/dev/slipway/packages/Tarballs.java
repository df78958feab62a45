package dev.slipway.packages;

import java.net.URI;
import java.util.Collection;

/// Where the bytes of versions are kept.
public interface Tarballs {

    /// Stores the bytes. Safe to repeat.
    void store(TarballKey key, byte[] tarball);

    /// A link that anyone who holds it can fetch the bytes by for a minute.
    URI link(TarballKey key);

    /// A link that anyone who holds it can learn the size of the bytes by for a minute, and not fetch them.
    URI linkToHead(TarballKey key);

    /// Deletes what is there of these. A key that isn't there is no error.
    void discard(Collection<TarballKey> keys);
}
