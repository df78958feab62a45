package dev.slipway.local.audit;

import dev.slipway.adapters.dynamodb.AuditPen;
import dev.slipway.adapters.dynamodb.DynamoAuditLog;
import dev.slipway.adapters.dynamodb.DynamoChains;
import dev.slipway.adapters.kms.KeyFileSigner;
import dev.slipway.adapters.s3.S3Seals;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.audit.seal.Chains;
import dev.slipway.audit.seal.Copy;
import dev.slipway.audit.seal.Report;
import dev.slipway.audit.seal.SealLogs;
import dev.slipway.audit.seal.SealStore;
import dev.slipway.audit.seal.Signer;
import dev.slipway.audit.seal.VerifySeals;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.SealKeyFile;
import dev.slipway.local.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One organization's log on a table of its own, and a bucket for its seals.
final class SealRoom implements AutoCloseable {

    static final String BUCKET = "slipway-seals";

    final LogBook book = new LogBook();
    final Storage storage = Storage.inMemory();
    final SealStore store;
    final Signer signer;
    final Chains chains = new DynamoChains(book.table, BUCKET);

    SealRoom(Path folder) {
        AuditPen.found(book.table, LogBook.ACME);
        store = new S3Seals(storage.create(BUCKET));
        signer = KeyFileSigner.read(SealKeyFile.in(folder).path());
    }

    SealLogs logs(SealStore into, Optional<Duration> keep) {
        return new SealLogs(new DynamoAuditLog(book.table), chains, into, signer, Ids.random(), keep);
    }

    /// A run at ten past this hour.
    SealLogs.Outcome run(Instant hour) {
        return run(hour, Optional.empty());
    }

    SealLogs.Outcome run(Instant hour, Optional<Duration> keep) {
        var due = hour.plus(Duration.ofMinutes(10));
        return logs(store, keep).run(due, () -> due);
    }

    /// How many events are in the log.
    int logged() {
        return book.read(LogBook.all(Include.ALL, Order.ASCENDING), 1_000).size();
    }

    Report verify() {
        return verify(store, LogBook.ACME, signer);
    }

    static Report verify(SealStore store, OrgSlug org, Signer signer) {
        try {
            return new VerifySeals(org, List.of(signer.key()))
                    .run(copy(store, org), Optional.empty(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a copy of the organization's folder would have.
    static Copy copy(SealStore store, OrgSlug org) {
        return new Copy() {
            @Override
            public List<String> names() {
                return IntStream.rangeClosed(1, 100)
                        .mapToObj("%010d.seal.gz"::formatted)
                        .takeWhile(name -> store.find(org, name).isPresent())
                        .toList();
            }

            @Override
            public InputStream open(String name) {
                return new ByteArrayInputStream(store.find(org, name).orElseThrow());
            }
        };
    }

    @Override
    public void close() {
        storage.close();
        book.close();
    }
}
