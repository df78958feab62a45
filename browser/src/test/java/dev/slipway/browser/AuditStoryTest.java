package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Somebody wants to know who did what, and takes it home as a file.
class AuditStoryTest {

    /// The registry's clock ends at the machine's own: links to storage are judged by that.
    private final AtomicReference<Duration> behind = new AtomicReference<>(Duration.ofMinutes(3));

    @BeforeAll
    static void needsABrowser() {
        assumeTrue(Browser.program().isPresent(), Browser.MISSING);
    }

    @Test
    void who_did_what_is_found_by_what_was_done_and_downloaded_as_a_table() throws Exception {
        InstantSource clock = () -> InstantSource.system().instant().minus(behind.get());
        try (var registry = LocalRegistry.start(Options.inMemory().withClock(clock));
                var browser = Browser.start()) {
            var story = new Story(registry, browser, Path.of("target/screens"));
            var screens = new Screens(Path.of("target/screens"));
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.founds("Harbor");
            grace.goes("/console/organizations/harbor/teams");
            grace.page().getByLabel("Name").fill("painters");
            grace.presses("Create team");
            behind.set(Duration.ZERO);

            grace.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit log"))
                    .click();
            assertThat(grace.page().locator("ol.timeline").innerText())
                    .contains("made the team painters", "founded the organization");
            grace.page().getByLabel("What was done").selectOption("team.created");
            grace.presses("Show");
            assertThat(grace.page().locator("ol.timeline").innerText())
                    .contains("made the team painters")
                    .doesNotContain("founded");
            screens.of(grace.page(), "audit-by-action");

            grace.presses("Export");
            registry.stream().settle();
            grace.page().reload();
            grace.shows("Export of the audit log");
            assertThat(grace.page().locator("[role=status]").innerText()).contains("1 event,");
            screens.of(grace.page(), "audit-export");
            // A download is a navigation that ends as one that failed.
            assertThat(browser.complaints()).isEmpty();
            var file = grace.page().waitForDownload(() -> grace.presses("Download"));

            assertThat(file.suggestedFilename()).startsWith("audit-harbor-").endsWith(".csv");
            assertThat(Files.readString(file.path()))
                    .contains("\"grace\"", "\"team.created\",\"painters\"")
                    .doesNotContain("organization.created");
        }
    }
}
