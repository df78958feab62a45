package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From nothing to a team that ships: in browsers, in a mailbox and at a terminal, as people would.
class TeamStoryTest {

    private static final Pattern LOGIN_URL = Pattern.compile("http://localhost:\\d+/login/approve\\?login=\\w+");
    private static final Pattern SECRET = Pattern.compile("slp_[a-z][0-9A-Za-z]{49}");

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsABrowser() {
        assumeTrue(Browser.program().isPresent(), Browser.MISSING);
    }

    @Test
    void a_team_is_founded_invited_and_ships_a_package() throws Exception {
        var data = folder.resolve("data");
        try (var registry = LocalRegistry.start(Options.in(data).withPort(0));
                var browser = Browser.start()) {
            var story = new Story(registry, browser, Path.of("target/screens"));
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            var linus = story.person("linus", "linus@kernel.example", browser.phone());

            grace.signsUp();
            grace.shows("Organizations");
            grace.page()
                    .getByRole(AriaRole.LINK, named("Create an organization"))
                    .click();
            grace.picture("create-organization");
            grace.page().getByLabel("Name").fill("Hopper & Sons");
            grace.presses("Create organization");
            grace.shows("Hopper & Sons");
            grace.picture("organization");

            grace.goes("/console/organizations/hopper-and-sons/invitations");
            grace.page().getByLabel("E-mail addresses").fill("linus@kernel.example, ken@labs.example, nonsense");
            grace.page().getByRole(AriaRole.RADIO, named("Maintainer")).check();
            grace.presses("Send invitations");
            grace.shows("linus@kernel.example");
            grace.picture("invitations");
            assertThat(grace.page().content()).contains("nonsense");

            // Opening a link changes nothing; signing up on the way loses no invitation.
            linus.opens(story.linkTo("linus@kernel.example", "/invitations/accept"));
            linus.picture("invitation-signed-out");
            linus.page().getByRole(AriaRole.LINK, named("Sign in to accept")).click();
            linus.signsUpFromHere();
            linus.shows("Join Hopper & Sons");
            linus.picture("invitation");
            linus.presses("Accept");
            linus.goes("/console");
            linus.shows("Hopper & Sons");

            // Somebody without an account declines, and their link is spent.
            var ken = story.person("ken", "ken@labs.example", browser.profile());
            var kensLink = story.linkTo("ken@labs.example", "/invitations/accept");
            ken.opens(kensLink);
            ken.presses("Decline");
            ken.opens(kensLink);
            ken.picture("link-gone");
            assertThat(ken.page().content()).doesNotContain("Hopper");

            grace.goes("/console/organizations/hopper-and-sons/members");
            grace.shows("linus");
            grace.picture("members");
            grace.goes("/console/organizations/hopper-and-sons/invitations");
            assertThat(grace.page().content()).contains("Declined").contains("Accepted");

            // At the terminal: the browser lets the command line in, and the new member publishes and installs.
            var terminal = new Terminal(folder.resolve("linus"), registry.url());
            var home = terminal.project("desk", Map.of());
            var login = terminal.npm(home, "login", "--auth-type=web");
            linus.opens(login.printed(LOGIN_URL));
            linus.picture("approve-login");
            linus.presses("Approve");
            linus.shows("Approved");
            login.succeeded();
            assertThat(terminal.npm(home, "whoami").succeeded()).contains("linus");

            var pkg = terminal.project(
                    "pad",
                    Map.of(
                            "package.json", "{\"name\":\"@hopper-and-sons/pad\",\"version\":\"1.0.0\"}",
                            "index.js", "module.exports = 'shipped'\n"));
            terminal.npm(pkg, "publish").succeeded();
            var app = terminal.project("app", Map.of("package.json", "{\"name\":\"app\",\"version\":\"1.0.0\"}"));
            terminal.npm(app, "install", "@hopper-and-sons/pad").succeeded();
            assertThat(Files.readString(app.resolve("node_modules/@hopper-and-sons/pad/index.js")))
                    .contains("shipped");

            linus.goes("/console/tokens");
            linus.picture("tokens");
            assertThat(linus.page().content()).contains("npm login");
            linus.goes("/console/sessions");
            linus.picture("sessions");

            // Removal acts on the very next request, in the browser and at the terminal.
            grace.goes("/console/organizations/hopper-and-sons/members");
            grace.page().locator("summary:has-text('Remove linus')").click();
            grace.presses("Remove linus");
            assertThat(linus.statusOf("/console/organizations/hopper-and-sons")).isEqualTo(404);
            assertThat(terminal.npm(app, "view", "@hopper-and-sons/pad").failed())
                    .contains("E404");

            assertThat(browser.complaints()).isEmpty();
            assertThat(secretsIn(Files.readString(data.resolve("registry.log"))))
                    .isEmpty();
        }
    }

    private static List<String> secretsIn(String log) {
        return SECRET.matcher(log).results().map(found -> found.group()).toList();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
