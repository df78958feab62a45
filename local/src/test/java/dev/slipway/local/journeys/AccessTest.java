package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who gets in and who doesn't, and what npm tells those who don't.
@ExtendWith(Journeys.class)
class AccessTest {

    @ParameterizedTest
    @EnumSource
    void anybody_installs_what_was_published_to_the_public(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        journey.desk(Who.MAINTAINER, client)
                .publish(colors, "--access", "public")
                .succeeded();
        var desk = journey.desk(Who.NOBODY, client);
        var app = desk.emptyProject();

        desk.add(app, colors.name()).succeeded();

        app.holds(colors);
    }

    @Test
    void nobody_installs_a_private_package_without_signing_in(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.desk(Who.MAINTAINER, Client.NPM).publish(colors).succeeded();
        var desk = journey.desk(Who.NOBODY, Client.NPM);
        var app = desk.emptyProject();

        desk.add(app, colors.name()).failed().saying("401", "Sign in first");

        app.lacks(colors.name());
    }

    @Test
    void who_is_not_signed_in_hears_the_same_of_a_package_that_is_not_there(Journey journey) {
        var desk = journey.desk(Who.NOBODY, Client.NPM);

        desk.add(desk.emptyProject(), journey.newName("nothing")).failed().saying("401", "Sign in first");
    }

    @Test
    void an_outsider_can_not_tell_a_private_package_from_none(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(Who.OUTSIDER, Client.NPM);
        var app = desk.emptyProject();

        desk.add(app, colors.name()).failed().saying("404");

        app.lacks(colors.name());
        var hidden = journey.wire(Who.OUTSIDER).get(Journey.path(colors.name()));
        var missing = journey.wire(Who.OUTSIDER).get(Journey.path(journey.newName("nothing")));
        assertThat(hidden.statusCode()).isEqualTo(missing.statusCode()).isEqualTo(404);
    }

    @Test
    void a_read_only_machine_installs_but_does_not_publish(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var machine = journey.desk(Who.READ_ONLY_MACHINE, Client.NPM);
        var app = machine.emptyProject();

        machine.add(app, colors.name()).succeeded();

        app.holds(colors);
        machine.publish(colors.version("1.1.0")).failed().saying("403", "does not have the scope \"publish\"");
        assertThat(Json.object(journey.packument(colors.name()), "versions")).containsOnlyKeys("1.0.0");
    }

    @Test
    void a_member_does_not_publish_unless_the_organization_lets_members_do_so(Journey journey) {
        var colors = journey.newPackage("colors");

        journey.desk(Who.MEMBER, Client.NPM).publish(colors).failed().saying("403", "You may not publish");

        assertThat(journey.wire(Who.OWNER).get(Journey.path(colors.name())).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_maintainer_publishes(Journey journey) {
        var colors = journey.newPackage("colors");

        journey.desk(Who.MAINTAINER, Client.NPM).publish(colors).succeeded();

        assertThat(journey.tarball(colors)).isNotEmpty();
    }

    @Test
    void nobody_publishes_under_the_scope_of_somebody_else(Journey journey) {
        var url = journey.registry().url();
        var stranger = PackageSource.of("@somebody-else/colors", "1.0.0");

        journey.desk(Who.OWNER, Client.NPM)
                .publish(stranger, "--registry", url)
                .failed()
                .saying("403", "You are not a member of @somebody-else");
        journey.desk(Who.OUTSIDER, Client.NPM)
                .publish(journey.newPackage("colors"))
                .failed()
                .saying("403", "You are not a member of @" + journey.registry().organization());
    }

    @Test
    void a_mistyped_token_is_refused_with_a_reason(Journey journey) {
        var token = journey.registry().token(Who.MEMBER);
        var last = token.endsWith("x") ? "y" : "x";
        var mistyped = token.substring(0, token.length() - 1) + last;

        refusal(journey, mistyped).saying("401", "check it for a typo");
    }

    @Test
    void an_expired_token_is_refused_with_a_reason(Journey journey) {
        refusal(journey, journey.registry().expiredToken()).saying("401", "This token has expired");
    }

    @Test
    void a_revoked_token_is_refused_with_a_reason(Journey journey) {
        refusal(journey, journey.registry().revokedToken()).saying("401", "This token was revoked");
    }

    private static Run refusal(Journey journey, String token) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(token, Client.NPM);
        return desk.add(desk.emptyProject(), colors.name()).failed();
    }
}
