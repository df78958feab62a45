package dev.slipway.packages;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where the documents of packages are kept, each under its edition's id, never changed once stored.
public interface Editions {

    /// Stores both documents. Safe to repeat.
    void store(PackageName name, EditionId id, Edition edition);

    /// One document, gzipped; empty if the edition is no more, since two newer ones were printed since its id was
    /// read.
    Optional<byte[]> find(PackageName name, EditionId id, Form form);

    /// A link to one document for a minute, for what is too large to be answered directly.
    ///
    /// @param gzipped whether the client undoes `Content-Encoding: gzip`; the other kind exists for documents over
    ///     [#LARGE] bytes only
    URI link(PackageName name, EditionId id, Form form, boolean gzipped);

    /// All editions of this package that are stored, named or not.
    List<EditionId> list(PackageName name);

    /// Deletes editions that no head names any more.
    void discard(PackageName name, Collection<EditionId> ids);

    /// How long an edition is kept after it was superseded. A link to it lives for a minute, may have been made by a
    /// request that read the head half a minute before, and clocks differ.
    Duration LINGERS = Duration.ofMinutes(10);

    /// From this size on, in bytes before gzip, a document is kept in plain form too: past it a client that asks
    /// for no gzip can't be answered through the function, whose answers end at 6 MB.
    long LARGE = 4_000_000;
}
