package dev.slipway.adapters.oidc;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// An address of a provider: https, or http if all of the provider is on this machine.
///
/// Where a provider is comes from the configuration and from the provider itself, never from a request. But a provider
/// must not be able to send us to what listens on loopback beside the function, either.
record Endpoint(URI uri) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// @param what it is for, for the complaint
    /// @param loopback whether the provider is on this machine
    /// @throws IllegalArgumentException if it is none
    static Endpoint of(String text, String what, boolean loopback) {
        return read(text)
                .filter(uri -> uri.getRawUserInfo() == null && uri.getRawFragment() == null)
                .filter(uri -> isOnThisMachine(uri) ? loopback : "https".equals(uri.getScheme()))
                .map(Endpoint::new)
                .orElseThrow(() -> new IllegalArgumentException(what + " is no https address"));
    }

    /// Whether an address of the configuration leads to this machine, where http is good enough.
    static boolean isOnThisMachine(String text) {
        return read(text).filter(Endpoint::isOnThisMachine).isPresent();
    }

    private static boolean isOnThisMachine(URI uri) {
        return THIS_MACHINE.contains(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
    }

    private static Optional<URI> read(String text) {
        try {
            var uri = URI.create(text);
            var web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
