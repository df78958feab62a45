package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballOpened.Flaw.DUPLICATE_PATH;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.TOO_MANY_FILES;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.UNSAFE_LINK;

import dev.slipway.adapters.npm.TarballEntry.Kind;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The package as it will lie on disk: no two entries in one place, no way out of it, and one `package.json`.
///
/// Paths that differ only by case are two files, as they are on Linux; on Windows and macOS the later one wins,
/// which is the publisher's own loss. Only of `package.json` there may be no such twin: it would be a second
/// manifest, which nobody checked.
final class TarballTree {

    /// What does not show, the name of an NTFS stream, dots and spaces at the end.
    private static final Pattern DROPPED = Pattern.compile("\\p{Cf}|:.*|[. ]+(?=$|:|\\p{Cf}*$)");

    /// By path, with NUL for `/`: no path has it, and it sorts before all else, so what lies in a folder follows
    /// the folder.
    private final TreeMap<String, Kind> kinds = new TreeMap<>();

    private final TarballLimits limits;
    private int entries;

    TarballTree(TarballLimits limits) {
        this.limits = limits;
    }

    void add(TarballEntry entry) {
        count();
        if (posesAsManifest(entry.path().top())) {
            throw new TarballRefused(
                    DUPLICATE_PATH,
                    "The entry " + entry.quoted() + " is package.json itself on Windows or macOS. Rename it, and pack"
                            + " the folder with npm pack.");
        }
        switch (entry.kind()) {
            case SYMLINK -> symlink(entry);
            case HARD_LINK -> hardLink(entry);
            case FILE, FOLDER -> {}
        }
        Kind other = kinds.put(key(entry.path().inside()), entry.kind());
        boolean folderTwice = other == Kind.FOLDER && entry.kind() == Kind.FOLDER;
        if (other != null && !folderTwice) {
            throw new TarballRefused(
                    DUPLICATE_PATH,
                    "The tarball has the entry " + entry.quoted()
                            + " twice, once the first folder of each path is dropped,"
                            + " as npm does. Keep one, and pack the folder with npm pack.");
        }
    }

    private void count() {
        if (++entries > limits.files()) {
            throw new TarballRefused(
                    TOO_MANY_FILES,
                    "The tarball has more than " + limits.files()
                            + " entries, the limit. Leave out what is not needed at"
                            + " run time with \"files\" in package.json, or split the package.");
        }
    }

    /// Whether a regular file of this name lies in the package's folder.
    boolean hasFile(String name) {
        return kinds.get(name) == Kind.FILE;
    }

    /// To be called after the last entry: nothing may lie in or behind what is no folder. A client that follows
    /// links while it unpacks would write such a file to where the link leads. Where case doesn't count, it would
    /// also take `LIB` for the way to `lib/a.js`, so for links it doesn't count here either.
    void settle() {
        settle(kinds);
        if (kinds.values().stream().anyMatch(Kind::isLink)) {
            var folded = new TreeMap<String, Kind>();
            kinds.forEach((key, kind) ->
                    folded.merge(fold(key), kind.isLink() ? kind : Kind.FOLDER, (a, b) -> a.isLink() ? a : b));
            settle(folded);
        }
    }

    private static void settle(SortedMap<String, Kind> kinds) {
        String closed = "";
        for (var each : kinds.entrySet()) {
            String key = each.getKey();
            if (!closed.isEmpty() && key.startsWith(closed + '\0')) {
                throw kinds.get(closed) == Kind.FILE ? insideFile(key) : behindLink(key);
            }
            if (each.getValue() != Kind.FOLDER) {
                closed = key;
            }
        }
    }

    private static TarballRefused insideFile(String key) {
        return new TarballRefused(
                DUPLICATE_PATH,
                "The entry " + TarballRefused.quoted(key.replace('\0', '/'))
                        + " lies in what is itself a file. Pack the" + " folder again with npm pack.");
    }

    private static TarballRefused behindLink(String key) {
        return new TarballRefused(
                UNSAFE_LINK,
                "The entry " + TarballRefused.quoted(key.replace('\0', '/'))
                        + " lies behind a link. Replace the link by"
                        + " the folder itself, and pack it with npm pack.");
    }

    /// A target may go up only at its beginning: `a/..` is not where it started if `a` is itself a link.
    private void symlink(TarballEntry entry) {
        int up = 0;
        boolean down = false;
        for (String segment : entry.target().split("/", -1)) {
            boolean goesUp = segment.equals("..");
            if (goesUp && down) {
                throw unsafe(entry);
            }
            up += goesUp ? 1 : 0;
            down |= !goesUp && !segment.equals(".");
        }
        if (up > entry.path().depth()
                || TarballPath.unfit(entry.target(), limits.pathBytes()).isPresent()) {
            throw unsafe(entry);
        }
    }

    /// A hard link names another entry, by its path in the archive.
    private void hardLink(TarballEntry entry) {
        if (TarballPath.fault(entry.target(), limits.pathBytes()).isPresent()
                || entry.target().indexOf('/') < 0) {
            throw unsafe(entry);
        }
    }

    private static TarballRefused unsafe(TarballEntry entry) {
        return new TarballRefused(
                UNSAFE_LINK,
                "The link " + entry.quoted() + " leads to " + TarballRefused.quoted(entry.target()) + ", which is not"
                        + " plainly inside the package. Replace it by the file itself, and pack the folder with npm"
                        + " pack.");
    }

    /// Whether some file system takes a name for `package.json` that isn't: in other case (`ſ` is an `s` to
    /// Apple's, the Kelvin sign a `k`), with characters that don't show, with the dots and spaces that Windows
    /// drops from the end, or with the name of one of NTFS's streams.
    private static boolean posesAsManifest(String name) {
        String shown = DROPPED.matcher(name).replaceAll("");
        return fold(shown).equals(TarballOpener.MANIFEST) && !name.equals(TarballOpener.MANIFEST);
    }

    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String key(String inside) {
        return inside.replace('/', '\0');
    }
}
