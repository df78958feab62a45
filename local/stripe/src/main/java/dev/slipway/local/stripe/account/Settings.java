package dev.slipway.local.stripe.account;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the account at Stripe is like.
///
/// @param port where it listens if nobody else does; 0 for any port that is free
/// @param apiKey the one key that it lets in
/// @param business what its pages and invoices call whoever is paid
/// @param webhook where events go; nowhere if empty
/// @param webhookSecrets what events are signed with: one, or two while one replaces the other
/// @param file where everything is kept; in memory if empty
/// @param ticking whether it looks once a second for what has fallen due, as soon as there is somebody to tell.
///     Without, it looks when it is asked something or its clock is moved, and nothing happens behind a test's back
public record Settings(
        int port,
        String apiKey,
        String business,
        List<PriceTag> prices,
        Optional<URI> webhook,
        List<String> webhookSecrets,
        LastResort lastResort,
        Optional<Path> file,
        boolean ticking) {

    public Settings {
        prices = List.copyOf(prices);
        webhookSecrets = List.copyOf(webhookSecrets);
        if (!apiKey.startsWith("sk_test_")) {
            throw new IllegalArgumentException(
                    "a key of the stand-in begins with sk_test_, so that nobody takes it for one");
        }
        if (prices.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to sell");
        }
        if (prices.stream().map(PriceTag::lookupKey).distinct().count() < prices.size()) {
            throw new IllegalArgumentException("two prices have the same lookup key");
        }
        if (prices.stream()
                        .map(tag -> tag.currency() + tag.interval())
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("all prices have one currency and one interval");
        }
        if (webhookSecrets.isEmpty() || webhookSecrets.size() > 2) {
            throw new IllegalArgumentException("events are signed with one secret, or with two");
        }
    }

    /// In memory, on any port, with keys of its own, and with nobody to tell.
    public static Settings of(PriceTag... prices) {
        return new Settings(
                0,
                "sk_test_" + Ids.random(24),
                "Slipway",
                List.of(prices),
                Optional.empty(),
                List.of("whsec_" + Ids.random(32)),
                LastResort.CANCEL,
                Optional.empty(),
                false);
    }

    public Settings onPort(int other) {
        return new Settings(other, apiKey, business, prices, webhook, webhookSecrets, lastResort, file, ticking);
    }

    public Settings withKey(String key) {
        return new Settings(port, key, business, prices, webhook, webhookSecrets, lastResort, file, ticking);
    }

    public Settings sendingTo(URI url) {
        return new Settings(
                port, apiKey, business, prices, Optional.of(url), webhookSecrets, lastResort, file, ticking);
    }

    public Settings signedWith(String... secrets) {
        return new Settings(port, apiKey, business, prices, webhook, List.of(secrets), lastResort, file, ticking);
    }

    public Settings endingWith(LastResort other) {
        return new Settings(port, apiKey, business, prices, webhook, webhookSecrets, other, file, ticking);
    }

    public Settings keptIn(Path path) {
        return new Settings(
                port, apiKey, business, prices, webhook, webhookSecrets, lastResort, Optional.of(path), ticking);
    }

    public Settings ticks() {
        return new Settings(port, apiKey, business, prices, webhook, webhookSecrets, lastResort, file, true);
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "Settings[port=%d, business=%s, prices=%s]".formatted(port, business, prices);
    }
}
