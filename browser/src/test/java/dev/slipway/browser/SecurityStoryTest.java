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

/// An organization that decides who is let in, as its people see it: with a real issuer beside the registry.
class SecurityStoryTest {

    private static final Pattern LOGIN_URL = Pattern.compile("http://localhost:\\d+/login/approve\\?login=\\w+");
    private static final String SECURITY = "/console/organizations/harbor/security";

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
            var story = new Story(registry, browser, Path.of("target/screens"));
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.page()
                    .getByRole(AriaRole.LINK, named("Create an organization"))
                    .click();
            grace.page().getByLabel("Name").fill("Harbor");
            grace.presses("Create organization");

            // Linus is invited by mail, lets his command line in, and works.
            grace.goes("/console/organizations/harbor/invitations");
            grace.page().getByLabel("E-mail addresses").fill("linus@kernel.example");
            grace.page().getByRole(AriaRole.RADIO, named("Maintainer")).check();
            grace.presses("Send invitations");
            var linus = story.person("linus", "linus@kernel.example", browser.phone());
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
            grace.goes("/console/organizations/harbor");
            grace.page()
                    .getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Security").setExact(true))
                    .click();
            grace.page().getByRole(AriaRole.CHECKBOX, named("Local ID")).check();
            grace.page().getByLabel("Owner for whom it doesn't hold").fill("grace");
            grace.presses("Show who is cut off");
            grace.shows("is cut off");
            grace.picture("security-preview");
            assertThat(grace.page().content()).contains("linus", "You go on as you are.");
            grace.presses("Require it");
            grace.shows("Let members sign in as they like");
            grace.picture("security-required");

            // Linus is refused in the browser and at the terminal, and told where to go: there and back.
            assertThat(linus.statusOf("/console/organizations/harbor/members")).isEqualTo(403);
            linus.picture("sign-in-elsewhere");
            var refused = terminal.npm(pkg, "view", "@harbor/pad");
            refused.process().waitFor();
            assertThat(refused.output().join()).contains("E403", "/sign-in/with/generic-oidc");
            linus.presses("Continue with localhost:"
                    + registry.identityProvider().url().getPort());
            isAt(linus, "linus@kernel.example");
            assertThat(linus.page().url()).endsWith("/console/organizations/harbor/members");
            linus.shows("Members");
            linus.picture("members-after");
            // The token remembers how it was made; a new one is as good as the session that lets it in.
            letIn(terminal, home, linus);
            terminal.npm(pkg, "view", "@harbor/pad").succeeded();

            // Grace trusts the issuer: whoever signs in there is a member, and who is removed stays out.
            grace.goes(SECURITY);
            grace.presses("Trust it");
            grace.shows("Trust no longer");
            grace.picture("trusted");
            var ken = story.person("ken", "ken@labs.example", browser.profile());
            ken.goes("/sign-in/with/generic-oidc?returnTo=/console/organizations/harbor");
            ken.picture("sign-in-with");
            ken.presses("Continue with Local ID");
            isAt(ken, "ken@labs.example");
            ken.page().getByLabel("Handle").fill("ken");
            ken.presses("Create account");
            ken.shows("You are a member of");
            ken.picture("signed-in");
            ken.page().getByRole(AriaRole.LINK, named("Go on")).click();
            ken.shows("Harbor");

            grace.goes("/console/organizations/harbor/members");
            grace.page().locator("summary:has-text('Remove ken')").click();
            grace.presses("Remove ken");
            ken.goes("/sign-in/with/generic-oidc?returnTo=/console");
            ken.presses("Continue with Local ID");
            isAt(ken, "ken@labs.example");
            assertThat(ken.statusOf("/console/organizations/harbor")).isEqualTo(404);

            grace.goes("/console/organizations/harbor/explain");
            grace.page().getByLabel("Who").first().fill("linus");
            grace.page().getByLabel("May do what").selectOption("publish_packages");
            grace.page().getByLabel("With which package").fill("@harbor/pad");
            grace.presses("Explain");
            grace.shows("Allowed");
            grace.picture("explain");
            assertThat(grace.page().content()).contains("the role maintainer in @harbor gives it");

            assertThat(browser.complaints()).isEmpty();
            assertThat(Files.readString(data.resolve("registry.log"))).doesNotContain("slp_");
        }
    }

    @Test
    void an_allow_list_is_tried_out_and_never_locks_out_who_saves_it() throws Exception {
        try (var registry = LocalRegistry.start(Options.inMemory().withPort(0));
                var browser = Browser.start()) {
            var story = new Story(registry, browser, Path.of("target/screens"));
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.page()
                    .getByRole(AriaRole.LINK, named("Create an organization"))
                    .click();
            grace.page().getByLabel("Name").fill("Harbor");
            grace.presses("Create organization");
            grace.goes(SECURITY);

            grace.page().getByLabel("Address ranges").fill("192.0.2.0/24\n192.0.2.128/25");
            grace.presses("Show whom it would shut out");
            grace.shows("You would be locked out");
            grace.picture("allow-list-preview");
            assertThat(grace.page().content()).contains("192.0.2.128/25 is left out");
            save(grace);
            grace.shows("Nothing was saved");
            grace.picture("allow-list-refused");

            grace.page().getByLabel("Address ranges").fill("127.0.0.0/8\n::1");
            save(grace);
            grace.shows("Allowed addresses");
            grace.picture("allow-list-saved");
            grace.goes("/console/organizations/harbor/members");
            grace.shows("grace");
            grace.goes(SECURITY);
            assertThat(grace.page().getByLabel("Address ranges").inputValue()).contains("127.0.0.0/8");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// The first of two forms with a button of this name.
    private static void save(Story.Person person) {
        person.page().locator("button[value=list]").click();
    }

    /// At the issuer, which asks for no password.
    private static void isAt(Story.Person person, String address) {
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
}
