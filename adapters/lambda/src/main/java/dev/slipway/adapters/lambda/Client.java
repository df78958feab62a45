package dev.slipway.adapters.lambda;

import java.util.Locale;

/// The program that sent a request, as far as its User-Agent tells. For the log alone: nothing is decided by it.
public enum Client {
    NPM("npm/"),
    PNPM("pnpm/"),
    YARN("yarn/"),
    /// Yarn 2 and later. It names only the HTTP library that it is built on.
    BERRY("got "),
    BUN("Bun/"),
    SLIPWAY("slipway/"),
    TANK("tank-cli/"),
    BROWSER("Mozilla/"),
    OTHER("");

    // values() copies the array for each caller.
    private static final Client[] IN_ORDER = values();

    private final String prefix;

    Client(String prefix) {
        this.prefix = prefix;
    }

    /// The first that fits. By the beginning, since pnpm, yarn and bun go on with `npm/?`.
    static Client of(String userAgent) {
        for (var client : IN_ORDER) {
            if (userAgent.startsWith(client.prefix)) {
                return client;
            }
        }
        return OTHER;
    }

    /// How the log says it.
    String shownName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
