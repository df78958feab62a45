package dev.slipway.local;

import java.nio.file.Path;

/// Where a registry keeps what it is given.
public sealed interface Place {

    /// Nowhere: it is gone when the registry stops.
    record InMemory() implements Place {}

    /// In a folder, from one start to the next.
    ///
    /// @param fresh whether to delete what an earlier registry left there
    record Folder(Path path, boolean fresh) implements Place {

        /// Keeps the absolute path, for sentences.
        public Folder {
            path = path.toAbsolutePath().normalize();
        }
    }
}
