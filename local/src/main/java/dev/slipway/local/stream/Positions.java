package dev.slipway.local.stream;

import dev.slipway.local.loopback.BadRequest;
import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How far each function has read each shard of the stream: what came before was dealt with, or given up.
public final class Positions {

    private final @Nullable Path file;
    private final Map<String, Map<String, String>> reached = new TreeMap<>();

    private Positions(@Nullable Path file) {
        this.file = file;
    }

    /// Forgotten with the process.
    public static Positions inMemory() {
        return new Positions(null);
    }

    /// Kept in a file, so that what was changed just before a registry stopped is told at its next start. What can't be
    /// read counts for nothing: all is told again, which whoever listens must bear anyway.
    public static Positions in(Path file) {
        var positions = new Positions(file);
        try {
            if (Files.exists(file)) {
                var kept = Json.object(Files.readString(file));
                kept.keySet().forEach(name -> {
                    var shards = new HashMap<String, String>();
                    Json.at(kept, name).forEach((shard, after) -> shards.put(shard, String.valueOf(after)));
                    positions.reached.put(name, shards);
                });
            }
        } catch (IOException | BadRequest _) {
            positions.reached.clear();
        }
        return positions;
    }

    /// The number of the last record that was dealt with; null for none.
    synchronized @Nullable String after(String name, String shard) {
        return reached.getOrDefault(name, Map.of()).get(shard);
    }

    synchronized void reach(String name, String shard, String after) {
        var before = reached.computeIfAbsent(name, _ -> new HashMap<>()).put(shard, after);
        if (file != null && !after.equals(before)) {
            try {
                OwnerOnly.write(file, Json.write(reached) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
