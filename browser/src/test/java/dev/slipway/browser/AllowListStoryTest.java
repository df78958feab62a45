package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An organization that lets in requests from certain addresses only, as its people see it.
class AllowListStoryTest {

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
    void a_list_is_tried_out_never_locks_out_who_saves_it_and_shuts_out_strangers() throws Exception {
        try (var registry = LocalRegistry.start(Options.inMemory());
                var browser = Browser.start()) {
            var story = new Story(registry, browser, PICTURES);
            var screens = new Screens(PICTURES);
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Create an organization"))
                    .click();
            grace.page().getByLabel("Name").fill("Harbor");
            grace.presses("Create organization");

            var terminal = new Terminal(folder.resolve("grace"), registry.url());
            var home = terminal.project("desk", Map.of());
            var login = terminal.npm(home, "login", "--auth-type=web");
            grace.opens(login.printed(LOGIN_URL));
            grace.presses("Approve");
            login.succeeded();
            var closed = terminal.project("closed", of("closed"));
            var open = terminal.project("open", of("open"));
            terminal.npm(closed, "publish").succeeded();
            terminal.npm(open, "publish", "--access=public").succeeded();

            // Tried out first: she would lock herself out, so it isn't saved.
            grace.goes(SECURITY);
            grace.page().getByLabel("Address ranges").fill("192.0.2.0/24\n192.0.2.128/25");
            grace.presses("Show whom it would shut out");
            grace.shows("You would be locked out");
            grace.shows("192.0.2.128/25 is left out");
            screens.of(grace.page(), "allow-list-preview");
            saves(grace);
            grace.shows("your own address");
            screens.of(grace.page(), "allow-list-refused");
            grace.goes(SECURITY);
            assertThat(ranges(grace)).isEmpty();

            grace.page().getByLabel("Address ranges").fill("127.0.0.0/8\n::1");
            grace.presses("Show whom it would shut out");
            grace.shows("You are let in.");
            saves(grace);
            grace.shows("In force, from the next request on: 2 ranges are let in");
            screens.of(grace.page(), "allow-list-saved");
            assertThat(ranges(grace)).isEqualTo("127.0.0.0/8\n::1/128");
            assertThat(grace.statusOf(HARBOR + "/members")).isEqualTo(200);
            terminal.npm(closed, "view", "@harbor/closed").succeeded();

            // A list that her address isn't on: she is a stranger now.
            allow(registry, "192.0.2.0/24");
            assertThat(grace.statusOf(HARBOR + "/members")).isEqualTo(403);
            grace.shows("Address not allowed");
            screens.of(grace.page(), "address-not-allowed");
            assertThat(grace.page().content()).contains("127.0.0.1", "ask an owner or admin of @harbor");
            assertThat(terminal.npm(closed, "view", "@harbor/closed").failed())
                    .contains(
                            "npm notice @harbor lets in requests from certain addresses only",
                            "ask an owner or admin of @harbor",
                            "code EAUTHIP",
                            "Login is not allowed from your IP address");
            assertThat(grace.statusOf("/console")).isEqualTo(200);
            terminal.npm(home, "whoami").succeeded();
            var app = terminal.project("app", Map.of("package.json", "{\"name\":\"app\",\"version\":\"1.0.0\"}"));
            terminal.npm(app, "install", "@harbor/open").succeeded();
            assertThat(app.resolve("node_modules/@harbor/open/index.js")).exists();

            allow(registry);
            assertThat(grace.statusOf(HARBOR + "/members")).isEqualTo(200);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Map<String, String> of(String name) {
        return Map.of("package.json", "{\"name\":\"@harbor/" + name + "\",\"version\":\"1.0.0\"}", "index.js", "1\n");
    }

    /// There are two buttons of this name, one in each form.
    private static void saves(Story.Person person) {
        person.page().locator("button[value=list]").click();
    }

    private static String ranges(Story.Person person) {
        return person.page().getByLabel("Address ranges").inputValue();
    }

    /// What nobody can save from here, since nothing is saved that locks out who saves it.
    private static void allow(LocalRegistry registry, String... networks) {
        registry.database()
                .client()
                .updateItem(request -> request.tableName("slipway")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("ORG#harbor"), "sk", AttributeValue.fromS("ORGANIZATION")))
                        .updateExpression("SET #attribute = :value")
                        .expressionAttributeNames(Map.of("#attribute", "networks"))
                        .expressionAttributeValues(Map.of(
                                ":value",
                                AttributeValue.fromL(Stream.of(networks)
                                        .map(AttributeValue::fromS)
                                        .toList()))));
    }
}
