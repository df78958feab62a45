package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballOpened.Flaw.NOT_TAR;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.TOO_LARGE_UNPACKED;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.UNSUPPORTED_ENTRY;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.adapters.npm.TarballEntry.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.utils.ArchiveUtils;
import org.jspecify.annotations.Nullable;

/// The entries of the archive, read twice at once: by commons-compress, which walks it, and by us, who see each
/// header before it does. Both must come to the same name and size.
///
/// commons-compress alone is not enough: it doesn't refuse a wrong checksum, takes the `/` off an absolute path in
/// a pax header, holds a long name of any length in memory, and goes one call deeper for each header that precedes
/// an entry.
final class TarballEntries extends TarArchiveInputStream {

    private static final int RECORD = 512;
    private static final Pattern SEQUENCE = Pattern.compile("x|L|K|KL|LK");

    private final TarballGunzip archive;
    private final TarballLimits limits;
    /// What the headers before an entry say of it, by its pax key.
    private final Map<String, String> said = new HashMap<>();
    /// The types of those headers, in order.
    private final StringBuilder before = new StringBuilder();

    private final byte[] skipped = new byte[8 << 10];

    private @Nullable TarballEntry current;
    private boolean ended;

    TarballEntries(TarballGunzip archive, TarballLimits limits) {
        super(archive, RECORD, RECORD, UTF_8.name(), true);
        this.archive = archive;
        this.limits = limits;
    }

    /// The next entry, or null after the last. What is left of the content of the one before is skipped.
    @Nullable
    TarballEntry next() throws IOException {
        if (current != null) {
            // Left to itself commons-compress takes a new buffer for every 8 KiB that it skips.
            while (read(skipped) >= 0) {}
            current = null;
        }
        TarArchiveEntry theirs = getNextEntry();
        TarballEntry ours = current;
        if (theirs == null || ours == null) {
            return null;
        }
        boolean alike = theirs.getSize() == ours.size()
                && theirs.isDirectory() == (ours.kind() == Kind.FOLDER)
                && withoutSlash(theirs.getName()).equals(withoutSlash(ours.name()));
        if (!alike || theirs.isSparse()) {
            throw odd(ours.name(), "is one thing to some programs and another to others");
        }
        return ours;
    }

    /// Called by commons-compress for each header, those before an entry included.
    @Override
    protected byte @Nullable [] readRecord() throws IOException {
        if (ended) {
            return null;
        }
        long at = getBytesRead();
        // Never null here: past the end the archive throws.
        byte[] record = super.readRecord();
        if (ArchiveUtils.isArrayZero(record, RECORD)) {
            end(at);
            return record;
        }
        TarballHeader header = TarballHeader.read(record, at);
        if (header.isMetadata()) {
            hear(header, at);
        } else {
            current = entry(header);
            said.clear();
            before.setLength(0);
        }
        return record;
    }

    /// GNU tar and node-tar put up with an archive that has no end mark. Then one that was cut between two entries
    /// would pass for whole, so we want it; one block of zeros will do, where POSIX has two.
    private void end(long at) {
        if (!before.isEmpty()) {
            throw new TarballRefused(
                    NOT_TAR,
                    "The archive in the tarball ends at byte " + at + " with a header that no entry follows. Pack the"
                            + " folder again with npm pack.");
        }
        archive.finish();
        ended = true;
    }

    /// Before an entry may stand one pax header, or a GNU long name, or a GNU long link, or both of these; and a
    /// global pax header may open the archive. That is what archivers write. Of other sequences (a pax size, then a
    /// long name) clients disagree which of the two the first one speaks of.
    private void hear(TarballHeader header, long at) {
        if (header.size() == 0 || header.size() > limits.metadataBytes()) {
            throw odd(
                    header.name(),
                    "is a header of " + header.size() + " bytes; allowed are 1 to " + limits.metadataBytes());
        }
        boolean expected = header.type() == 'g'
                ? at == 0
                : SEQUENCE.matcher(before.toString() + header.type()).matches();
        if (!expected || header.name().isEmpty() || !header.linkName().isEmpty()) {
            throw odd(header.name(), "is a header where none is expected");
        }
        byte[] body = archive.peek(Math.toIntExact(header.size()));
        switch (header.type()) {
            case 'g' -> TarballPax.readGlobal(body);
            case 'x' -> said.putAll(TarballPax.read(body));
            case 'L' -> said.put("path", longName(body));
            default -> said.put("linkpath", longName(body));
        }
        before.append(header.type() == 'g' ? "" : header.type());
    }

    private static String longName(byte[] body) {
        int end = body.length;
        while (end > 0 && body[end - 1] == 0) {
            end--;
        }
        return new String(body, 0, end, UTF_8);
    }

    private TarballEntry entry(TarballHeader header) {
        String name = said.getOrDefault("path", header.name());
        String target = said.getOrDefault("linkpath", header.linkName());
        long size = said.containsKey("size") ? Long.parseLong(said.get("size")) : header.size();
        Kind kind = kind(header.type(), name);
        // node-tar drops a header whose link name doesn't suit its type, and takes the content for headers.
        if (kind.isLink() == header.linkName().isEmpty() || kind.isLink() == target.isEmpty()) {
            throw odd(name, kind.isLink() ? "is a link to nothing" : "is no link and yet names a target");
        }
        // It also gives folders no content, and GNU tar gives none to links, whatever their size says.
        if (kind != Kind.FILE && (size != 0 || header.size() != 0)) {
            throw odd(name, "has content, though it is no file");
        }
        var path = TarballPath.of(name, kind == Kind.FOLDER, limits.pathBytes());
        if (size > limits.unpackedBytes() - getBytesRead()) {
            throw tooLarge(name, size);
        }
        return new TarballEntry(kind, name, path, target, size);
    }

    private static Kind kind(char type, String name) {
        return switch (type) {
            case '0', '\0' -> Kind.FILE;
            case '1' -> Kind.HARD_LINK;
            case '2' -> Kind.SYMLINK;
            case '5' -> Kind.FOLDER;
            case '3', '4', '6' -> throw odd(name, "is a device or a pipe");
            case 'S' -> throw odd(name, "is a sparse file");
            default -> throw odd(name, "is of the unknown type " + TarballRefused.quoted(String.valueOf(type)));
        };
    }

    private TarballRefused tooLarge(String name, long size) {
        return new TarballRefused(
                TOO_LARGE_UNPACKED,
                "With the entry " + TarballRefused.quoted(name) + " of " + size
                        + " bytes the tarball unpacks to more than " + limits.unpackedBytes()
                        + " bytes, the limit. Leave it out of the package.");
    }

    private static String withoutSlash(String name) {
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static TarballRefused odd(String name, String fault) {
        return new TarballRefused(
                UNSUPPORTED_ENTRY,
                "The entry " + TarballRefused.quoted(name) + " " + fault
                        + ". Leave it out, or pack the folder again with" + " npm pack.");
    }
}
