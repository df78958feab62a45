package dev.slipway.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A Chromium without a window. Each person has a profile of their own: no cookie of one is seen by another.
///
/// Playwright's own browsers aren't downloaded: the machine's Chromium is used, which CI installs.
final class Browser implements AutoCloseable {

    /// Why the journeys don't run here.
    static final String MISSING = "The journeys in a browser need Chromium: install it, for example by"
            + " `apt-get install chromium`, or let CHROMIUM point to one.";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /// Without them it asks the rest of the world for this and that at its start.
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// The program, if this machine has one.
    static Optional<Path> program() {
        var named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
        var folders = Arrays.stream(System.getenv("PATH").split(":")).map(Path::of);
        return Stream.concat(
                        named.stream(), folders.flatMap(folder -> NAMES.stream().map(folder::resolve)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program().orElseThrow(() -> new AssertionError(MISSING)))
                        .setArgs(QUIET));
        return new Browser(playwright, browser);
    }

    /// A browser that nobody has used before, without JavaScript: all pages must do without.
    Page profile() {
        return profile(new com.microsoft.playwright.Browser.NewContextOptions()
                .setJavaScriptEnabled(false)
                .setViewportSize(1280, 900));
    }

    /// A phone in the dark.
    Page phone() {
        return profile(new com.microsoft.playwright.Browser.NewContextOptions()
                .setJavaScriptEnabled(false)
                .setColorScheme(ColorScheme.DARK)
                .setViewportSize(375, 800));
    }

    private Page profile(com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(20_000);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            // That a page itself is a refusal is what a test wants to see; that what belongs to it is missing is not.
            if (message.type().equals("error") && !message.location().startsWith(page.url())) {
                complaints.add(message.text());
            }
        });
        page.onRequestFailed(request -> complaints.add(request.method() + " " + request.url() + " failed"));
        return page;
    }

    /// What the browser complained about: files that are missing, styles that the policy forbids.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
