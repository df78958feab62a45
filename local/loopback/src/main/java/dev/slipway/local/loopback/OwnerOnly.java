package dev.slipway.local.loopback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// What a new file or folder is given so that nobody else on the machine reads it. Windows has no such attribute; there
/// a user's folder is theirs by where it is.
public final class OwnerOnly {

    private OwnerOnly() {}

    public static FileAttribute<?>[] file(Path at) {
        return attributes(at, "rw-------");
    }

    public static FileAttribute<?>[] folder(Path at) {
        return attributes(at, "rwx------");
    }

    /// Puts a text into a new file or in the place of an old one, in one step: whoever is interrupted leaves no half of
    /// it, and beside it at most a file of its name and `.part`.
    public static void write(Path at, String text) throws IOException {
        var part = at.resolveSibling(at.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, file(part));
        Files.writeString(part, text);
        Files.move(part, at, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] attributes(Path at, String permissions) {
        return at.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
