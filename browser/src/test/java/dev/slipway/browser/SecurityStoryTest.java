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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An organization that decides how its members sign in, as its people see it: with an issuer beside the registry.
class SecurityStoryTest {

    private static final Pattern LOGIN_URL = Pattern.compile("http://localhost:\\d+/login/approve\\?login=\\w+");
    private static final Path PICTURES = Path.of("target/screens");
    private static final String HARBOR = "/console/organizations/harbor";
    private static final String SECURITY = HARBOR + "/security";

    private static final String SIGN_IN = "/sign-in/with/generic-oidc?returnTo=" + HARBOR;

    /// What an organization of a deployment without billing has.
    private static final int SEATS = 20;

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
                    .isEqualTo("grace");
            grace.presses("Show who is cut off");
            grace.shows("is cut off");
            assertThat(grace.page().content()).contains("linus", "You go on as you are.");
            screens.of(grace.page(), "security-preview");
            assertThat(linus.statusOf(HARBOR + "/members")).isEqualTo(200);
            grace.presses("Require it");
            grace.shows("Let members sign in as they like");
            grace.shows("In force, from the next request on: members must sign in by Local ID");
            screens.of(grace.page(), "security-required");

            // Linus is refused in the browser and at the terminal, and told where to go: there and back.
            assertThat(linus.statusOf(HARBOR + "/members")).isEqualTo(403);
            linus.shows("Sign in another way");
            screens.of(linus.page(), "sign-in-elsewhere");
            assertThat(terminal.npm(pkg, "view", "@harbor/pad").failed())
                    .contains("E403", "at /sign-in/with/generic-oidc", "`npm login`");
            linus.page()
                    .getByRole(AriaRole.BUTTON, named("Continue with 127.0.0.1"))
                    .click();
            saysToBe(linus, "linus@kernel.example");
            assertThat(linus.page().url()).endsWith(HARBOR + "/members");
            linus.shows("linus");
            linus.shows("grace");

            // The token remembers how it was made; a new one is as good as the session that lets it in.
            assertThat(terminal.npm(pkg, "view", "@harbor/pad").failed()).contains("E403");
            letIn(terminal, home, linus);
            terminal.npm(pkg, "view", "@harbor/pad").succeeded();
            grace.goes(HARBOR + "/members");
            grace.shows("linus");
            assertThat(browser.complaints()).isEmpty();
            assertThat(Files.readString(data.resolve("registry.log"))).doesNotContain("slp_");
        }
    }

    @Test
    void whoever_signs_in_at_a_trusted_issuer_becomes_a_member_until_the_seats_are_taken() throws Exception {
        try (var registry = LocalRegistry.start(Options.inMemory());
                var browser = Browser.start()) {
            var story = new Story(registry, browser, PICTURES);
            var screens = new Screens(PICTURES);
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            founds(grace, "Harbor");
            grace.goes(SECURITY);
            grace.page().getByLabel("Whoever signs in by Local ID becomes").selectOption("maintainer");
            grace.presses("Trust it");
            grace.shows("Trust no longer");
            screens.of(grace.page(), "security-trusted");

            // All seats but one are kept for people who are invited.
            grace.goes(HARBOR + "/invitations");
            grace.page()
                    .getByLabel("E-mail addresses")
                    .fill(IntStream.rangeClosed(1, SEATS - 2)
                            .mapToObj("sailor%d@navy.example"::formatted)
                            .collect(Collectors.joining(", ")));
            grace.presses("Send invitations");

            var ken = story.person("ken", "ken@labs.example", browser.profile());
            arrives(ken);
            ken.shows("You are a member of @harbor now");
            screens.of(ken.page(), "signed-in");
            ken.page().getByRole(AriaRole.LINK, named("Go on")).click();
            ken.shows("Harbor");
            grace.goes(HARBOR + "/members");
            assertThat(grace.page().locator("tr:has-text('ken')").first().innerText())
                    .contains("Maintainer");

            var dennis = story.person("dennis", "dennis@labs.example", browser.profile());
            arrives(dennis);
            dennis.shows("has no seat left");
            screens.of(dennis.page(), "no-seat-left");
            assertThat(dennis.statusOf(HARBOR)).isEqualTo(404);

            // Who is removed stays out, however often they sign in.
            grace.page().locator("summary:has-text('Remove ken')").click();
            grace.presses("Remove ken");
            ken.goes(SIGN_IN);
            ken.presses("Continue with Local ID");
            saysToBe(ken, "ken@labs.example");
            assertThat(ken.statusOf(HARBOR)).isEqualTo(404);
            // And Dennis takes the seat that is free now.
            dennis.goes(SIGN_IN);
            dennis.presses("Continue with Local ID");
            saysToBe(dennis, "dennis@labs.example");
            dennis.shows("You are a member of @harbor now");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void arrives(Story.Person person) {
        person.goes(SIGN_IN);
        person.presses("Continue with Local ID");
        saysToBe(person, person.address());
        person.page().getByLabel("Handle").fill(person.handle());
        person.presses("Create account");
    }

    private static void founds(Story.Person person, String name) {
        person.page().getByRole(AriaRole.LINK, named("Create an organization")).click();
        person.page().getByLabel("Name").fill(name);
        person.presses("Create organization");
    }

    /// At the issuer, which asks for no password.
    private static void saysToBe(Story.Person person, String address) {
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
