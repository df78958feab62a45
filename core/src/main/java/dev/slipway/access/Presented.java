package dev.slipway.access;

import java.util.Optional;

/// What a request showed at the door, before anybody looked it up. The token itself goes no further than this.
public sealed interface Presented {

    record Nothing() implements Presented {}

    /// Something that can't be a token of ours: refused without asking the table.
    record Unreadable() implements Presented {}

    /// @param sighting where and when; empty for what the deployment does by itself
    record ByHash(TokenHash hash, Optional<Sighting> sighting) implements Presented {

        /// Shown inside the deployment.
        public ByHash(TokenHash hash) {
            this(hash, Optional.empty());
        }
    }
}
