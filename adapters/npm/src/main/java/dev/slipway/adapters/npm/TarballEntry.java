package dev.slipway.adapters.npm;

/// One entry of the archive, as its header and the pax header or GNU long name before it say together.
///
/// @param name as the archive gives it, for sentences
/// @param target where a link leads, as the archive gives it; empty for files and folders
/// @param size bytes of content; 0 for all but files
record TarballEntry(Kind kind, String name, TarballPath path, String target, long size) {

    enum Kind {
        FILE,
        FOLDER,
        SYMLINK,
        HARD_LINK;

        boolean isLink() {
            return this == SYMLINK || this == HARD_LINK;
        }
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    String quoted() {
        return TarballRefused.quoted(name);
    }
}
