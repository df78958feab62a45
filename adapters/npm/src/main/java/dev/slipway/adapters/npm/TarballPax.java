package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballOpened.Flaw.NOT_TAR;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.UNSUPPORTED_ENTRY;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Reads a pax extended header (POSIX.1-2001 `pax`, "Extended Header"): records of `length key=value\n`, which say
/// of the next entry what its own header can't.
///
/// By POSIX a value may hold a line feed and records are found by their length; node-tar finds them by line. So a
/// `comment` can hide a `path` that only npm sees. Line feeds in values are therefore refused. The price: an
/// archive that bsdtar made on a Mac with binary extended attributes may have to be packed again.
final class TarballPax {

    private static final Set<String> APPLIED = Set.of("path", "linkpath", "size");

    /// Archivers write a dozen or two. Without a bound, headers full of records of ten bytes take longer to read than a
    /// Lambda has.
    private static final int RECORDS = 64;

    private TarballPax() {}

    /// What a header of type `x` says of the next entry, as far as it matters to us.
    ///
    /// @return any of `path`, `linkpath` and `size`, none of them empty, and `size` digits only
    static Map<String, String> read(byte[] body) {
        var records = records(body);
        records.keySet().removeIf(key -> !APPLIED.contains(key));
        if (records.containsValue("")) {
            throw malformed();
        }
        if (!records.getOrDefault("size", "0").matches("[0-9]{1,18}")) {
            throw malformed();
        }
        return records;
    }

    /// Checks a header of type `g`, which speaks of all entries: only the commit that `git archive` notes in it may
    /// stand there. Of `size` and `path` node-tar applies the first, commons-compress both, and pnpm throws.
    static void readGlobal(byte[] body) {
        if (!Set.of("comment").containsAll(records(body).keySet())) {
            throw new TarballRefused(
                    UNSUPPORTED_ENTRY,
                    "The tarball has a global pax header, which npm, pnpm and yarn do not read alike. Pack the folder"
                            + " again with npm pack.");
        }
    }

    private static Map<String, String> records(byte[] body) {
        var records = new HashMap<String, String>();
        for (int at = 0; at < body.length; ) {
            int end = at + length(body, at);
            int key = indexOf(body, ' ', at, end) + 1;
            int equals = indexOf(body, '=', key, end);
            if (indexOf(body, '\n', at, end) != end - 1 || equals == key) {
                throw malformed();
            }
            String name = new String(body, key, equals - key, UTF_8);
            sparse(name);
            if (records.size() == RECORDS
                    || records.put(name, new String(body, equals + 1, end - equals - 2, UTF_8)) != null) {
                throw malformed();
            }
            at = end;
        }
        return records;
    }

    /// The record's length, which stands in front of it and counts itself. No leading zeros: node-tar counts its
    /// digits by writing the number again.
    private static int length(byte[] body, int at) {
        int length = 0;
        for (int i = at; i < body.length && i - at < 7; i++) {
            if (body[i] == ' ' && length > i - at + 3 && length <= body.length - at) {
                return length;
            }
            if (body[i] < '0' || body[i] > '9' || (i == at && body[i] == '0')) {
                break;
            }
            length = length * 10 + body[i] - '0';
        }
        throw malformed();
    }

    private static int indexOf(byte[] body, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] == wanted) {
                return i;
            }
        }
        throw malformed();
    }

    /// Sparse files (GNU's and star's) unpack to more than they hold and have their name in a key of their own.
    private static void sparse(String key) {
        if (key.startsWith("GNU.sparse.") || key.startsWith("SCHILY.realsize") || key.equals("SCHILY.filetype")) {
            throw new TarballRefused(
                    UNSUPPORTED_ENTRY,
                    "The tarball holds a sparse file, which npm does not unpack. Pack the folder again with npm pack.");
        }
    }

    private static TarballRefused malformed() {
        return new TarballRefused(
                NOT_TAR,
                "The archive in the tarball has a pax header that npm, pnpm and yarn would not read alike. Pack the"
                        + " folder again with npm pack.");
    }
}
