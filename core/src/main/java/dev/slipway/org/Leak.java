package dev.slipway.org;

import dev.slipway.access.TokenHash;

/// A token that somebody says they found where it doesn't belong.
///
/// @param hash of whatever was found, token of ours or not
/// @param ours whether it has the form of our tokens, to the checksum
/// @param source where it was, as the finder says; never holds a token
public record Leak(TokenHash hash, boolean ours, String source) {}
