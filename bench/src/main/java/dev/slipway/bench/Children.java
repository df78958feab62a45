package dev.slipway.bench;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The processes that a benchmark starts, none of which outlives it, however it ends.
public final class Children {
    private static final Set<ProcessHandle> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Children::endTree)));
    }

    private Children() {}

    public static Process start(ProcessBuilder builder) throws IOException {
        var process = builder.start();
        RUNNING.add(process.toHandle());
        var _ = process.onExit().thenRun(() -> RUNNING.remove(process.toHandle()));
        return process;
    }

    private static void endTree(ProcessHandle root) {
        var descendants = root.descendants().toList();
        root.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
