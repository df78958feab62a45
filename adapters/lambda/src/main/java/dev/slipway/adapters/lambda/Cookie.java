package dev.slipway.adapters.lambda;

import java.time.Duration;

/// A cookie to be set, always `HttpOnly` and `SameSite=Lax`: no script reads it, and no other site's form sends it.
///
/// @param lives how long the browser keeps it; zero deletes it
/// @param secure whether it travels by https alone, as it must off loopback
public record Cookie(String name, String value, Duration lives, boolean secure) {

    /// @param registry the registry's URL, which tells whether https is spoken
    public static Cookie of(String name, String value, Duration lives, String registry) {
        return new Cookie(name, value, lives, registry.startsWith("https:"));
    }

    /// Takes a cookie away again.
    public static Cookie gone(String name, String registry) {
        return of(name, "", Duration.ZERO, registry);
    }

    String header() {
        return name + "=" + value + "; Path=/; Max-Age=" + lives.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    @Override
    public String toString() {
        return name + "=***";
    }
}
