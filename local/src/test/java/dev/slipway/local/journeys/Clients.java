package dev.slipway.local.journeys;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// The five clients, at the versions of `src/test/clients/package-lock.json`, installed under `target/clients` by the
/// npm of this machine. The folder is named after the lock, so a second build finds them there.
final class Clients {

    private static final String NODE_IS_MISSING = "The journeys drive the real npm, pnpm, yarn and bun:"
            + " install Node 20.17 or newer, so that `node` and `npm` are on the PATH.";

    private static final Path MODULE =
            Path.of(System.getProperty("slipway.root", "..")).resolve("local");
    private static final Path LOCKED = MODULE.resolve("src/test/clients");

    /// Run by whoever asks first; the others wait for it, and all get the same answer.
    private static final FutureTask<Path> INSTALLATION = new FutureTask<>(Clients::install);

    private Clients() {}

    /// The folder that holds the clients' packages.
    static Path installed() {
        INSTALLATION.run();
        try {
            return INSTALLATION.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Path node() {
        return onPath("node");
    }

    private static Path install() throws IOException {
        requireNode();
        var folder = MODULE.resolve("target/clients").resolve(hashOfLock()).toAbsolutePath();
        Files.createDirectories(folder.getParent());
        // Another process may run journeys at the same time: it waits, and finds them installed.
        var lock = folder.resolveSibling("lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isDirectory(folder)) {
                installInto(folder);
            }
        }
        return folder.resolve("node_modules");
    }

    /// An install that breaks off leaves no folder of that name.
    private static void installInto(Path folder) throws IOException {
        var unfinished = Files.createTempDirectory(folder.getParent(), "unfinished-");
        for (var file : List.of("package.json", "package-lock.json")) {
            Files.copy(LOCKED.resolve(file), unfinished.resolve(file));
        }
        var words = List.of(onPath("npm").toString(), "ci", "--no-audit", "--no-fund", "--ignore-scripts=false");
        new Command(words, unfinished, System.getenv(), Duration.ofMinutes(5))
                .run()
                .succeeded();
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void requireNode() {
        var words = List.of(onPath("node").toString(), "--version");
        var version = new Command(words, MODULE, System.getenv(), Duration.ofSeconds(30))
                .run()
                .succeeded()
                .stdout()
                .strip();
        var numbers = Arrays.stream(version.substring(1).split("[.-]"))
                .limit(2)
                .map(Integer::parseInt)
                .toList();
        if (numbers.get(0) < 20 || (numbers.get(0) == 20 && numbers.get(1) < 17)) {
            throw new AssertionError(NODE_IS_MISSING + " This is " + version + ".");
        }
    }

    private static Path onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(NODE_IS_MISSING));
    }

    private static String hashOfLock() throws IOException {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(Files.readAllBytes(LOCKED.resolve("package.json")));
            sha256.update(Files.readAllBytes(LOCKED.resolve("package-lock.json")));
            return HexFormat.of().formatHex(sha256.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
