package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The same wishes in pnpm's words: it sends other requests for them than npm does.
@ExtendWith(Journeys.class)
class PnpmCommandsTest {

    @Test
    void a_dist_tag_is_added_listed_and_removed(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors, colors.version("1.1.0"));
        var desk = journey.desk(Who.MAINTAINER, Client.PNPM);

        desk.run("dist-tag", "add", colors.spec(), "stable").succeeded();

        desk.run("dist-tag", "ls", colors.name()).succeeded().saying("latest: 1.1.0", "stable: 1.0.0");

        desk.run("dist-tag", "rm", colors.name(), "stable").succeeded();

        assertThat(Json.object(journey.packument(colors.name()), "dist-tags")).isEqualTo(Map.of("latest", "1.1.0"));
    }

    @Test
    void a_version_is_deprecated_and_undeprecated(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors, colors.version("1.1.0"));
        var maintainer = journey.desk(Who.MAINTAINER, Client.PNPM);

        maintainer.run("deprecate", colors.spec(), "its red is green").succeeded();

        var member = journey.desk(Who.MEMBER, Client.PNPM);
        member.add(member.emptyProject(), colors.spec()).succeeded().saying("deprecated", "its red is green");
        assertThat(Json.object(journey.packument(colors.name()), "versions")).containsOnlyKeys("1.0.0", "1.1.0");

        maintainer.run("undeprecate", colors.spec()).succeeded();

        var manifest = Json.object(journey.packument(colors.name()), "versions", "1.0.0");
        assertThat(manifest).doesNotContainKey("deprecated");
    }

    @Test
    void a_version_is_unpublished(Journey journey) {
        var colors = journey.newPackage("colors");
        var bad = colors.version("1.1.0");
        journey.given(colors, bad);
        var desk = journey.desk(Who.OWNER, Client.PNPM);

        desk.run("unpublish", bad.spec()).succeeded();

        var packument = journey.packument(colors.name());
        assertThat(Json.object(packument, "versions")).containsOnlyKeys("1.0.0");
        assertThat(Json.object(packument, "dist-tags")).isEqualTo(Map.of("latest", "1.0.0"));
        desk.publish(bad).failed().saying("unpublished");
    }

    @Test
    void a_star_is_answered_with_why_it_is_not_kept(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);

        // pnpm asks the default registry, whatever registry the scope has.
        var star = journey.desk(Who.MEMBER, Client.PNPM)
                .run("star", "--registry=" + journey.registry().url() + "/", colors.name());

        star.failed().saying("Stars are not kept in this registry.");
    }

    @Test
    void a_package_is_unpublished(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors, colors.version("1.1.0"));

        journey.desk(Who.OWNER, Client.PNPM)
                .run("unpublish", "--force", colors.name())
                .succeeded();

        assertThat(journey.wire(Who.MEMBER).get(Journey.path(colors.name())).statusCode())
                .isEqualTo(404);
    }
}
