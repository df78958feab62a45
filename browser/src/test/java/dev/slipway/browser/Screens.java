package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;

/// How a page looks to those who use it: at a desk, on a phone, and in the dark.
record Screens(Path pictures) {

    private static final int PHONE = 390;
    private static final int DESK = 1280;

    private record Screen(String name, int width, ColorScheme colors) {}

    private static final List<Screen> ALL = List.of(
            new Screen("phone", PHONE, ColorScheme.LIGHT),
            new Screen("dark", PHONE, ColorScheme.DARK),
            new Screen("desk-dark", DESK, ColorScheme.DARK),
            new Screen("desk", DESK, ColorScheme.LIGHT));

    /// Takes a picture on each, and wants that nothing sticks out at the side on any.
    void of(Page page, String name) {
        for (var screen : ALL) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.colors()));
            page.setViewportSize(screen.width(), 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(pictures.resolve(name + "-" + screen.name() + ".png"))
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setFullPage(true));
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s is as wide as a screen of %d", name, screen.width())
                    .isEqualTo(screen.width());
        }
    }
}
