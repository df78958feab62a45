package dev.slipway.local.queue;

import dev.slipway.local.loopback.BadRequest;
import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What waits in a queue, in a file, so that it waits for the next start as well.
public final class QueueFile {

    private final @Nullable Path path;

    private QueueFile(@Nullable Path path) {
        this.path = path;
    }

    /// Forgotten with the process.
    public static QueueFile inMemory() {
        return new QueueFile(null);
    }

    public static QueueFile in(Path path) {
        return new QueueFile(path);
    }

    List<Waiting> waiting() {
        return read("waiting");
    }

    List<Waiting> dead() {
        return read("dead");
    }

    void write(List<Waiting> waiting, List<Waiting> dead) {
        if (path == null) {
            return;
        }
        try {
            OwnerOnly.write(path, Json.write(Map.of("waiting", forms(waiting), "dead", forms(dead))) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, Object>> forms(List<Waiting> messages) {
        return messages.stream()
                .<Map<String, Object>>map(each -> Map.of(
                        "id", each.id(),
                        "number", each.number(),
                        "group", each.group(),
                        "deduplication", each.deduplication(),
                        "body", each.body(),
                        "sentAt", each.sentAt().toString(),
                        "received", each.received()))
                .toList();
    }

    /// @throws IllegalStateException if it isn't as it was written
    private List<Waiting> read(String list) {
        var messages = new ArrayList<Waiting>();
        if (path == null || !Files.exists(path)) {
            return messages;
        }
        try {
            if (Json.object(Files.readString(path)).get(list) instanceof List<?> forms) {
                for (var form : forms) {
                    @SuppressWarnings("unchecked")
                    var fields = (Map<String, Object>) form;
                    messages.add(message(fields));
                }
            }
            return messages;
        } catch (IOException | BadRequest e) {
            throw new IllegalStateException(path + " is damaged", e);
        }
    }

    private static Waiting message(Map<String, Object> form) {
        return new Waiting(
                Json.text(form, "id"),
                number(form, "number"),
                Json.text(form, "group"),
                Json.text(form, "deduplication"),
                Json.text(form, "body"),
                Instant.parse(Json.text(form, "sentAt")),
                Math.toIntExact(number(form, "received")),
                Instant.EPOCH,
                "");
    }

    private static long number(Map<String, Object> form, String name) {
        return form.get(name) instanceof Long number ? number : 0;
    }
}
