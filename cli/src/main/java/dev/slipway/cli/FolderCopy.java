package dev.slipway.cli;

import dev.slipway.audit.seal.Copy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// A copy in a folder.
record FolderCopy(Path folder) implements Copy {

    @Override
    public List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /// A link is not followed: whoever made it may make it lead elsewhere the next time.
    @Override
    public InputStream open(String name) throws IOException {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no file, but a folder, a link or the like");
        }
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }
}
