package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What all five clients do every day.
@ExtendWith(Journeys.class)
class PublishAndInstallTest {

    @ParameterizedTest
    @EnumSource
    void a_new_package_is_published(Client client, Journey journey) {
        var colors = journey.newPackage("colors");

        journey.desk(Who.MAINTAINER, client).publish(colors).succeeded();

        var packument = journey.packument(colors.name());
        assertThat(Json.object(packument, "versions")).containsOnlyKeys("1.0.0");
        assertThat(Json.object(packument, "dist-tags")).isEqualTo(Map.of("latest", "1.0.0"));
        assertThat(Json.object(packument, "time")).containsKeys("created", "modified", "1.0.0");
        assertThat(PublishBody.integrity(journey.tarball(colors)))
                .isEqualTo(Json.at(packument, "versions", "1.0.0", "dist", "integrity"));
    }

    @ParameterizedTest
    @EnumSource
    void a_second_version_becomes_the_latest_and_the_first_one_stays(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);

        journey.desk(Who.MAINTAINER, client).publish(colors.version("1.1.0")).succeeded();

        var packument = journey.packument(colors.name());
        assertThat(Json.object(packument, "versions")).containsOnlyKeys("1.0.0", "1.1.0");
        assertThat(Json.object(packument, "dist-tags")).isEqualTo(Map.of("latest", "1.1.0"));
        assertThat(journey.tarball(colors)).isEqualTo(PublishBody.tarball(colors));
    }

    /// A prerelease, since npm looks by itself whether a stable version is there and then never asks the registry.
    @ParameterizedTest
    @EnumSource
    void a_version_that_exists_is_refused_and_the_client_says_why(Client client, Journey journey) {
        var colors = journey.newPackage("colors").version("1.0.0-rc.1");
        journey.given(colors);

        journey.desk(Who.MAINTAINER, client)
                .publish(colors.file("index.js", "module.exports = 'something else'\n"), "--tag", "next")
                .failed()
                .saying(colors.spec(), "already");

        assertThat(journey.tarball(colors)).isEqualTo(PublishBody.tarball(colors));
    }

    @ParameterizedTest
    @EnumSource
    void a_package_is_added_to_an_empty_project_with_all_that_it_needs(Client client, Journey journey) {
        var hues = journey.newPackage("hues");
        var colors = journey.newPackage("colors").dependingOn(hues.name(), "^1.0.0");
        journey.given(hues, colors);
        var desk = journey.desk(Who.MEMBER, client);
        var app = desk.emptyProject();

        desk.add(app, colors.name()).succeeded();

        app.holds(colors);
        assertThat(Json.object(Json.read(app.read("package.json")), "dependencies"))
                .isEqualTo(Map.of(colors.name(), "^1.0.0"));
        assertThat(app.read(client.lockfile())).contains(hues.name()).doesNotContain("X-Amz");
    }

    @ParameterizedTest
    @EnumSource
    void a_lockfile_gives_the_same_versions_to_somebody_with_empty_caches(Client client, Journey journey) {
        var hues = journey.newPackage("hues");
        var colors = journey.newPackage("colors").dependingOn(hues.name(), "^1.0.0");
        journey.given(hues, colors);
        var author = journey.desk(Who.MEMBER, client);
        var app = author.emptyProject();
        author.add(app, colors.name()).succeeded();
        journey.given(hues.version("1.0.1"), colors.version("1.0.1"));
        var colleague = journey.desk(Who.MEMBER, client);
        var copy = colleague.checkout(app);

        colleague.installFrozen(copy).succeeded();

        copy.holds(colors);
        assertThat(copy.read(client.lockfile())).isEqualTo(app.read(client.lockfile()));
    }

    @ParameterizedTest
    @EnumSource
    void without_a_lockfile_the_newest_version_in_range_is_installed(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        var newest = colors.version("1.10.0");
        journey.given(colors, newest, colors.version("1.9.0"), colors.version("2.0.0"));
        var desk = journey.desk(Who.MEMBER, client);
        var app = desk.projectNeeding(Map.of(colors.name(), "^1.0.0"));

        desk.install(app).succeeded();

        app.holds(newest);
    }

    @ParameterizedTest
    @EnumSource
    void an_upgrade_reaches_a_version_that_was_just_published(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(Who.MEMBER, client);
        var app = desk.emptyProject();
        desk.add(app, colors.name()).succeeded();
        var newest = colors.version("1.1.0");
        journey.given(newest);

        desk.upgrade(app, colors.name()).succeeded();

        app.holds(newest);
    }
}
