package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What both yarns know besides publishing and installing. The first believes only an answer that says `ok`.
@ExtendWith(Journeys.class)
class YarnCommandsTest {

    @Test
    void yarn_1_adds_lists_and_removes_a_dist_tag(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors, colors.version("1.1.0"));
        var desk = journey.desk(Who.MAINTAINER, Client.YARN1);

        desk.run("tag", "add", colors.spec(), "stable").succeeded();

        desk.run("tag", "list", colors.name()).succeeded().saying("latest: 1.1.0", "stable: 1.0.0");

        desk.run("tag", "remove", colors.name(), "stable").succeeded();

        assertThat(Json.object(journey.packument(colors.name()), "dist-tags")).isEqualTo(Map.of("latest", "1.1.0"));
    }

    /// In the package's own folder, since berry asks the registry that the project it stands in belongs to.
    @Test
    void berry_adds_lists_and_removes_a_dist_tag(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors, colors.version("1.1.0"));
        var desk = journey.desk(Who.MAINTAINER, Client.BERRY);
        var folder = desk.project(colors);

        desk.run(folder, "npm", "tag", "add", colors.spec(), "stable").succeeded();

        desk.run(folder, "npm", "tag", "list", colors.name()).succeeded().saying("@latest → 1.1.0", "@stable → 1.0.0");

        desk.run(folder, "npm", "tag", "remove", colors.name(), "stable").succeeded();

        assertThat(Json.object(journey.packument(colors.name()), "dist-tags")).isEqualTo(Map.of("latest", "1.1.0"));
    }
}
