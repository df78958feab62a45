package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Deprecating and unpublishing send a package's whole document back, as it was when the client read it. What others
/// did since must not be lost by that.
@ExtendWith(Journeys.class)
class StaleDocumentTest {

    @Test
    void a_stale_deprecation_erases_nothing(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var maintainer = journey.wire(Who.MAINTAINER);
        var path = Journey.path(colors.name());
        var stale = Json.read(maintainer.get(path + "?write=true").body());
        journey.given(colors.version("1.1.0"));
        Json.object(stale, "versions", "1.0.0").put("deprecated", "its red is green");

        var answer = maintainer.put(path, Json.write(stale));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(Json.at(Json.read(answer.body()), "error")).asString().isNotBlank();
        bothVersionsAreThere(journey, colors);
    }

    @Test
    void a_stale_unpublish_erases_nothing(Journey journey) {
        var colors = journey.newPackage("colors");
        var bad = colors.version("1.0.1");
        journey.given(bad, colors);
        var owner = journey.wire(Who.OWNER);
        var path = Journey.path(colors.name());
        var stale = Json.read(owner.get(path + "?write=true").body());
        journey.given(colors.version("1.1.0"));
        Json.object(stale, "versions").remove("1.0.0");

        var answer = owner.put(path + "/-rev/" + Json.at(stale, "_rev"), Json.write(stale));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        var packument = journey.packument(colors.name());
        assertThat(Json.object(packument, "versions")).containsOnlyKeys("1.0.0", "1.0.1", "1.1.0");
        assertThat(journey.tarball(colors)).isEqualTo(PublishBody.tarball(colors));
    }

    @Test
    void a_stale_removal_of_the_whole_package_erases_nothing(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var owner = journey.wire(Who.OWNER);
        var path = Journey.path(colors.name());
        var stale = Json.read(owner.get(path + "?write=true").body());
        journey.given(colors.version("1.1.0"));

        var answer = owner.delete(path + "/-rev/" + Json.at(stale, "_rev"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        bothVersionsAreThere(journey, colors);
    }

    @Test
    void a_current_document_is_taken_at_its_word(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors, colors.version("1.1.0"));
        var maintainer = journey.wire(Who.MAINTAINER);
        var path = Journey.path(colors.name());
        var current = Json.read(maintainer.get(path + "?write=true").body());
        Json.object(current, "versions", "1.0.0").put("deprecated", "its red is green");

        assertThat(maintainer.put(path, Json.write(current)).statusCode()).isBetween(200, 201);

        bothVersionsAreThere(journey, colors);
        assertThat(Json.at(journey.packument(colors.name()), "versions", "1.0.0", "deprecated"))
                .isEqualTo("its red is green");
    }

    private static void bothVersionsAreThere(Journey journey, PackageSource colors) {
        var packument = journey.packument(colors.name());
        assertThat(Json.object(packument, "versions")).containsOnlyKeys("1.0.0", "1.1.0");
        assertThat(Json.object(packument, "dist-tags")).isEqualTo(Map.of("latest", "1.1.0"));
        assertThat(journey.tarball(colors)).isEqualTo(PublishBody.tarball(colors));
        assertThat(journey.tarball(colors.version("1.1.0"))).isEqualTo(PublishBody.tarball(colors.version("1.1.0")));
    }
}
