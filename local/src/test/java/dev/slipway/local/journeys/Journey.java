package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/// What one journey starts from: the registry, desks to work at, and package names that no other journey uses.
final class Journey implements AutoCloseable {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final RegistryUnderTest registry;
    private final Path folder;
    private final AtomicInteger desks = new AtomicInteger();

    Journey(RegistryUnderTest registry) {
        this.registry = registry;
        try {
            this.folder = Files.createTempDirectory("slipway-journey-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RegistryUnderTest registry() {
        return registry;
    }

    Desk desk(Who who, Client client) {
        return desk(registry.token(who), client);
    }

    Desk desk(String token, Client client) {
        return new Desk(client, folder.resolve("desk-" + desks.incrementAndGet()), registry, token);
    }

    /// A browser that they have just signed in with.
    Browser browser(Who who) {
        return new Browser(registry.session(who));
    }

    Wire wire(Who who) {
        return new Wire(registry.url(), registry.token(who));
    }

    /// The first version of a package of the organization.
    PackageSource newPackage(String stem) {
        return PackageSource.of(newName(stem), "1.0.0");
    }

    String newName(String stem) {
        return "@" + registry.organization() + "/" + stem + "-" + NAMES.incrementAndGet();
    }

    /// Has these published already: by the maintainer, and without a client, which would take its time.
    void given(PackageSource... sources) {
        for (var source : sources) {
            var answer = put(source, PublishBody.of(source));
            assertThat(answer.statusCode())
                    .as(source.spec() + ": " + answer.body())
                    .isBetween(200, 201);
        }
    }

    HttpResponse<String> put(PackageSource source, String publishBody) {
        return wire(Who.MAINTAINER).put(path(source.name()), publishBody);
    }

    /// The whole document of a package, as a member sees it.
    Object packument(String name) {
        var answer = wire(Who.MEMBER).get(path(name));
        assertThat(answer.statusCode()).as(name + ": " + answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    /// The bytes of a version, as a member gets them.
    byte[] tarball(PackageSource source) {
        var address = Json.at(packument(source.name()), "versions", source.version(), "dist", "tarball");
        return wire(Who.MEMBER).tarball((String) address);
    }

    /// A package's path as most clients write it.
    static String path(String name) {
        return "/" + name.replace("/", "%2f");
    }

    @Override
    public void close() {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
