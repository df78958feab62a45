package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.browser.Story.Person;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.local.stripe.account.Card;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A renewal that fails: what everybody sees of it for two weeks, what stops then, and how it goes on.
class UnpaidStoryTest {

    private static final Path PICTURES = Path.of("target/screens");
    private static final String HARBOR = "/console/organizations/harbor";
    private static final String BILLING = HARBOR + "/billing";

    /// A month of at most 31 days, 14 days of grace, and the hour for which a renewal's invoice is a draft.
    private static final Duration BEFORE = Duration.ofDays(46);

    private static final Duration RENEWED = Duration.ofDays(31).plusHours(3);

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsABrowser() {
        assumeTrue(Browser.program().isPresent(), Browser.MISSING);
    }

    /// The registry's clock ends at the machine's own: links to storage are judged by that.
    @Test
    void who_does_not_pay_is_warned_then_stopped_and_goes_on_once_they_have_paid() throws Exception {
        var behind = new AtomicReference<>(BEFORE);
        InstantSource clock = () -> InstantSource.system().instant().minus(behind.get());
        try (var registry =
                        LocalRegistry.start(Options.inMemory().withClock(clock).withBilling());
                var browser = Browser.start()) {
            var story = new Story(registry, browser, PICTURES);
            var screens = new Screens(PICTURES);
            var cashier = new Cashier(registry.stripe().orElseThrow(), "harbor");
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.founds("Harbor");
            cashier.subscribes(grace, 3);
            cashier.paysByAnother(grace, Card.FAILS_LATER);
            var ken = joined(story, browser, grace, "ken", "Admin");
            var amy = joined(story, browser, grace, "amy", "Member");
            var bea = joined(story, browser, grace, "bea", "Billing");
            var terminal = new Terminal(folder.resolve("grace"), registry.url());
            grace.letsIn(terminal);
            terminal.npm(version(terminal, "1.0.0"), "publish").succeeded();

            // The renewal fails. Everything goes on, and everybody is told.
            behind.set(BEFORE.minus(RENEWED));
            cashier.settles();
            for (var person : List.of(grace, ken, amy, bea)) {
                person.signsIn();
                person.goes(HARBOR);
                person.shows("The last payment for @harbor failed");
            }
            seesNoBills(ken);
            seesNoBills(amy);
            screens.of(ken.page(), "grace-of-admin");
            grace.goes(BILLING);
            grace.shows("Payment failed");
            screens.of(grace.page(), "billing-grace");
            assertThat(terminal.npm(version(terminal, "1.1.0"), "publish").succeeded())
                    .contains(
                            "npm notice",
                            "@harbor's last payment failed: publishing stops on",
                            registry.url() + BILLING);
            assertThat(grace.invites("bob@labs.example")).contains("No seat is left");
            // Nobody buys more while they owe.
            grace.goes(BILLING);
            grace.page().getByLabel("Number of seats").fill("9");
            grace.presses("Show the price");
            grace.shows("pay that first");

            // Two weeks later publishing and inviting stop. One page is still open from before.
            ken.goes(HARBOR + "/invitations");
            behind.set(Duration.ZERO);
            cashier.settles();
            var refused = terminal.npm(version(terminal, "1.2.0"), "publish").failed();
            assertThat(refused).contains("402", "@harbor isn't paid for", registry.url() + BILLING);
            ken.page().getByLabel("E-mail addresses").fill("bob@labs.example");
            ken.presses("Send invitations");
            ken.shows("isn't paid for");
            screens.of(ken.page(), "lapsed-of-admin-refused");
            ken.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Go to @harbor"))
                    .click();
            ken.shows("Ask an owner or billing manager to pay");
            ken.goes(HARBOR + "/invitations");
            ken.shows("Nobody can be invited until @harbor is paid for");
            screens.of(ken.page(), "lapsed-invitations");
            ken.goes(HARBOR + "/machines");
            ken.shows("No token can be made until @harbor is paid for");
            screens.of(ken.page(), "lapsed-machines");
            seesNoBills(ken);

            // What is there is used and cleared up as before.
            var app = terminal.project("app", Map.of("package.json", "{\"name\":\"app\",\"version\":\"1.0.0\"}"));
            terminal.npm(app, "install", "@harbor/pad").succeeded();
            assertThat(Files.readString(app.resolve("node_modules/@harbor/pad/index.js")))
                    .contains("1.1.0");
            ken.goes(HARBOR + "/members");
            assertThat(ken.page().content()).doesNotContain("Give a place");
            ken.page().locator("summary:has-text('Remove amy')").click();
            ken.presses("Remove amy");
            assertThat(amy.statusOf(HARBOR)).isEqualTo(404);
            terminal.npm(app, "view", "@harbor/pad").succeeded();

            // The billing manager, who has no seat, pays; and the very next publish works.
            bea.goes(BILLING);
            bea.shows("@harbor isn't paid for");
            screens.of(bea.page(), "billing-lapsed");
            bea.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Pay ")))
                    .first()
                    .click();
            cashier.chooses(bea, Card.PAYS);
            bea.presses("Pay");
            cashier.settles();
            terminal.npm(version(terminal, "1.2.0"), "publish").succeeded();
            bea.goes(BILLING);
            bea.shows("Active");
            assertThat(bea.page().content()).doesNotContain("isn't paid for", "payment for @harbor failed");
            screens.of(bea.page(), "billing-paid-again");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Person joined(Story story, Browser browser, Person owner, String handle, String role) {
        var person = story.person(handle, handle + "@labs.example", browser.profile());
        owner.invites(person.address(), role);
        person.joins();
        return person;
    }

    private static void seesNoBills(Person person) {
        person.goes(HARBOR);
        assertThat(person.page().content()).contains("Ask an owner or billing manager");
        assertThat(person.page()
                        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Billing"))
                        .count())
                .isZero();
        assertThat(person.statusOf(BILLING)).isEqualTo(403);
    }

    private static Path version(Terminal terminal, String version) throws Exception {
        return terminal.project(
                "pad-" + version,
                Map.of(
                        "package.json",
                        "{\"name\":\"@harbor/pad\",\"version\":\"" + version + "\"}",
                        "index.js",
                        "module.exports = '" + version + "'\n"));
    }
}
