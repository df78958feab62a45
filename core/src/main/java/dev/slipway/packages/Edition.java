package dev.slipway.packages;

/// The documents of one revision of a package, ready to be served.
///
/// @param full gzipped
/// @param abbreviated gzipped
/// @param fullBytes size before gzip
/// @param abbreviatedBytes size before gzip
@SuppressWarnings("ArrayRecordComponent") // handed from the printer to the store and compared by nobody
public record Edition(byte[] full, byte[] abbreviated, long fullBytes, long abbreviatedBytes) {}
