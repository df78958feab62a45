package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What one organization shares in the Pool, installed by somebody of another one.
@ExtendWith(Journeys.class)
class PoolTest {

    private static Wire outsider(Journey journey) {
        return new Wire(journey.registry().url(), journey.registry().fullToken(Who.OUTSIDER));
    }

    private static Wire owner(Journey journey) {
        return new Wire(journey.registry().url(), journey.registry().fullToken(Who.OWNER));
    }

    /// The outsider founds an organization of their own; as its owner they give themselves a place.
    private static String founded(Journey journey) {
        var slug = "pool-" + journey.newName("org").replaceAll("[^0-9]", "");
        var founded =
                outsider(journey).post("/api/v1/orgs", "{\"name\": \"" + slug + "\", \"slug\": \"" + slug + "\"}");
        assertThat(founded.statusCode()).as(founded.body()).isEqualTo(201);
        return slug;
    }

    private static String place(Journey journey, String slug) {
        var whoami = journey.wire(Who.OUTSIDER).get("/-/whoami");
        return "/api/v1/orgs/" + slug + "/members/" + Json.at(Json.read(whoami.body()), "username") + "/pool";
    }

    private static String pool(Journey journey, PackageSource source) {
        var local = source.name().substring(source.name().indexOf('/') + 1);
        return "/api/v1/orgs/" + journey.registry().organization() + "/packages/" + local + "/pool";
    }

    @ParameterizedTest
    @EnumSource
    void somebody_of_another_organization_installs_what_is_shared(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var place = place(journey, founded(journey));
        assertThat(owner(journey).put(pool(journey, colors), "").statusCode()).isEqualTo(200);
        var desk = journey.desk(Who.OUTSIDER, client);
        var app = desk.emptyProject();
        // yarn 1 says it in words.
        desk.add(app, colors.name()).failed();
        app.lacks(colors.name());

        assertThat(outsider(journey).put(place, "").statusCode()).isEqualTo(200);

        desk.add(app, colors.name()).succeeded();
        app.holds(colors);
        // Everybody here is of one registry: who comes next has no place.
        assertThat(outsider(journey).delete(place).statusCode()).isEqualTo(204);
    }

    @Test
    void who_has_lost_the_place_or_whose_package_is_out_gets_404(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var place = place(journey, founded(journey));
        var outsider = outsider(journey);
        assertThat(outsider.put(place, "").statusCode()).isEqualTo(200);
        var desk = journey.desk(Who.OUTSIDER, Client.NPM);
        desk.add(desk.emptyProject(), colors.name()).failed().saying("404");
        owner(journey).put(pool(journey, colors), "");
        desk.run("view", colors.name()).succeeded();

        assertThat(outsider.delete(place).statusCode()).isEqualTo(204);

        desk.run("view", colors.name()).failed().saying("404");
        assertThat(outsider.put(place, "").statusCode()).isEqualTo(200);
        desk.run("view", colors.name()).succeeded();
        assertThat(owner(journey).delete(pool(journey, colors)).statusCode()).isEqualTo(204);
        desk.run("view", colors.name()).failed().saying("404");
        assertThat(outsider.delete(place).statusCode()).isEqualTo(204);
    }
}
