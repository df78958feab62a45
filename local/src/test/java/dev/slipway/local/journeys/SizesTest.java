package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Packages of a size that few have.
@ExtendWith(Journeys.class)
class SizesTest {

    @Test
    void a_package_of_ten_thousand_files_is_published_and_installed(Journey journey) {
        var files = new LinkedHashMap<String, byte[]>();
        for (var i = 0; i < 10_000; i++) {
            var path = "icons/%02d/%04d.js".formatted(i % 100, i);
            files.put(path, ("module.exports = " + i + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        var icons = new PackageSource(journey.newPackage("icons").manifest(), files);

        journey.desk(Who.MAINTAINER, Client.NPM).publish(icons).succeeded();

        var member = journey.desk(Who.MEMBER, Client.NPM);
        var app = member.emptyProject();
        member.add(app, icons.name()).succeeded();
        app.holds(icons);
    }

    @ParameterizedTest
    @EnumSource
    void four_megabytes_are_published_and_installed(Client client, Journey journey) {
        var film = journey.newPackage("film").file("film.bin", noise(4_000_000));

        journey.desk(Who.MAINTAINER, client).publish(film).succeeded();

        var member = journey.desk(Who.MEMBER, client);
        var app = member.emptyProject();
        member.add(app, film.name()).succeeded();
        app.holds(film);
    }

    /// A function takes 6,291,456 bytes, of which the event around the publish needs some. Just below, the registry
    /// says itself what doesn't fit.
    @ParameterizedTest
    @EnumSource
    void what_just_does_not_fit_is_refused_with_the_figures_and_less_is_taken(Client client, Journey journey) {
        var film = journey.newPackage("film");
        var desk = journey.desk(Who.MAINTAINER, client);

        desk.publish(film.file("film.bin", noise(4_680_000)))
                .failed()
                .saying("the limit is 6225000", "A tarball of up to 4.65 MB fits");

        takesOnlyASmallerOne(journey, desk, film);
    }

    /// Above, the gateway refuses it before any of our code is asked, in words that not every client shows.
    @ParameterizedTest
    @EnumSource
    void what_is_far_too_large_is_refused_and_less_is_taken(Client client, Journey journey) {
        var film = journey.newPackage("film");
        var desk = journey.desk(Who.MAINTAINER, client);

        var large = film.file("film.bin", noise(6_000_000));
        desk.publish(large).failed();

        assertThat(journey.put(large, PublishBody.of(large)).statusCode()).isEqualTo(413);

        takesOnlyASmallerOne(journey, desk, film);
    }

    private static void takesOnlyASmallerOne(Journey journey, Desk desk, PackageSource film) {
        assertThat(journey.wire(Who.MEMBER).get(Journey.path(film.name())).statusCode())
                .isEqualTo(404);
        desk.publish(film).succeeded();
        assertThat(Json.object(journey.packument(film.name()), "versions")).containsOnlyKeys("1.0.0");
    }

    /// Nothing that gzip could make smaller, and the same in every run.
    private static byte[] noise(int bytes) {
        var noise = new byte[bytes];
        new Random(42).nextBytes(noise);
        return noise;
    }
}
