package dev.slipway.access;

/// What a request showed at the door, before anybody looked it up. The token itself goes no further than this.
public sealed interface Presented {

    record Nothing() implements Presented {}

    /// Something that can't be a token of ours: refused without asking the table.
    record Unreadable() implements Presented {}

    record ByHash(TokenHash hash) implements Presented {}
}
