package dev.slipway.local;

import dev.slipway.local.loopback.BadRequest;
import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.OwnerOnly;
import dev.slipway.local.stripe.account.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The key of the stand-in for Stripe and what it signs events with, in a file that its owner alone may read: they are
/// the same at each start. If the file is gone there are new ones, since nobody but a registry that runs has them.
record StripeKeysFile(Path path) {

    private static final String KEY = "apiKey";
    private static final String SECRET = "webhookSecret";

    /// The settings with the keys that were kept; keeps theirs if there are none yet.
    ///
    /// @throws IllegalStateException if the file isn't as it was written
    Settings applyTo(Settings settings) {
        try {
            if (Files.notExists(path)) {
                OwnerOnly.write(
                        path,
                        Json.write(Map.of(
                                        KEY,
                                        settings.apiKey(),
                                        SECRET,
                                        settings.webhookSecrets().getFirst()))
                                + "\n");
            }
            var kept = Json.object(Files.readString(path));
            var secret = Json.text(kept, SECRET);
            if (!secret.startsWith("whsec_")) {
                throw new IllegalStateException(path + " has no secret of a webhook");
            }
            return settings.withKey(Json.text(kept, KEY)).signedWith(secret);
        } catch (BadRequest | IllegalArgumentException e) {
            throw new IllegalStateException(path + " is damaged", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
