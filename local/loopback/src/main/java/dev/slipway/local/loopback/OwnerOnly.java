package dev.slipway.local;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// What a new file or folder is given so that nobody else on the machine reads it. Windows has no such attribute; there
/// a user's folder is theirs by where it is.
final class OwnerOnly {

    private OwnerOnly() {}

    static FileAttribute<?>[] file(Path at) {
        return attributes(at, "rw-------");
    }

    static FileAttribute<?>[] folder(Path at) {
        return attributes(at, "rwx------");
    }

    private static FileAttribute<?>[] attributes(Path at, String permissions) {
        return at.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
