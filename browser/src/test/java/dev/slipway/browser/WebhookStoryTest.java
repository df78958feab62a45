package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Somebody has a program of theirs told of what happens.
class WebhookStoryTest {

    private static final String WEBHOOKS = "/console/organizations/acme-tools/webhooks";
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");

    @BeforeAll
    static void needsABrowser() {
        assumeTrue(Browser.program().isPresent(), Browser.MISSING);
    }

    @Test
    void a_webhook_is_made_tried_rotated_and_deleted() throws Exception {
        try (var registry = LocalRegistry.start(Options.inMemory());
                var browser = Browser.start()) {
            var story = new Story(registry, browser, Path.of("target/screens"));
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.founds("Acme Tools");
            grace.page().getByRole(AriaRole.LINK, named("Webhooks")).click();
            grace.shows("No webhook yet");

            // What leads to no public address is refused, and nothing that was typed is lost.
            grace.page().getByLabel("URL").fill("https://169.254.169.254/latest/meta-data");
            grace.page().getByLabel("Description").fill("Tells the chat");
            grace.presses("Create webhook");
            grace.shows("is not public");
            assertThat(grace.page().getByLabel("Description").inputValue()).isEqualTo("Tells the chat");
            grace.picture("webhooks-wrong");

            grace.page().getByLabel("URL").fill("http://127.0.0.1:9/hook");
            grace.page()
                    .getByRole(AriaRole.RADIO, named("Only what is chosen here"))
                    .check();
            grace.page().getByText("Choose events").click();
            grace.page()
                    .getByRole(AriaRole.CHECKBOX, named("version published"))
                    .check();
            grace.presses("Create webhook");
            grace.shows("It is shown this once");
            var secret = grace.page().getByLabel("The secret").inputValue();
            assertThat(secret).matches(SECRET);
            grace.picture("webhooks-fresh");
            grace.goes(WEBHOOKS);
            grace.shows("1 of the events");
            assertThat(grace.page().content()).doesNotContain(secret);
            grace.picture("webhooks");

            grace.page()
                    .getByRole(AriaRole.LINK, named("http://127.0.0.1:9/hook"))
                    .click();
            grace.presses("Send a test");
            grace.shows("webhook test");
            grace.page().getByText("Details").first().click();
            grace.picture("webhook");
            grace.presses("Send again webhook test");
            grace.shows("webhook test");

            grace.presses("Rotate the secret");
            grace.shows("The new secret");
            assertThat(grace.page().getByLabel("The secret").inputValue())
                    .matches(SECRET)
                    .isNotEqualTo(secret);
            grace.picture("webhook-rotated");
            grace.presses("Rotate the secret");
            grace.shows("is valid until");

            grace.presses("Pause");
            grace.shows("Paused");
            grace.picture("webhook-paused");
            grace.presses("Resume");
            grace.presses("Delete webhook");
            grace.shows("No webhook yet");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
