package dev.slipway.bench.coldstart;

import dev.slipway.bench.Caller;
import dev.slipway.bench.Children;
import dev.slipway.bench.Registry;
import dev.slipway.bench.Release;
import dev.slipway.bench.Trees;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// What the functions call: DynamoDB Local and S3Proxy, each a process of its own behind TLS, over the data of a local
/// registry in which somebody has published.
final class Cloud implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path data;
    private final Certificate certificate;
    private final String token;
    private final String registryUrl;
    private final Process database;
    private final Process storage;
    private final Relay toDatabase;
    private final Relay toStorage;

    /// @param root of the repository
    /// @param work where its files go
    static Cloud open(Path root, Path work) throws Exception {
        // In memory: a commit that waits for this machine's disk says nothing about DynamoDB.
        var memory = Path.of("/dev/shm");
        var data = Files.createTempDirectory(Files.isWritable(memory) ? memory : work, "cold-start-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteWhatIsLeft(data)));
        String token;
        String url;
        try (var registry = Registry.slipway(root, data.resolve("registry"), 0);
                var caller = new Caller()) {
            token = registry.token();
            url = registry.url().toString();
            for (var release : Release.versions(Events.PACKAGE, Events.VERSIONS).toList()) {
                registry.publish(caller, release);
            }
        }
        return new Cloud(root.resolve("local/target/lib"), data, work, token, url);
    }

    private Cloud(Path libraries, Path data, Path work, String token, String registryUrl) throws Exception {
        this.data = data;
        this.token = token;
        this.registryUrl = registryUrl;
        certificate = Certificate.make(work);

        var table = Files.createDirectory(data.resolve("table"));
        for (var suffix : List.of("", "-wal")) {
            var file = data.resolve("registry/table.db" + suffix);
            if (Files.exists(file)) {
                Files.move(file, table.resolve("shared-local-instance.db" + suffix));
            }
        }
        var tablePort = freePort();
        database = start(
                libraries,
                work.resolve("database.log"),
                "software.amazon.dynamodb.services.local.main.ServerRunner",
                List.of("-dbPath", table.toString(), "-sharedDb", "-disableTelemetry", "-port", "" + tablePort));

        var storagePort = freePort();
        var properties = Files.writeString(work.resolve("storage.properties"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(
                        storagePort, Sandbox.ACCESS_KEY, Sandbox.SECRET_KEY, data.resolve("registry/storage")));
        storage = start(
                libraries,
                work.resolve("storage.log"),
                "org.gaul.s3proxy.Main",
                List.of("--properties", properties.toString()));
        toDatabase = new Relay(certificate.tls(), listening(database, tablePort));
        toStorage = new Relay(certificate.tls(), listening(storage, storagePort));
    }

    /// Of somebody who may publish.
    String token() {
        return token;
    }

    void cutConnections() {
        toDatabase.cut();
        toStorage.cut();
    }

    Map<String, String> environment() {
        return Map.of(
                "TABLE_NAME",
                "slipway",
                "BUCKET_NAME",
                "slipway",
                "REGISTRY_URL",
                registryUrl,
                "AWS_ENDPOINT_URL_DYNAMODB",
                toDatabase.url(),
                "AWS_ENDPOINT_URL_S3",
                toStorage.url(),
                "SSL_CERT_FILE",
                certificate.authority().toString());
    }

    private static Process start(Path libraries, Path log, String mainClass, List<String> arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                libraries + "/*",
                mainClass));
        command.addAll(arguments);
        return Children.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    private static InetSocketAddress listening(Process process, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (var until = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < until && process.isAlive(); ) {
            try (var socket = new Socket()) {
                socket.connect(address);
                return address;
            } catch (IOException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        throw new IOException(
                "it does not listen: " + process.info().commandLine().orElse("a process that has ended"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void deleteWhatIsLeft(Path data) {
        try {
            Trees.delete(data);
        } catch (IOException e) {
            System.err.println(data + " is left behind: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        toDatabase.close();
        toStorage.close();
        database.destroyForcibly().onExit().join();
        storage.destroyForcibly().onExit().join();
        Trees.delete(data);
    }
}
