package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What package managers print when an organization's door is shut.
@ExtendWith(Journeys.class)
class DoorTest {

    private RegistryUnderTest registry;

    @BeforeEach
    void remember(Journey journey) {
        registry = journey.registry();
    }

    @AfterEach
    void openAgain() {
        registry.allow();
        registry.requireNothing();
    }

    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"NPM", "PNPM"})
    void who_comes_from_an_address_that_is_not_allowed_is_told_so_and_by_whom(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(Who.MAINTAINER, client);
        var app = desk.emptyProject();
        registry.allow("192.0.2.0/24", "2001:db8::/32");

        var words = "@" + registry.organization() + " lets in requests from certain addresses only";
        desk.add(app, colors.name()).failed().saying(told(client, words));
        desk.publish(colors.version("1.1.0")).failed().saying("403");

        app.lacks(colors.name());
        registry.allow();
        assertThat(Json.object(journey.packument(colors.name()), "versions")).containsOnlyKeys("1.0.0");
        desk.add(app, colors.name()).succeeded();
        app.holds(colors);
    }

    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"NPM", "PNPM"})
    void who_has_signed_in_otherwise_is_told_where_to_go(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(Who.MAINTAINER, client);
        var app = desk.emptyProject();
        registry.requireGitHub();

        desk.add(app, colors.name()).failed().saying(told(client, "by GitHub, at /sign-in/with/github", "npm login"));

        app.lacks(colors.name());
        var owner = journey.desk(Who.OWNER, client);
        var owners = owner.emptyProject();
        owner.add(owners, colors.name()).succeeded();
        owners.holds(colors);
        var machine = journey.desk(Who.READ_ONLY_MACHINE, client);
        var machines = machine.emptyProject();
        machine.add(machines, colors.name()).succeeded();
        machines.holds(colors);
    }

    /// pnpm prints the status of what it can't install, and nothing of the answer.
    private static String[] told(Client client, String... words) {
        return client == Client.PNPM
                ? new String[] {"403"}
                : Stream.concat(Stream.of("403"), Stream.of(words)).toArray(String[]::new);
    }

    @Test
    void npms_commands_tell_the_same(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(Who.MAINTAINER, Client.NPM);
        registry.allow("192.0.2.0/24");
        var words = "lets in requests from certain addresses only";

        desk.run("view", colors.name()).failed().saying("403", words);
        desk.run("dist-tag", "add", colors.spec(), "next").failed().saying("403", words);
        desk.run("dist-tag", "ls", colors.name()).failed().saying("403", words);
        desk.run("deprecate", colors.spec(), "old").failed().saying("403", words);
        desk.run("unpublish", colors.spec(), "--force").failed().saying("403", words);
        registry.allow();
        assertThat(Json.object(journey.packument(colors.name()), "dist-tags")).containsOnlyKeys("latest");
    }

    @Test
    void what_is_public_is_installed_whatever_the_door(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.desk(Who.MAINTAINER, Client.NPM)
                .publish(colors, "--access", "public")
                .succeeded();
        registry.allow("192.0.2.0/24");
        registry.requireGitHub();
        var desk = journey.desk(Who.NOBODY, Client.NPM);
        var app = desk.emptyProject();

        desk.add(app, colors.name()).succeeded();

        app.holds(colors);
    }
}
