package dev.slipway.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// A registry that runs as a process of its own on loopback, and somebody's token for it.
public final class Registry implements AutoCloseable {
    private final String name;
    private final URI url;
    private final String token;
    private final Process process;

    private Registry(String name, URI url, String token, Process process) {
        this.name = name;
        this.url = url;
        this.token = token;
        this.process = process;
    }

    /// Ours, by the README's first command.
    ///
    /// @param port the one that its data was filled on: documents hold the registry's URL, and are corrected at every
    ///     read after it has changed
    public static Registry slipway(Path root, Path data, int port) throws IOException {
        var process = Children.start(new ProcessBuilder(
                        root.resolve("slipway").toString(),
                        "start",
                        "--json",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString())
                .redirectError(log(data)));
        var output = process.inputReader(StandardCharsets.UTF_8);
        var ready = output.readLine();
        if (ready == null) {
            throw new IOException(
                    "./slipway start said nothing; see " + log(data).file());
        }
        drain(output, log(data).file());
        return new Registry("slipway", URI.create(member(ready, "url")), member(ready, "maintainer"), process);
    }

    /// Verdaccio at its best: signed tokens (by default it hashes a password at every request), no web pages, no
    /// registry behind it, nothing logged below a warning. Packages are for those who are signed in, as ours are.
    public static Registry verdaccio(Path modules, Path data, int port) throws IOException {
        Files.createDirectories(data);
        var config = Files.writeString(data.resolve("config.yaml"), """
                storage: ./storage
                auth:
                  htpasswd:
                    file: ./htpasswd
                security:
                  api:
                    jwt:
                      sign:
                        expiresIn: 30d
                packages:
                  '@*/*':
                    access: $authenticated
                    publish: $authenticated
                    unpublish: $authenticated
                web:
                  enable: false
                log: {type: stdout, format: json, level: warn}
                """);
        Files.deleteIfExists(data.resolve("htpasswd")); // The account is made anew: that is how its token is got.
        var program = modules.resolve("verdaccio/bin/verdaccio").toString();
        var process = Children.start(
                new ProcessBuilder("node", program, "--config", config.toString(), "--listen", "127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(log(data)));
        var url = URI.create("http://127.0.0.1:" + port);
        return new Registry("verdaccio", url, signIn(url, process), process);
    }

    public String name() {
        return name;
    }

    public URI url() {
        return url;
    }

    public String token() {
        return token;
    }

    /// Of the whole process tree, in MiB.
    public double memory() {
        return Memory.ofTree(process.toHandle());
    }

    public URI at(String path) {
        return url.resolve(path);
    }

    public Map<String, String> signedIn() {
        return Map.of("Authorization", "Bearer " + token);
    }

    public void publish(Caller caller, Release release) throws IOException {
        var headers = new HashMap<>(signedIn());
        headers.put("Content-Type", "application/json");
        var path = "/" + release.name().replace("/", "%2f");
        var answer = caller.put(at(path), headers, release.publishDocument());
        if (answer.status() != 200 && answer.status() != 201) {
            throw new IOException("%s refused %s %s: %d %s"
                    .formatted(name, release.name(), release.version(), answer.status(), answer.body()));
        }
    }

    private static String signIn(URI url, Process process) throws IOException {
        var account = "{\"name\": \"bench\", \"password\": \"a-password-for-the-benchmark\"}";
        for (int attempt = 0; process.isAlive() && attempt < 300; attempt++) {
            try (var caller = new Caller()) {
                var answer = caller.put(
                        url.resolve("/-/user/org.couchdb.user:bench"),
                        Map.of("Content-Type", "application/json"),
                        account.getBytes(StandardCharsets.UTF_8));
                return member(answer.body(), "token");
            } catch (ConnectException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        throw new IOException("verdaccio did not start");
    }

    private static String member(String json, String name) {
        var found =
                Pattern.compile("\"%s\"\\s*:\\s*\"([^\"]+)\"".formatted(name)).matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no \"%s\" in %s".formatted(name, json));
        }
        return found.group(1);
    }

    private static ProcessBuilder.Redirect log(Path data) throws IOException {
        Files.createDirectories(data);
        return ProcessBuilder.Redirect.appendTo(
                data.resolveSibling(data.getFileName() + ".log").toFile());
    }

    private static void drain(BufferedReader output, File log) {
        Thread.ofVirtual().start(() -> {
            try (output;
                    var file = Files.newBufferedWriter(log.toPath())) {
                output.transferTo(file);
            } catch (IOException ended) {
                // So did the process, and what it still had to say is nobody's concern.
            }
        });
    }

    @Override
    public void close() {
        var all = process.descendants().toList();
        process.destroy();
        process.onExit()
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
