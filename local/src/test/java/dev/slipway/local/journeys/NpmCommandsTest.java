package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The commands that npm has besides publishing and installing.
@ExtendWith(Journeys.class)
class NpmCommandsTest {

    @Test
    void a_dist_tag_is_added_listed_installed_and_removed(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors, colors.version("1.1.0"));
        var desk = journey.desk(Who.MAINTAINER, Client.NPM);
        var app = desk.emptyProject();

        desk.run(app, "dist-tag", "add", colors.spec(), "stable").succeeded();

        desk.run(app, "dist-tag", "ls", colors.name()).succeeded().saying("latest: 1.1.0", "stable: 1.0.0");
        desk.add(app, colors.name() + "@stable").succeeded();
        app.holds(colors);

        desk.run(app, "dist-tag", "rm", colors.name(), "stable").succeeded();

        assertThat(Json.object(journey.packument(colors.name()), "dist-tags")).isEqualTo(Map.of("latest", "1.1.0"));
    }

    @Test
    void a_version_published_under_a_tag_is_not_the_latest(Journey journey) {
        var colors = journey.newPackage("colors");
        var next = colors.version("2.0.0-rc.1");
        journey.given(colors);
        var desk = journey.desk(Who.MAINTAINER, Client.NPM);

        desk.publish(next, "--tag", "next").succeeded();

        assertThat(Json.object(journey.packument(colors.name()), "dist-tags"))
                .isEqualTo(Map.of("latest", "1.0.0", "next", "2.0.0-rc.1"));
        var app = desk.emptyProject();
        desk.add(app, colors.name()).succeeded();
        app.holds(colors);
        desk.add(app, colors.name() + "@next").succeeded();
        app.holds(next);
    }

    @Test
    void a_deprecated_version_warns_whoever_installs_it_until_that_is_taken_back(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors, colors.version("1.1.0"));
        var maintainer = journey.desk(Who.MAINTAINER, Client.NPM);

        maintainer.run("deprecate", colors.spec(), "its red is green").succeeded();

        var member = journey.desk(Who.MEMBER, Client.NPM);
        member.add(member.emptyProject(), colors.spec())
                .succeeded()
                .saying("deprecated " + colors.spec() + ": its red is green");
        member.add(member.emptyProject(), colors.name() + "@1.1.0").succeeded().notSaying("deprecated");

        maintainer.run("deprecate", colors.spec(), "").succeeded();

        member.add(member.emptyProject(), colors.spec()).succeeded().notSaying("deprecated");
    }

    @Test
    void an_unpublished_version_is_gone_and_its_number_is_never_used_again(Journey journey) {
        var colors = journey.newPackage("colors");
        var bad = colors.version("1.1.0");
        journey.given(colors, bad);
        var desk = journey.desk(Who.OWNER, Client.NPM);

        desk.run("unpublish", bad.spec()).succeeded();

        var packument = journey.packument(colors.name());
        assertThat(Json.object(packument, "versions")).containsOnlyKeys("1.0.0");
        assertThat(Json.object(packument, "dist-tags")).isEqualTo(Map.of("latest", "1.0.0"));
        var app = desk.emptyProject();
        desk.add(app, colors.name()).succeeded();
        app.holds(colors);
        desk.publish(bad).failed().saying(bad.spec(), "unpublished");
    }

    @Test
    void an_unpublished_package_is_gone_and_its_numbers_are_never_used_again(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors, colors.version("1.1.0"));
        var desk = journey.desk(Who.OWNER, Client.NPM);

        desk.run("unpublish", colors.name(), "--force").succeeded();

        desk.run("view", colors.name()).failed().saying("404");
        assertThat(journey.wire(Who.MEMBER).get(Journey.path(colors.name())).statusCode())
                .isEqualTo(404);
        desk.publish(colors).failed().saying(colors.spec(), "unpublished");
        desk.publish(colors.version("1.2.0")).succeeded();
        assertThat(Json.object(journey.packument(colors.name()), "versions")).containsOnlyKeys("1.2.0");
    }

    @Test
    void view_shows_a_package(Journey journey) {
        var colors = journey.newPackage("colors").field("description", "All the colors there are");
        journey.given(colors, colors.version("1.1.0"));
        var desk = journey.desk(Who.MEMBER, Client.NPM);

        desk.run("view", colors.name()).succeeded().saying(colors.name() + "@1.1.0", "All the colors there are");

        var manifest =
                Json.read(desk.run("view", colors.spec(), "--json").succeeded().stdout());
        assertThat(Json.at(manifest, "dist", "integrity"))
                .isEqualTo(PublishBody.integrity(PublishBody.tarball(colors)));
        assertThat(Json.at(manifest, "versions")).asString().isEqualTo("[1.0.0, 1.1.0]");
    }

    @Test
    void ping_and_whoami_answer(Journey journey) {
        var url = journey.registry().url();
        var desk = journey.desk(Who.MEMBER, Client.NPM);

        desk.run("ping", "--registry", url).succeeded().saying("PONG");
        var handle = desk.run("whoami", "--registry", url).succeeded().stdout().strip();

        assertThat(handle)
                .isEqualTo(Json.at(
                        Json.read(journey.wire(Who.MEMBER).get("/-/whoami").body()), "username"));
    }

    @Test
    void search_finds_what_the_caller_may_read(Journey journey) {
        var name = journey.newName("chartreuse");
        journey.given(PackageSource.of(name, "1.0.0").field("description", "Neither green nor yellow"));
        var url = journey.registry().url();

        var desk = journey.desk(Who.MEMBER, Client.NPM);
        desk.run("search", "chartreuse", "--registry", url)
                .succeeded()
                .saying(name, "Neither green nor yellow", "1.0.0");

        journey.desk(Who.OUTSIDER, Client.NPM)
                .run("search", "chartreuse", "--registry", url)
                .succeeded()
                .notSaying(name);
    }

    @Test
    void an_audit_finds_nothing_to_complain_about(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(Who.MEMBER, Client.NPM);
        var app = desk.emptyProject();
        desk.add(app, colors.name()).succeeded();

        desk.run(app, "audit", "--registry", journey.registry().url())
                .succeeded()
                .saying("found 0 vulnerabilities");
    }

    @Test
    void outdated_lists_what_update_then_brings(Journey journey) {
        var colors = journey.newPackage("colors");
        var newest = colors.version("1.2.0");
        journey.given(colors);
        var desk = journey.desk(Who.MEMBER, Client.NPM);
        var app = desk.emptyProject();
        desk.add(app, colors.name()).succeeded();
        journey.given(newest, colors.version("2.0.0"));

        var outdated = Json.read(desk.run(app, "outdated", "--json").failed().stdout());

        assertThat(Json.at(outdated, colors.name(), "current")).isEqualTo("1.0.0");
        assertThat(Json.at(outdated, colors.name(), "wanted")).isEqualTo("1.2.0");
        assertThat(Json.at(outdated, colors.name(), "latest")).isEqualTo("2.0.0");

        desk.run(app, "update").succeeded();

        app.holds(newest);
    }
}
