package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients write the slash and the at sign of a name in different ways. All of them mean the same package.
@ExtendWith(Journeys.class)
class WireNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"@%s%%2f%s", "@%s%%2F%s", "@%s/%s", "%%40%s%%2f%s", "%%40%s%%2F%s", "%%40%s/%s"})
    void a_name_is_the_same_however_it_is_written(String form, Journey journey) {
        var colors = journey.newPackage("colors");
        var scope = journey.registry().organization();
        var bare = colors.name().substring(colors.name().indexOf('/') + 1);
        var name = form.formatted(scope, bare);
        var maintainer = journey.wire(Who.MAINTAINER);
        var member = journey.wire(Who.MEMBER);

        assertThat(maintainer.put("/" + name, PublishBody.of(colors)).statusCode())
                .isBetween(200, 201);

        assertThat(Json.at(Json.read(member.get("/" + name).body()), "name")).isEqualTo(colors.name());
        assertThat(Json.at(Json.read(member.get("/" + name + "/1.0.0").body()), "version"))
                .isEqualTo("1.0.0");
        assertThat(Json.at(Json.read(member.get("/" + name + "/latest").body()), "version"))
                .isEqualTo("1.0.0");
        var tarball = journey.registry().url() + "/" + name + "/-/" + bare + "-1.0.0.tgz";
        assertThat(member.tarball(tarball)).isEqualTo(PublishBody.tarball(colors));

        var tag = "/-/package/" + name + "/dist-tags/stable";
        assertThat(maintainer.put(tag, "\"1.0.0\"").statusCode()).isBetween(200, 201);
        assertThat(Json.read(member.get("/-/package/" + name + "/dist-tags").body()))
                .isEqualTo(Json.object(journey.packument(colors.name()), "dist-tags"));
        assertThat(maintainer.delete(tag).statusCode()).isBetween(200, 204);
        assertThat(Json.object(journey.packument(colors.name()), "dist-tags")).containsOnlyKeys("latest");
    }
}
