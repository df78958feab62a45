package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `npm login` and what comes after it, approved in a browser, with the real clients.
@ExtendWith(Journeys.class)
class LoginTest {

    private static final Pattern LINK = Pattern.compile("(http://\\S+/login/approve\\?login=slp_c[0-9A-Za-z]{49})");
    private static final Pattern TOKEN = Pattern.compile("(?i:authToken)[\"'\\s=:]+(slp_a[0-9A-Za-z]{49})");

    @ParameterizedTest
    @EnumSource(names = {"NPM", "PNPM"})
    void a_login_is_approved_used_and_ended(Client client, Journey journey) {
        var desk = journey.desk(Who.NOBODY, client);
        var registry = "--registry=" + journey.registry().url() + "/";
        desk.run("whoami", registry).failed();

        try (var terminal = desk.start("login", registry)) {
            var link = terminal.reads(LINK);
            assertThat(journey.browser(Who.MAINTAINER).press(link, "approve").body())
                    .contains("Approved");
            terminal.ends().succeeded();
        }

        var token = token(desk);
        desk.run("whoami", registry).succeeded().saying("max");
        var colors = journey.newPackage("colors");
        desk.publish(colors).succeeded();
        desk.run("logout", registry).succeeded();

        assertThat(desk.settings()).doesNotContain(token);
        desk.run("whoami", registry).failed();
        refused(journey, token);
    }

    @Test
    void a_login_that_is_denied_lets_nobody_in(Journey journey) {
        var desk = journey.desk(Who.NOBODY, Client.NPM);

        try (var terminal =
                desk.start("login", "--registry=" + journey.registry().url() + "/")) {
            assertThat(journey.browser(Who.MAINTAINER)
                            .press(terminal.reads(LINK), "deny")
                            .body())
                    .contains("Denied");
            terminal.ends().failed();
        }

        assertThat(desk.settings()).doesNotContain("_authToken");
    }

    @Test
    void tokens_are_listed_made_and_revoked(Journey journey) {
        var desk = journey.desk(Who.NOBODY, Client.NPM);
        var registry = "--registry=" + journey.registry().url() + "/";
        try (var terminal = desk.start("login", registry)) {
            journey.browser(Who.MAINTAINER).press(terminal.reads(LINK), "approve");
            terminal.ends().succeeded();
        }

        desk.run("token", "list", registry).succeeded().saying("npm login on npm/");
        var made = desk.run(
                        "token",
                        "create",
                        registry,
                        "--name=release-script",
                        "--password=none-here",
                        "--expires=7",
                        "--cidr=127.0.0.0/8",
                        "--packages=@" + journey.registry().organization() + "/pad",
                        "--packages-and-scopes-permission=read-only")
                .succeeded()
                .saying("Created token slp_a", "with IP whitelist: 127.0.0.0/8", "expires:");
        var created = Pattern.compile("(slp_a[0-9A-Za-z]{49})").matcher(made.stdout());
        assertThat(created.find()).isTrue();
        var token = created.group(1);
        assertThat(new Wire(journey.registry().url(), token).get("/-/whoami").body())
                .contains("max");
        desk.run("token", "list", registry).succeeded().saying("release-script", "127.0.0.0/8");

        desk.run("token", "revoke", token, registry).succeeded().saying("Removed 1 token");

        refused(journey, token);
        desk.run("token", "list", registry).succeeded().notSaying("release-script");
        desk.run("token", "revoke", token, registry).failed().saying("Unknown token id or value");
    }

    @Test
    void a_token_is_revoked_by_the_id_that_the_list_shows(Journey journey) {
        var desk = journey.desk(Who.OWNER, Client.NPM);
        var registry = "--registry=" + journey.registry().url() + "/";
        desk.run("token", "create", registry, "--name=by-id", "--password=none-here")
                .succeeded();
        var list = desk.run("token", "list", registry).succeeded().stdout();
        var id = Pattern.compile("with id (\\S+) name by-id").matcher(list);
        assertThat(id.find()).as(list).isTrue();

        desk.run("token", "revoke", id.group(1), registry).succeeded().saying("Removed 1 token");

        desk.run("token", "list", registry).succeeded().notSaying("by-id");
    }

    @Test
    void a_profile_is_shown_and_not_changed(Journey journey) {
        var desk = journey.desk(Who.OWNER, Client.NPM);
        var registry = "--registry=" + journey.registry().url() + "/";

        desk.run("profile", "get", registry).succeeded().saying("ada", "two-factor auth: disabled");
        desk.run("profile", "set", "fullname", "Ada", registry).failed().saying("A profile is not changed by npm here");
    }

    @Test
    void a_machine_can_neither_list_tokens_nor_log_itself_out(Journey journey) {
        var desk = journey.desk(Who.READ_ONLY_MACHINE, Client.NPM);
        var registry = "--registry=" + journey.registry().url() + "/";

        desk.run("token", "list", registry).failed().saying("403");
        desk.run("logout", registry).failed().saying("403");
        desk.run("whoami", registry).succeeded();
    }

    @Test
    void a_password_leads_nowhere_and_says_what_does(Journey journey) {
        var answer = new Wire(journey.registry().url(), "")
                .put("/-/user/org.couchdb.user:max", "{\"name\":\"max\",\"password\":\"x\"}");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("npm login --auth-type=web");
    }

    private static String token(Desk desk) {
        var token = TOKEN.matcher(desk.settings());
        assertThat(token.find()).as("a token in the settings").isTrue();
        return token.group(1);
    }

    private static void refused(Journey journey, String token) {
        var answer = new Wire(journey.registry().url(), token).get("/-/whoami");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("token_revoked");
    }
}
