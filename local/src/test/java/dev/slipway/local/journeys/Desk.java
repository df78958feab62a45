package dev.slipway.local.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Somebody's desk: one client in an empty home, with the configuration that our users are told to write, and nothing
/// else of this machine. Caches and stores are inside the home, so a new desk has empty ones.
///
/// The default registry is an address where nobody answers: what asks for more than the organization's scope fails.
final class Desk {

    private static final String NOBODY_ANSWERS = "http://localhost:9/";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Client client;
    private final Path folder;
    private final Path home;
    private final AtomicInteger projects = new AtomicInteger();

    /// @param token empty for somebody who isn't signed in
    Desk(Client client, Path folder, RegistryUnderTest registry, String token) {
        this.client = client;
        this.folder = folder;
        this.home = folder.resolve("home");
        write(".npmrc", npmrc(registry, token));
        write(".yarnrc.yml", yarnrc(registry, token));
        write(".config/pnpm/config.yaml", "minimumReleaseAge: 0\n");
    }

    Run publish(PackageSource source, String... flags) {
        return publish(project(source), flags);
    }

    Run publish(Project project, String... flags) {
        if (client == Client.BERRY) {
            install(project).succeeded();
        }
        return run(project, client.publish(), flags);
    }

    Run add(Project project, String... specs) {
        return run(project, client.add(), specs);
    }

    Run install(Project project) {
        return run(project, client.install());
    }

    Run installFrozen(Project project) {
        return run(project, client.installFrozen());
    }

    Run upgrade(Project project, String name) {
        return run(project, client.upgrade(), name);
    }

    Run run(Project project, String... words) {
        return run(project, List.of(words));
    }

    /// Outside of any project.
    Run run(String... words) {
        return run(emptyProject(), words);
    }

    /// Outside of any project, and without waiting for its end.
    Terminal start(String... words) {
        return Terminal.start(client.commandLine(List.of(words)), emptyProject().folder(), environment());
    }

    /// All that was written down in this home, but for caches and logs.
    String settings() {
        try (var files = Files.walk(home)) {
            var all = new StringBuilder();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var path = home.relativize(file).toString();
                if (!path.startsWith(".npm/") && !path.startsWith(".cache/") && !path.contains("/store/")) {
                    all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project emptyProject() {
        return project(Map.of("name", "app", "version", "1.0.0", "private", true));
    }

    /// An application that needs these packages at these ranges.
    Project projectNeeding(Map<String, Object> dependencies) {
        return project(Map.of("name", "app", "version", "1.0.0", "private", true, "dependencies", dependencies));
    }

    Project project(Map<String, Object> manifest) {
        return project(new PackageSource(manifest, Map.of()));
    }

    Project project(PackageSource source) {
        var project = new Project(folder.resolve("project-" + projects.incrementAndGet()));
        source.writeTo(project.folder());
        return client == Client.BERRY ? project.write("yarn.lock", "") : project;
    }

    /// What somebody gets who checks the project out: the manifest and the lockfile.
    Project checkout(Project original) {
        return emptyProject()
                .write("package.json", original.read("package.json"))
                .write(client.lockfile(), original.read(client.lockfile()));
    }

    private Run run(Project project, List<String> words, String... more) {
        var arguments = Stream.concat(words.stream(), Stream.of(more)).toList();
        return new Command(client.commandLine(arguments), project.folder(), environment(), LIMIT).run();
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("PATH", System.getenv("PATH")),
                Map.entry("LANG", "C.UTF-8"),
                Map.entry("HOME", home.toString()),
                Map.entry("TMPDIR", write("tmp/.keep", "").getParent().toString()),
                Map.entry("XDG_CONFIG_HOME", home.resolve(".config").toString()),
                Map.entry("XDG_CACHE_HOME", home.resolve(".cache").toString()),
                Map.entry("XDG_DATA_HOME", home.resolve(".local/share").toString()),
                Map.entry("XDG_STATE_HOME", home.resolve(".local/state").toString()),
                Map.entry("npm_config_globalconfig", home.resolve("no-npmrc").toString()),
                Map.entry("BUN_INSTALL_CACHE_DIR", home.resolve(".bun/cache").toString()),
                Map.entry("COREPACK_ENABLE_NETWORK", "0"),
                Map.entry("COREPACK_ENABLE_STRICT", "0"),
                Map.entry("DO_NOT_TRACK", "1"),
                Map.entry("NO_COLOR", "1"),
                Map.entry("CI", "1"));
    }

    /// For npm, pnpm, yarn 1 and bun. No retries: an answer that only a second try would get is a failure here.
    private static String npmrc(RegistryUnderTest registry, String token) {
        var address = URI.create(registry.url() + "/").getSchemeSpecificPart();
        var lines = """
                registry=%s
                @%s:registry=%s/
                fetch-retries=0
                update-notifier=false
                """.formatted(NOBODY_ANSWERS, registry.organization(), registry.url());
        return token.isEmpty() ? lines : lines + address + ":_authToken=" + token + "\n";
    }

    /// Berry reads no .npmrc. A scope that is named has an age gate of its own, one day unless it says otherwise.
    private static String yarnrc(RegistryUnderTest registry, String token) {
        var signedIn = token.isEmpty() ? "" : """
                    npmAuthToken: "%s"
                    npmAlwaysAuth: true
                """.formatted(token);
        return """
                npmRegistryServer: "%1$s"
                npmScopes:
                  %2$s:
                    npmRegistryServer: "%3$s"
                    npmPublishRegistry: "%3$s"
                    npmMinimalAgeGate: 0
                %4$s
                unsafeHttpWhitelist: ["*"]
                nodeLinker: node-modules
                httpRetry: 0
                enableTelemetry: false
                """.formatted(NOBODY_ANSWERS, registry.organization(), registry.url(), signedIn);
    }

    private Path write(String file, String content) {
        try {
            var path = home.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
