package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.api.ApiMood;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of an organization whose names are as long as names may be.
class LooksTest {

    private static final Pattern LOGIN_URL = Pattern.compile("http://localhost:\\d+/login/approve\\?login=\\w+");
    private static final Path PICTURES = Path.of("target/screens");
    private static final String SLUG = "the-harbor-of-the-long-navigable-rivers";
    private static final String ORG = "/console/organizations/" + SLUG;
    private static final String TEAM = "painters-of-the-very-long-wooden-hulls2";
    private static final String PKG = "@" + SLUG + "/" + "antifouling-for-wooden-hulls".repeat(4);
    private static final String ADDRESS = "linus.of.the.northern.lighthouses.and.the.islands@kernel.example";

    /// What somebody would call it: where it stands, or the group of a radio button.
    private static final String CALLED = "one => one.type === 'radio' ? 'radio ' + one.name"
            + " : one.tagName + ' ' + one.outerHTML.slice(0, 120) + ' '"
            + " + [...document.querySelectorAll('*')].indexOf(one)";

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsABrowser() {
        assumeTrue(Browser.program().isPresent(), Browser.MISSING);
    }

    @Test
    void nothing_sticks_out_of_a_page_and_all_of_it_is_reached_by_keys() throws Exception {
        try (var registry = LocalRegistry.start(Options.inMemory());
                var browser = Browser.start()) {
            var story = new Story(registry, browser, PICTURES);
            var screens = new Screens(PICTURES);
            var grace =
                    story.person("grace-of-the-navigable-northern-rivers1", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Create an organization"))
                    .click();
            grace.page().getByLabel("Name").fill("The Harbor of the Long Navigable Rivers");
            grace.presses("Create organization");
            publishes(registry, grace);

            grace.goes(ORG + "/teams");
            grace.page().getByLabel("Name").fill(TEAM);
            grace.page().getByLabel("Description").fill("Whoever paints below the water line. ".repeat(8));
            grace.presses("Create team");
            grace.goes(ORG + "/teams/" + TEAM);
            grace.page().getByLabel("Add a member").fill(grace.handle());
            grace.presses("Add member");
            grace.page().locator("input[type=checkbox][name=manage_teams]").check();
            grace.presses("Save");
            looks(screens, grace, ORG + "/teams", "teams");
            looks(screens, grace, ORG + "/teams/" + TEAM, "team");

            grace.goes(ORG + "/packages/" + PKG.substring(PKG.indexOf('/') + 1));
            grace.page()
                    .getByLabel("Team", new Page.GetByLabelOptions().setExact(true))
                    .selectOption(TEAM);
            grace.presses("Add team");
            looks(screens, grace, ORG + "/packages", "packages");
            looks(screens, grace, ORG + "/packages/" + PKG.substring(PKG.indexOf('/') + 1), "package");

            grace.goes(ORG + "/invitations");
            grace.page().getByLabel("E-mail addresses").fill(ADDRESS + "\nnonsense");
            grace.page()
                    .getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(TEAM))
                    .check();
            grace.presses("Send invitations");
            screens.of(grace.page(), "invitations-sent");
            looks(screens, grace, ORG + "/invitations", "invitations");
            var linus = story.person("linus", ADDRESS, browser.profile());
            linus.opens(story.linkTo(ADDRESS, "/invitations/accept"));
            linus.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in to accept"))
                    .click();
            linus.signsUpFromHere();
            screens.of(linus.page(), "invitation");
            assertThat(linus.page().content()).contains(TEAM);
            linus.presses("Accept");

            machines(screens, grace);
            webhooks(screens, grace);
            looks(screens, grace, ORG + "/members", "members");
            looks(screens, grace, ORG + "/security", "security");
            looks(screens, grace, ORG + "/audit?include=all", "audit");
            looks(screens, grace, ORG, "overview");
            looks(screens, linus, ORG + "/teams/" + TEAM, "team-of-member");
            looks(screens, linus, ORG + "/members", "members-of-member");
            grace.goes(ORG + "/explain");
            grace.page().getByLabel("Who").first().fill("linus");
            grace.page().getByLabel("May do what").selectOption("publish_packages");
            grace.page().getByLabel("With which package").fill(PKG);
            grace.presses("Explain");
            grace.shows("Answer");
            screens.of(grace.page(), "explain");
            grace.page().getByLabel("Who").first().fill("team:" + TEAM);
            grace.page().getByLabel("May do what").selectOption("manage_teams");
            grace.page().getByLabel("With which package").fill("");
            grace.presses("Explain");
            grace.shows("Allowed");
            screens.of(grace.page(), "explain-team");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void what_is_paid_for_is_seen_whole_and_reached_by_keys_in_every_state() throws Exception {
        try (var registry = LocalRegistry.start(Options.inMemory().withBilling());
                var browser = Browser.start()) {
            var story = new Story(registry, browser, PICTURES);
            var screens = new Screens(PICTURES);
            var stripe = registry.stripe().orElseThrow();
            var cashier = new Cashier(stripe, SLUG);
            var grace =
                    story.person("grace-of-the-navigable-northern-rivers1", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.founds("The Harbor of the Long Navigable Rivers");
            looks(screens, grace, ORG + "/billing", "bills-never");
            stripe.mood(ApiMood.FAILING);
            grace.presses("Go to the checkout");
            grace.shows("Stripe didn't answer");
            screens.of(grace.page(), "bills-unreachable");
            stripe.mood(ApiMood.WORKING);
            cashier.subscribes(grace, 90_000);
            for (int seats = 90_001; seats < 90_007; seats++) {
                cashier.asksThePrice(grace, seats);
                grace.presses("Change to " + seats + " seats");
            }
            cashier.asksThePrice(grace, 1);
            screens.of(grace.page(), "bills-price");
            byKeys(grace.page(), "bills-price");
            looks(screens, grace, ORG + "/billing", "bills");
            cashier.paysByAnother(grace, Card.AUTHENTICATES);
            cashier.asksThePrice(grace, 99_999);
            grace.presses("Change to 99999 seats");
            looks(screens, grace, ORG + "/billing", "bills-awaited");
            grace.presses("Drop the change");
            grace.presses("Cancel the subscription");
            looks(screens, grace, ORG + "/billing", "bills-ending");
            stripe.mood(ApiMood.SILENT);
            looks(screens, grace, ORG + "/billing", "bills-unreachable-subscribed");
            for (var button : List.of("Show the price", "Let it go on", "Cards, address and tax id")) {
                grace.goes(ORG + "/billing");
                grace.presses(button);
                grace.shows("Stripe didn't answer");
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// A webhook whose URL has no place to break, and what it was told.
    private static void webhooks(Screens screens, Story.Person grace) {
        grace.goes(ORG + "/webhooks");
        grace.page().getByLabel("URL").fill("http://127.0.0.1:9/" + "a-long-way-".repeat(30));
        grace.page().getByLabel("Description").fill("Tells the harbor what is shipped. ".repeat(5));
        grace.presses("Create webhook");
        screens.of(grace.page(), "webhooks-fresh");
        looks(screens, grace, ORG + "/webhooks", "webhooks");
        grace.page().locator("table a").first().click();
        grace.presses("Send a test");
        looks(screens, grace, grace.page().url().replaceFirst("https?://[^/]+", ""), "webhook");
    }

    /// A service account whose name is as long as it may be, and a token of it that is shown once.
    private static void machines(Screens screens, Story.Person person) {
        person.goes(ORG + "/machines");
        var account = "harbor-cranes-that-build-and-publish-39";
        person.page().locator("#account-name").fill(account);
        person.presses("Create service account");
        person.page().locator("form:has(input[value=issue]) input[name=name]").fill("The nightly build. ".repeat(5));
        person.page()
                .getByLabel("For", new Page.GetByLabelOptions().setExact(true))
                .selectOption(account);
        person.page().locator("input[type=checkbox][name=publish]").check();
        person.presses("Create machine token");
        assertThat(person.page().content()).contains("slp_m");
        screens.of(person.page(), "machine-token-made");
        looks(screens, person, ORG + "/machines", "machines");
    }

    private static void looks(Screens screens, Story.Person person, String path, String name) {
        assertThat(person.statusOf(path)).as(path).isEqualTo(200);
        screens.of(person.page(), name);
        byKeys(person.page(), name);
    }

    /// Tab leads to all that somebody can act on; of radio buttons, to the group.
    private static void byKeys(Page page, String name) {
        var places = places(
                page,
                "() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]"
                        + ".filter(one => one.type !== 'hidden' && !one.disabled && one.checkVisibility({visibilityProperty: true}))"
                        + ".map(" + CALLED + ")");
        page.evaluate("() => document.activeElement.blur()");
        var reached = new HashSet<String>();
        for (int i = 0; i < places.size() + 2; i++) {
            page.keyboard().press("Tab");
            reached.addAll(places(page, "() => [document.activeElement].map(" + CALLED + ")"));
        }
        assertThat(reached).as("where Tab leads on %s", name).containsAll(places);
    }

    private static List<String> places(Page page, String script) {
        return ((List<?>) page.evaluate(script)).stream().map(String::valueOf).toList();
    }

    private void publishes(LocalRegistry registry, Story.Person person) throws Exception {
        var terminal = new Terminal(folder.resolve("grace"), registry.url());
        var login = terminal.npm(terminal.project("desk", Map.of()), "login", "--auth-type=web");
        person.opens(login.printed(LOGIN_URL));
        person.presses("Approve");
        login.succeeded();
        var files = Map.of("package.json", "{\"name\":\"" + PKG + "\",\"version\":\"1.0.0\"}", "index.js", "1\n");
        terminal.npm(terminal.project("pkg", files), "publish").succeeded();
    }
}
