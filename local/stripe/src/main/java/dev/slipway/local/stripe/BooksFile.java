package dev.slipway.local.stripe;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.slipway.local.loopback.OwnerOnly;
import dev.slipway.local.stripe.account.Books;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the books are kept, if they are: one file, which is replaced as a whole. It leads to pages that ask
/// for no password, so nobody else reads it.
final class BooksFile {

    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private final Optional<Path> file;

    BooksFile(Optional<Path> file) {
        this.file = file;
    }

    /// @throws IllegalArgumentException if something else is in the file
    Books read() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return new Books();
        }
        try {
            var json = Optional.ofNullable(GSON.fromJson(Files.readString(file.get()), JsonObject.class));
            return Books.read(json.orElseThrow(() -> new IllegalArgumentException("The file is empty.")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    file.get() + " can't be read as the books of the stand-in for Stripe.", e);
        }
    }

    void write(Books books) {
        file.ifPresent(path -> {
            try {
                Files.createDirectories(path.toAbsolutePath().getParent());
                OwnerOnly.write(path, GSON.toJson(books.json()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
