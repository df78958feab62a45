package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballOpened.Flaw.MANIFEST_TOO_LARGE;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.NOT_TAR;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.NO_MANIFEST;

import dev.slipway.adapters.npm.TarballOpened.Sound;
import dev.slipway.adapters.npm.TarballOpened.Unsound;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Opens a package's tarball, as `npm publish` sends it, and checks that it is safe to hand to others: well-formed
/// gzip and tar, bounded, no path and no link out of the package, one `package.json`.
///
/// It is read once from front to end, and reading stops at the first flaw. In memory are the tarball itself, a
/// buffer of 64 KiB, `package.json`, and the entries' paths.
///
/// Beyond what is unsafe, it refuses what clients would read in different ways, since then the `package.json` that
/// is checked here need not be the one that is installed ("manifest confusion"). What they do was read in node-tar
/// 7.5 (npm), pnpm's `parseTarball` and commons-compress 1.28, and tried with random damage against the first two;
/// what they should do is in POSIX.1-2001 (`pax`), GNU tar's manual ("Basic Tar Format") and RFC 1952.
///
/// It has no state of its own and may be used by many threads.
public final class TarballOpener {

    static final String MANIFEST = "package.json";

    private final TarballLimits limits;

    /// @param limits [TarballLimits#standard] unless a deployment knows better
    public TarballOpener(TarballLimits limits) {
        this.limits = limits;
    }

    /// Checks a tarball. Whatever the bytes are, the answer is an outcome and not an exception.
    ///
    /// @param gzipped the whole file; it is not changed
    public TarballOpened open(byte[] gzipped) {
        try (var archive = new TarballGunzip(gzipped, limits);
                var entries = new TarballEntries(archive, limits)) {
            return walk(entries);
        } catch (TarballRefused refused) {
            return refused.unsound();
        } catch (IOException _) {
            // Only commons-compress minds, e.g. a pax time that is no number. Its message is for programmers.
            return new Unsound(
                    NOT_TAR, "The archive in the tarball has a malformed header. Pack the folder again with npm pack.");
        }
    }

    private TarballOpened walk(TarballEntries entries) throws IOException {
        var tree = new TarballTree(limits);
        int files = 0;
        long bytes = 0;
        byte @Nullable [] manifest = null;
        for (var entry = entries.next(); entry != null; entry = entries.next()) {
            tree.add(entry);
            if (entry.isFile()) {
                files++;
                bytes += entry.size();
                if (entry.path().inside().equals(MANIFEST)) {
                    manifest = manifest(entry, entries);
                }
            }
        }
        tree.settle();
        if (manifest == null) {
            return new Unsound(
                    NO_MANIFEST,
                    "The tarball has no package.json in its first folder. Run npm pack in the folder that holds it.");
        }
        return new Sound(files, bytes, manifest, tree.hasFile("npm-shrinkwrap.json"), tree.hasFile("binding.gyp"));
    }

    private byte[] manifest(TarballEntry entry, TarballEntries entries) throws IOException {
        if (entry.size() > limits.manifestBytes()) {
            throw new TarballRefused(
                    MANIFEST_TOO_LARGE,
                    "The " + entry.quoted() + " in the tarball has " + entry.size() + " bytes; the limit is "
                            + limits.manifestBytes() + ". Move what npm does not need out of it.");
        }
        return entries.readAllBytes();
    }
}
