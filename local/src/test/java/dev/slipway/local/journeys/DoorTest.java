package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What package managers print when an organization's door is shut.
@ExtendWith(Journeys.class)
class DoorTest {

    private static final String HERE = "127.0.0.0/8";

    /// npm's own words for it.
    private static final String[] NPMS_OWN = {"code EAUTHIP", "Login is not allowed from your IP address"};

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

    private String shutOut() {
        return "@" + registry.organization() + " lets in requests from certain addresses only, and 127.0.0.1, which"
                + " yours came from, is none of them: connect from one that is, or ask an owner or admin of @"
                + registry.organization() + ".";
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void who_comes_from_an_address_that_is_not_allowed_is_refused_and_keeps_their_token(
            Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(Who.MAINTAINER, client);
        var app = desk.emptyProject();
        registry.allow("192.0.2.0/24", "2001:db8::/32");

        desk.add(app, colors.name()).failed().saying(onAdding(client));
        desk.publish(colors.version("1.1.0")).failed().saying(onPublishing(client));

        app.lacks(colors.name());
        assertThat(desk.settings()).contains(registry.token(Who.MAINTAINER));
        registry.allow();
        assertThat(Json.object(journey.packument(colors.name()), "versions")).containsOnlyKeys("1.0.0");
        desk.add(app, colors.name()).succeeded();
        app.holds(colors);
    }

    /// pnpm and bun print the status of what they can't install, and nothing of the answer; berry takes any 401 for a
    /// token that isn't good, and asks whose it is.
    private String[] onAdding(Client client) {
        return switch (client) {
            case NPM -> npms();
            case PNPM, BUN -> new String[] {"401"};
            case YARN1 -> new String[] {shutOut()};
            case BERRY -> new String[] {"Invalid authentication (as max)"};
        };
    }

    private String[] onPublishing(Client client) {
        return switch (client) {
            case NPM -> npms();
            case PNPM -> new String[] {"401", "address_not_allowed", "lets in requests from certain addresses only"};
            case YARN1 -> new String[] {shutOut()};
            case BERRY -> new String[] {"Invalid authentication (as max)"};
            case BUN -> new String[] {shutOut(), "login is not allowed from your IP address"};
        };
    }

    private String[] npms() {
        return Stream.concat(Stream.of(NPMS_OWN), Stream.of(shutOut())).toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"NPM", "PNPM"})
    void a_token_that_is_limited_to_other_addresses_is_refused_in_the_same_way(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(registry.tokenFor("192.0.2.0/24"), client);
        var app = desk.emptyProject();
        var words = "This token may not be used from the address 127.0.0.1: use one that may";

        var refused = desk.add(app, colors.name()).failed();
        var publish = desk.publish(colors.version("1.1.0")).failed();

        if (client == Client.NPM) {
            refused.saying(NPMS_OWN).saying(words);
            publish.saying(NPMS_OWN).saying(words);
        } else {
            refused.saying("401");
            publish.saying("401", "token_network", words);
        }
        app.lacks(colors.name());
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

        // pnpm prints the status of what it can't install, and nothing of the answer.
        desk.add(app, colors.name())
                .failed()
                .saying(
                        client == Client.PNPM
                                ? new String[] {"403"}
                                : new String[] {"403", "by GitHub, at /sign-in/with/github", "npm login"});

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

    /// Words of an npm command about the organization, with the package `colors` of it; npm asks the default registry
    /// about teams and organizations, whatever registry the scope has.
    private static final List<String> COMMANDS = List.of(
            "view @acme/colors",
            "dist-tag add @acme/colors@1.0.0 next",
            "dist-tag ls @acme/colors",
            "deprecate @acme/colors@1.0.0 old",
            "unpublish @acme/colors@1.0.0 --force",
            "owner ls @acme/colors",
            "owner add mia @acme/colors",
            "access get status @acme/colors",
            "access set status=public @acme/colors",
            "access list packages @acme",
            "access list packages @acme:everyone",
            "access list collaborators @acme/colors",
            "access grant read-only @acme:everyone @acme/colors",
            "access revoke @acme:everyone @acme/colors",
            "team ls @acme",
            "team ls @acme:everyone",
            "team create @acme:painters",
            "team destroy @acme:painters",
            "team add @acme:painters mia",
            "team rm @acme:painters mia",
            "org ls acme",
            "org set acme max admin",
            "org rm acme mia");

    private Run run(Desk desk, PackageSource colors, String command) {
        var words = (command + " --registry " + registry.url())
                .replace("acme", registry.organization())
                .replace("@" + registry.organization() + "/colors", colors.name());
        return desk.run(words.split(" "));
    }

    @Test
    void each_of_npms_commands_says_of_a_wrong_address_what_to_do(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(Who.OWNER, Client.NPM);
        registry.allow("192.0.2.0/24");

        COMMANDS.forEach(command -> run(desk, colors, command).failed().saying(npms()));

        registry.allow();
        nothingHappened(journey, colors);
    }

    @Test
    void each_of_npms_commands_says_where_else_to_sign_in(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(registry.tokenFor(HERE), Client.NPM);
        registry.requireGitHub();

        COMMANDS.forEach(command -> run(desk, colors, command)
                .failed()
                .saying(
                        "403",
                        "Members of @" + registry.organization() + " must sign in by GitHub, at /sign-in/with/github."
                                + " Do so in a browser, and then make a new token, as by `npm login`."));

        registry.requireNothing();
        nothingHappened(journey, colors);
    }

    private void nothingHappened(Journey journey, PackageSource colors) {
        var document = journey.packument(colors.name());
        assertThat(Json.object(document, "dist-tags")).containsOnlyKeys("latest");
        assertThat(Json.object(document, "versions")).containsOnlyKeys("1.0.0");
        var teams = journey.wire(Who.OWNER).get("/-/org/" + registry.organization() + "/team");
        assertThat(teams.body()).contains("everyone").doesNotContain("painters");
    }

    /// A token's own limit holds for what is its holder's own too. It can be given back from anywhere.
    @ParameterizedTest
    @ValueSource(strings = {"token list", "token create --password=x --name=x", "profile get", "whoami"})
    void what_is_ones_own_is_refused_to_a_token_that_is_limited_to_other_addresses(String command, Journey journey) {
        var colors = journey.newPackage("colors");
        var desk = journey.desk(registry.tokenFor("192.0.2.0/24"), Client.NPM);

        run(desk, colors, command).failed().saying("This token may not be used from the address 127.0.0.1", "EAUTHIP");
    }

    @Test
    void a_token_that_is_limited_to_other_addresses_can_be_given_back(Journey journey) {
        var desk = journey.desk(registry.tokenFor("192.0.2.0/24"), Client.NPM);

        run(desk, journey.newPackage("colors"), "logout").succeeded();
        assertThat(desk.settings()).doesNotContain("_authToken");
    }

    /// One's own tokens are not the organization's, or nobody could put right what stands against them.
    @Test
    void what_is_ones_own_has_no_door(Journey journey) {
        var colors = journey.newPackage("colors");
        var desk = journey.desk(registry.tokenFor(HERE), Client.NPM);
        registry.allow("192.0.2.0/24");
        registry.requireGitHub();

        run(desk, colors, "whoami").succeeded().saying("max");
        run(desk, colors, "token list").succeeded();
        run(desk, colors, "profile get").succeeded().saying("max");
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
