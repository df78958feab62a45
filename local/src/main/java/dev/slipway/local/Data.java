package dev.slipway.local;

import dev.slipway.access.Token;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.identity.Identity;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/// What a registry works on, opened from its shelf or, where that is empty, made and seeded.
record Data(Database database, Table table, Storage storage, Bucket bucket, Tokens tokens) {

    /// What the table and the bucket are called, in emulators of their own.
    static final String NAME = "slipway";

    /// What the bucket of the seals is called.
    static final String SEALS = "slipway-seals";

    /// What an empty registry begins with.
    ///
    /// @param ada what a provider knows her as
    record Start(Instant at, Identity ada) {}

    /// Opens both at the same time: that halves the wait.
    static Data open(Shelf shelf, TableDefinition definition, Start start, Parts parts) {
        var stored = CompletableFuture.supplyAsync(() -> storage(shelf, parts));
        try {
            var database = shelf.database();
            parts.add(database::close);
            var empty = shelf.isEmpty();
            var table = empty ? database.create(definition, NAME) : database.open(definition, NAME);
            var tokens = empty ? Seed.plant(table, start) : kept(shelf, table);
            var storage = stored.join();
            if (empty) {
                shelf.keep(tokens);
            }
            return new Data(database, table, storage.storage(), storage.bucket(), tokens);
        } catch (CannotStart e) {
            throw e;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? shelf.unreadable(cause) : e;
        } catch (RuntimeException e) {
            throw shelf.unreadable(e);
        } finally {
            // Whatever became of the table: nobody else gets the shelf while something is still being put on it.
            stored.handle((_, _) -> "done").join();
        }
    }

    private record Stored(Storage storage, Bucket bucket) {}

    private static Stored storage(Shelf shelf, Parts parts) {
        var storage = shelf.storage();
        parts.add(storage::close);
        var bucket = shelf.isEmpty() ? storage.create(NAME) : storage.open(NAME);
        parts.add(bucket::close);
        storage.provide(SEALS);
        return new Stored(storage, bucket);
    }

    private static Tokens kept(Shelf shelf, Table table) {
        var tokens = shelf.tokens();
        var stored = new DynamoTokens(table);
        var known = Stream.of(
                        tokens.owner(), tokens.maintainer(), tokens.member(), tokens.outsider(), tokens.readOnly())
                .allMatch(text -> stored.find(new Token(text).hash()).isPresent());
        if (!known) {
            throw new IllegalStateException("the tokens are not those of this table");
        }
        return tokens;
    }
}
