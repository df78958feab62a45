package dev.slipway.bench.coldstart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What Lambda's managed java25 runtime starts a function with: its jars, its command line, and the AOT cache of its
/// own classes, for which one of the same making stands in. On one processor, which is what 1,769 MB of memory buy.
///
/// @param jars the folder of the runtime client and what it needs
/// @param cache the AOT cache; the flag makes it or uses it
record ManagedRuntime(Path jars, Path cache, CacheUse use) {
    static final int MEMORY_MB = 1024;

    enum CacheUse {
        MAKE("-XX:AOTCacheOutput="),
        USE("-XX:AOTCache=");

        private final String flag;

        CacheUse(String flag) {
            this.flag = flag;
        }
    }

    List<String> commandLine(String handler, Sandbox.Start start) throws IOException {
        var command = new ArrayList<String>();
        var processors = Runtime.getRuntime().availableProcessors();
        if (processors > 1 && onPath("taskset")) {
            command.addAll(List.of("taskset", "--cpu-list", Integer.toString(processors - 1)));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=" + MEMORY_MB * 85 / 100 + "m",
                "-XX:+UseSerialGC",
                "-XX:+TieredCompilation"));
        if (start == Sandbox.Start.ON_DEMAND) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of(
                use.flag + cache,
                "-Xlog:aot*=off,cds*=off",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-Djava.net.preferIPv4Stack=true",
                "-classpath",
                classPath(),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                handler));
        return command;
    }

    private String classPath() throws IOException {
        try (var files = Files.list(jars)) {
            return String.join(
                    File.pathSeparator, files.map(Path::toString).sorted().toList());
        }
    }

    private static boolean onPath(String program) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
