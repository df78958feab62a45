package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.browser.Story.Person;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.local.stripe.account.Card;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// From an organization that nobody pays for to one whose seats come and go: as its owner clicks through it.
class BillingStoryTest {

    private static final Path PICTURES = Path.of("target/screens");
    private static final String HARBOR = "/console/organizations/harbor";
    private static final String BILLING = HARBOR + "/billing";

    @BeforeAll
    static void needsABrowser() {
        assumeTrue(Browser.program().isPresent(), Browser.MISSING);
    }

    @Test
    void an_organization_subscribes_and_has_a_seat_for_each_who_comes() throws Exception {
        try (var registry = LocalRegistry.start(Options.inMemory().withBilling());
                var browser = Browser.start()) {
            var story = new Story(registry, browser, PICTURES);
            var screens = new Screens(PICTURES);
            var cashier = new Cashier(registry.stripe().orElseThrow(), "harbor");
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();

            // Whoever founds one is led to where it is paid for, and told what doesn't go before.
            grace.founds("Harbor");
            assertThat(grace.page().url()).endsWith(BILLING);
            grace.shows("@harbor isn't paid for");
            grace.shows("$7.00");
            screens.of(grace.page(), "billing-never");
            grace.goes(HARBOR + "/invitations");
            grace.shows("Nobody can be invited until @harbor is paid for");
            assertThat(grace.page().content()).doesNotContain("Send invitations");

            // There and back without paying: nothing is changed, and the way is open once more.
            cashier.checksOut(grace, 2);
            grace.page().getByText("Go back without paying").click();
            assertThat(grace.page().url()).contains(BILLING);
            grace.goes(BILLING);
            grace.shows("@harbor isn't paid for");

            // The page that waits looks again by itself, and believes nobody but Stripe.
            var waiting = new Person(
                    story,
                    grace.handle(),
                    grace.address(),
                    grace.page().context().newPage());
            waiting.goes(BILLING + "?checkout=done");
            waiting.shows("Waiting for the payment to be confirmed");
            screens.of(waiting.page(), "billing-waiting");
            assertThat(waiting.page().content()).doesNotContain("Go to the checkout");
            cashier.checksOut(grace, 2);
            cashier.pays(grace, Card.DECLINED);
            grace.shows("Your card was declined");
            cashier.pays(grace, Card.PAYS);
            grace.shows("1 of 2 taken");
            waiting.page().waitForURL(registry.url() + BILLING);
            waiting.shows("1 of 2 taken");
            waiting.page().close();
            cashier.settles();
            screens.of(grace.page(), "billing-subscribed");
            assertThat(grace.page().content()).doesNotContain("isn't paid for");

            // To the last seat, and no further.
            assertThat(grace.invites("linus@kernel.example")).contains("Invited");
            assertThat(grace.invites("ken@labs.example")).contains("No seat is left");
            screens.of(grace.page(), "billing-no-seat-left");

            // The price first, and then the seat.
            cashier.asksThePrice(grace, 3);
            grace.shows("now, for the rest of the month");
            grace.shows("$21.00");
            screens.of(grace.page(), "billing-price");
            grace.page().getByLabel("Number of seats").fill("30");
            grace.presses("Change to 3 seats");
            grace.shows("2 of 3 taken");
            assertThat(grace.invites("ken@labs.example")).contains("Invited");

            // A card whose owner must confirm: until then all is as it was.
            cashier.paysByAnother(grace, Card.AUTHENTICATES);
            cashier.asksThePrice(grace, 4);
            grace.presses("Change to 4 seats");
            grace.shows("A change to 4 seats waits for its payment");
            grace.shows("3 of 3 taken");
            screens.of(grace.page(), "billing-awaited");
            assertThat(grace.invites("dennis@labs.example")).contains("No seat is left");
            grace.goes(BILLING);
            grace.page().getByRole(AriaRole.LINK, named("Pay or confirm it")).click();
            cashier.chooses(grace, Card.AUTHENTICATES);
            grace.presses("Pay");
            grace.presses("Confirm the payment");
            cashier.settles();
            grace.goes(BILLING);
            grace.shows("3 of 4 taken");
            assertThat(grace.page().content()).doesNotContain("waits for its payment");
            assertThat(grace.invites("dennis@labs.example")).contains("Invited");

            // A place in the Pool is bought when it is given.
            cashier.paysByAnother(grace, Card.PAYS);
            grace.goes(HARBOR + "/members");
            grace.presses("Give a place in the Pool to grace");
            grace.goes(BILLING);
            grace.shows("1 of 1 taken");
            grace.shows("$33.00");

            // It ends, and goes on after all.
            grace.presses("Cancel the subscription");
            grace.shows("Ends with the period");
            screens.of(grace.page(), "billing-ending");
            grace.presses("Let it go on");
            grace.shows("Active");

            // What it cost is there to keep.
            assertThat(papers(grace))
                    .hasSize(4)
                    .allSatisfy(paper -> assertThat(paper).startsWith("%PDF"));
            screens.of(grace.page(), "billing-invoices");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void what_somebody_does_twice_or_too_late_is_done_once_and_said() throws Exception {
        try (var registry = LocalRegistry.start(Options.inMemory().withBilling());
                var browser = Browser.start()) {
            var story = new Story(registry, browser, PICTURES);
            var cashier = new Cashier(registry.stripe().orElseThrow(), "harbor");
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.founds("Harbor");
            var second = new Person(
                    story,
                    grace.handle(),
                    grace.address(),
                    grace.page().context().newPage());

            // Two checkouts at once: the first one is over as soon as there is a second.
            cashier.checksOut(grace, 2);
            var first = grace.page().url();
            cashier.checksOut(second, 3);
            grace.opens(first);
            grace.shows("This checkout is over");
            second.page().bringToFront();
            cashier.pays(second, Card.PAYS);
            second.shows("1 of 3 taken");

            // The page from before the payment still has its button.
            grace.page().goBack();
            if (grace.page().getByText("Go to the checkout").count() > 0) {
                grace.presses("Go to the checkout");
            }
            grace.shows("1 of 3 taken");

            // Somebody buys in one window what the other still asks for.
            cashier.asksThePrice(grace, 5);
            cashier.asksThePrice(second, 5);
            grace.presses("Change to 5 seats");
            grace.shows("1 of 5 taken");
            second.presses("Change to 5 seats");
            second.shows("1 of 5 taken");
            assertThat(papers(grace)).hasSize(2);

            // Nonsense is answered beside the field.
            for (var nonsense : List.of("", "0", "-1", "two", "999999", "1e3")) {
                grace.goes(BILLING);
                grace.page().getByLabel("Number of seats").fill(nonsense);
                grace.presses("Show the price");
                assertThat(grace.page().locator("#seats-problem").innerText())
                        .as(nonsense)
                        .isNotBlank();
            }
            assertThat(grace.page().title()).startsWith("Error: ");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static List<String> papers(Person person) {
        person.goes(BILLING);
        return person.page().getByText("PDF", new Page.GetByTextOptions().setExact(false)).all().stream()
                .map(link -> link.getAttribute("href"))
                .map(url -> person.page().request().get(url).body())
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
