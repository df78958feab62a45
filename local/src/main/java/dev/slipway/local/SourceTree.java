package dev.slipway.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The repository that this registry is started from: what the cloud would be told, it is told too.
record SourceTree(Path root) {

    private static final String TEMPLATE = "template.yaml";

    /// The tree that `-Dslipway.root` names, or the one around the working directory.
    static SourceTree find() {
        return Optional.ofNullable(System.getProperty("slipway.root"))
                .map(Path::of)
                .filter(SourceTree::hasTemplate)
                .or(SourceTree::around)
                .map(SourceTree::new)
                .orElseThrow(() -> new CannotStart("There is no " + TEMPLATE
                        + " here or above: start the registry from inside Slipway's repository."));
    }

    Path template() {
        return root.resolve(TEMPLATE);
    }

    /// Where data is kept unless somebody says otherwise; git ignores it.
    Path usualData() {
        return root.resolve(".slipway");
    }

    Path data() {
        return root.resolve("infra").resolve("data.yaml");
    }

    Path queues() {
        return root.resolve("infra").resolve("queues.yaml");
    }

    private static Optional<Path> around() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (hasTemplate(at) && Files.isDirectory(at.resolve("infra"))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static boolean hasTemplate(Path folder) {
        return Files.isRegularFile(folder.resolve(TEMPLATE));
    }
}
