package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An organization that decides how its members sign in, as its people see it: with an issuer beside the registry.
class SecurityStoryTest {

    private static final Pattern LOGIN_URL = Pattern.compile("http://localhost:\\d+/login/approve\\?login=\\w+");
    private static final Path PICTURES = Path.of("target/screens");
    private static final String HARBOR = "/console/organizations/harbor";
    private static final String SECURITY = HARBOR + "/security";

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsABrowser() {
        assumeTrue(Browser.program().isPresent(), Browser.MISSING);
    }

    @Test
    void people_must_sign_in_at_the_issuer_and_whoever_does_becomes_a_member() throws Exception {
        var data = folder.resolve("data");
        try (var registry = LocalRegistry.start(Options.in(data).withPort(0));
                var browser = Browser.start()) {
            var story = new Story(registry, browser, PICTURES);
            var screens = new Screens(PICTURES);
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            founds(grace, "Harbor");

            // Linus is invited by mail, lets his command line in, and publishes.
            grace.goes(HARBOR + "/invitations");
            grace.page().getByLabel("E-mail addresses").fill("linus@kernel.example");
            grace.page().getByRole(AriaRole.RADIO, named("Maintainer")).check();
            grace.presses("Send invitations");
            var linus = story.person("linus", "linus@kernel.example", browser.profile());
            linus.opens(story.linkTo("linus@kernel.example", "/invitations/accept"));
            linus.page().getByRole(AriaRole.LINK, named("Sign in to accept")).click();
            linus.signsUpFromHere();
            linus.presses("Accept");
            var terminal = new Terminal(folder.resolve("linus"), registry.url());
            var home = terminal.project("desk", Map.of());
            letIn(terminal, home, linus);
            var pkg = terminal.project(
                    "pad",
                    Map.of("package.json", "{\"name\":\"@harbor/pad\",\"version\":\"1.0.0\"}", "index.js", "1\n"));
            terminal.npm(pkg, "publish").succeeded();

            // First Grace sees who would be cut off, then she requires it. For her it doesn't hold.
            grace.goes(HARBOR);
            grace.page().getByRole(AriaRole.LINK, exactly("Security")).click();
            grace.page().getByRole(AriaRole.CHECKBOX, named("Local ID")).check();
            assertThat(grace.page().getByLabel("Owner for whom it doesn't hold").inputValue())
                    .as("whoever opens the page is offered as the one")
                    .isEqualTo("grace");
            grace.presses("Show who is cut off");
            grace.shows("is cut off");
            assertThat(grace.text()).contains("linus", "You go on as you are.");
            screens.of(grace.page(), "security-preview");
            assertThat(linus.statusOf(HARBOR + "/members"))
                    .as("nothing is saved yet")
                    .isEqualTo(200);
            grace.presses("Require it");
            grace.shows("Let members sign in as they like");
            assertThat(grace.text()).contains("Saved. Members must sign in by Local ID from now on.");
            screens.of(grace.page(), "security-required");

            // Linus is refused in the browser and at the terminal, and told where to go: there and back.
            assertThat(linus.statusOf(HARBOR + "/members")).isEqualTo(403);
            linus.shows("Sign in another way");
            screens.of(linus.page(), "sign-in-elsewhere");
            assertThat(terminal.npm(pkg, "view", "@harbor/pad").failed())
                    .contains("E403", "at /sign-in/with/generic-oidc", "`npm login`");
            linus.goes(HARBOR + "/members");
            linus.page().getByRole(AriaRole.BUTTON).first().click();
            is(linus, "linus@kernel.example");
            linus.shows("This address has an account");
            screens.of(linus.page(), "address-taken");

            assertThat(browser.complaints()).isEmpty();
            assertThat(Files.readString(data.resolve("registry.log"))).doesNotContain("slp_");
        }
    }

    private static void founds(Story.Person person, String name) {
        person.page().getByRole(AriaRole.LINK, named("Create an organization")).click();
        person.page().getByLabel("Name").fill(name);
        person.presses("Create organization");
    }

    /// At the issuer, which asks for no password.
    private static void is(Story.Person person, String address) {
        person.page().getByLabel("Address").fill(address);
        person.presses("Be this person");
    }

    private static void letIn(Terminal terminal, Path home, Story.Person person) throws Exception {
        var login = terminal.npm(home, "login", "--auth-type=web");
        person.opens(login.printed(LOGIN_URL));
        person.presses("Approve");
        login.succeeded();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }
}
