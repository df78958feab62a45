package dev.slipway.identity;

import java.util.List;

/// What somebody signs in with, in words that they know it by: `Firefox on Linux`. Made of these words alone, whatever
/// the `User-Agent` says.
public record Device(String name) {

    /// The first that fits: most browsers claim to be others too.
    private static final List<Sign> BROWSERS = List.of(
            new Sign("Edg", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("SamsungBrowser/", "Samsung Internet"),
            new Sign("Firefox/", "Firefox"),
            new Sign("FxiOS/", "Firefox"),
            new Sign("CriOS/", "Chrome"),
            new Sign("Chrome/", "Chrome"),
            new Sign("Safari/", "Safari"),
            new Sign("curl/", "curl"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("iPhone", "iPhone"),
            new Sign("iPad", "iPad"),
            new Sign("Android", "Android"),
            new Sign("Windows", "Windows"),
            new Sign("Macintosh", "macOS"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Linux", "Linux"));

    private record Sign(String text, String name) {}

    /// @param userAgent as it was sent
    public static Device of(String userAgent) {
        var browser = find(BROWSERS, userAgent, "An unknown browser");
        var system = find(SYSTEMS, userAgent, "");
        return new Device(system.isEmpty() ? browser : browser + " on " + system);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String find(List<Sign> signs, String userAgent, String otherwise) {
        return signs.stream()
                .filter(sign -> userAgent.contains(sign.text()))
                .map(Sign::name)
                .findFirst()
                .orElse(otherwise);
    }
}
