package dev.slipway.adapters.npm;

/// How much a tarball may ask of whoever opens it: of our Lambda (1,024 MB, 29 s), and later of every machine that
/// installs the package.
///
/// @param unpackedBytes bytes of the whole unpacked archive, headers and padding included, so that an archive of
///     nothing but headers is bounded too
/// @param ratio how many times its size a tarball may unpack to
/// @param files entries: files, folders and links
/// @param manifestBytes size of `package.json`, the one file that is held in memory
/// @param pathBytes length of an entry's path in UTF-8
/// @param metadataBytes size of one pax header or GNU long name, which are held in memory as well
public record TarballLimits(
        long unpackedBytes, int ratio, int files, int manifestBytes, int pathBytes, int metadataBytes) {

    /// From here on node-tar skips pax headers and long names in silence, and sees other paths than we would.
    private static final int SKIPPED_BY_NPM = 1 << 20;

    /// Every limit is at least 1, and that of metadata at most 1 MiB.
    public TarballLimits {
        if (unpackedBytes < 1 || ratio < 1 || files < 1 || manifestBytes < 1 || pathBytes < 1 || metadataBytes < 1) {
            throw new IllegalArgumentException("every limit of a tarball must be at least 1");
        }
        if (metadataBytes > SKIPPED_BY_NPM) {
            throw new IllegalArgumentException("npm does not read metadata of more than 1 MiB");
        }
    }

    /// The limits of a deployment that says nothing else.
    ///
    /// - 256 MiB unpacked: twice what `next` 15 takes, one of the largest packages in common use (135 MiB). Reading
    ///   that much takes a second on a desktop's core and a few on a Lambda's.
    /// - 1,000 times its size: where npm's own reader stops (node-tar's `maxDecompressionRatio`), so what we refuse
    ///   could not be installed. Deflate's ceiling is 1,032, so it is the size above that holds against most bombs.
    /// - 50,000 entries: five times the large packages there are. Their paths are kept to find doubles: at 1,024
    ///   bytes each that is 50 MiB, twice as much for names outside Latin-1, and more than all else takes.
    /// - 1 MiB of `package.json`: it becomes part of a packument that every install downloads.
    /// - 1,024 bytes of path: `PATH_MAX` of macOS.
    /// - 64 KiB of metadata: sixty times a path of that length.
    public static TarballLimits standard() {
        return new TarballLimits(256L << 20, 1_000, 50_000, 1 << 20, 1_024, 64 << 10);
    }
}
