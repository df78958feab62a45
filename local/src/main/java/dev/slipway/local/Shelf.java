package dev.slipway.local;

import dev.slipway.local.queue.QueueFile;
import dev.slipway.local.stream.Positions;
import dev.slipway.local.stripe.account.Settings;
import java.io.OutputStream;

/// Where one running registry has its database, its storage and its log.
sealed interface Shelf permits MemoryShelf, DataFolder {

    /// Opens the shelf at a place.
    static Shelf at(Place place) {
        return switch (place) {
            case Place.InMemory _ -> MemoryShelf.open();
            case Place.Folder(var path, var fresh) -> DataFolder.open(path, fresh);
        };
    }

    /// Whether there is nothing yet, so that all has to be made.
    boolean isEmpty();

    Database database();

    Storage storage();

    /// Gets the log lines of the functions and of the gateway.
    OutputStream log();

    /// The tokens that were kept.
    Tokens tokens();

    /// Keeps the tokens: from now on the shelf isn't empty.
    void keep(Tokens tokens);

    /// The account at the stand-in for Stripe: as it was kept, or as it begins.
    Settings stripe(Settings begun);

    /// How far the table's stream was read.
    Positions positions();

    /// The key that seals are signed with; made if there is none yet.
    SealKeyFile sealKey();

    /// Where what waits to be sent is kept.
    QueueFile queue();

    /// What the secrets of webhooks are derived from: as it was kept, or a new one.
    String webhookKey();

    /// What to tell somebody whose data could not be opened.
    CannotStart unreadable(RuntimeException why);

    /// Lets others have it.
    void close();
}
