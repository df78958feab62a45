package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What each seat brings is used up, and another seat brings more.
class StorageStoryTest {

    private static final long OF_A_SEAT = 5_000_000_000L;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsABrowser() {
        assumeTrue(Browser.program().isPresent(), Browser.MISSING);
    }

    @Test
    void who_has_no_room_left_is_told_where_seats_are_added_and_has_room_then() throws Exception {
        try (var registry = LocalRegistry.start(Options.inMemory().withBilling());
                var browser = Browser.start()) {
            var story = new Story(registry, browser, Path.of("target/screens"));
            var screens = new Screens(Path.of("target/screens"));
            var cashier = new Cashier(registry.stripe().orElseThrow(), "harbor");
            var grace = story.person("grace", "grace@navy.example", browser.profile());
            grace.signsUp();
            grace.founds("Harbor");
            cashier.subscribes(grace, 1);
            var terminal = new Terminal(folder.resolve("grace"), registry.url());
            grace.letsIn(terminal);
            var pad = terminal.project(
                    "pad",
                    Map.of("package.json", "{\"name\":\"@harbor/pad\",\"version\":\"1.0.0\"}", "index.js", "1\n"));
            stores(registry, OF_A_SEAT - 10);

            var refused = terminal.npm(pad, "publish").failed();

            assertThat(refused)
                    .contains("402", "of the organization's 5000000000 bytes 4999999990 are used", "add seats")
                    .contains(registry.url() + cashier.page());
            assertThat(terminal.npm(pad, "view", "@harbor/pad").failed()).contains("E404");
            grace.goes(cashier.page());
            grace.shows("of 5 GB used");
            assertThat(grace.page().locator("meter").getAttribute("value")).isEqualTo("100");
            screens.of(grace.page(), "billing-storage-full");
            cashier.asksThePrice(grace, 2);
            grace.presses("Change to 2 seats");
            grace.shows("of 10 GB used");
            terminal.npm(pad, "publish").succeeded();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void stores(LocalRegistry registry, long bytes) {
        registry.database()
                .client()
                .updateItem(request -> request.tableName("slipway")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("STORAGE#harbor"),
                                "sk", AttributeValue.fromS("STORAGE")))
                        .updateExpression("SET #bytes = :bytes")
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeNames(Map.of("#bytes", "bytes"))
                        .expressionAttributeValues(Map.of(":bytes", AttributeValue.fromN(Long.toString(bytes)))));
    }
}
