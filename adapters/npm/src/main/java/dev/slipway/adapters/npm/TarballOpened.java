package dev.slipway.adapters.npm;

/// What [TarballOpener] found in a tarball.
public sealed interface TarballOpened {

    /// Well-formed, within the limits, and with nothing in it that clients would read in different ways.
    ///
    /// @param fileCount regular files, as in npm's `dist.fileCount`
    /// @param unpackedBytes the sum of their sizes, as in npm's `dist.unpackedSize`
    /// @param manifest the bytes of `package.json` in the package's folder, as they are: a byte order mark stays,
    ///     and whether they are JSON is for the reader to find out
    /// @param hasShrinkwrap whether an `npm-shrinkwrap.json` lies beside it
    /// @param hasBindingGyp whether a `binding.gyp` lies beside it, on which npm runs node-gyp without being told
    // An array in a record compares by identity. Nobody compares these, and a copy of up to 1 MiB would cost more.
    @SuppressWarnings("ArrayRecordComponent")
    record Sound(int fileCount, long unpackedBytes, byte[] manifest, boolean hasShrinkwrap, boolean hasBindingGyp)
            implements TarballOpened {}

    /// Not to be stored.
    ///
    /// @param sentence for the publisher: what is wrong, in which entry, and what to do. Names out of the tarball
    ///     are cleaned of control characters and cut, so it may go to a terminal or a log
    record Unsound(Flaw flaw, String sentence) implements TarballOpened {}

    /// Why a tarball is not to be stored.
    enum Flaw {
        /// Doesn't begin as a gzip stream.
        NOT_GZIP,
        /// Begins as gzip, but its data is damaged or doesn't match its checksum.
        CORRUPT,
        /// Inside the gzip is no tar archive, or one with damaged headers.
        NOT_TAR,
        /// The gzip stream or the archive stops before its end.
        TRUNCATED,
        /// Unpacks to more than the limit, or to more times its own size.
        TOO_LARGE_UNPACKED,
        /// More entries than the limit.
        TOO_MANY_FILES,
        /// A path that leads out of the package, or that clients would not agree on.
        UNSAFE_PATH,
        /// A link that leads out of the package, or an entry that lies behind a link.
        UNSAFE_LINK,
        /// A device, a sparse file, a header that clients read in different ways.
        UNSUPPORTED_ENTRY,
        /// Two entries that become the same file.
        DUPLICATE_PATH,
        /// No `package.json` in the package's folder.
        NO_MANIFEST,
        /// A `package.json` over the limit.
        MANIFEST_TOO_LARGE,
        /// Something follows the end of the archive or of the gzip stream.
        TRAILING_DATA
    }
}
