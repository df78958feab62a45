package dev.slipway.functions.guard;

import dev.slipway.access.Means;
import dev.slipway.console.WaysIn;
import dev.slipway.identity.Providers.Offer;
import dev.slipway.kernel.Malformed;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/// The providers of the deployment as people name them: by the name in paths, or by the issuer's URL.
final class Ways {

    private final WaysIn waysIn;

    Ways(WaysIn waysIn) {
        this.waysIn = waysIn;
    }

    /// @throws Malformed `unknown_provider`
    Offer named(String name) {
        return waysIn.offers().stream()
                .filter(offer -> name.equals(offer.name().value())
                        || name.equals(offer.issuer())
                        || name.equals(offer.means().value()))
                .findFirst()
                .orElseThrow(() -> new Malformed(
                        "unknown_provider",
                        "\"" + Malformed.shown(name) + "\" is no way to sign in here: this deployment has "
                                + (waysIn.offers().isEmpty()
                                        ? "none but by mail."
                                        : waysIn.offers().stream()
                                                .map(offer -> offer.means().value())
                                                .collect(Collectors.joining(", ", "", ".")))));
    }

    /// Those that are named, with what identities are known by that come from there.
    Map<Means, String> named(Collection<String> names) {
        if (names.isEmpty()) {
            throw new Malformed(
                    "missing_field",
                    "Name at least one way to sign in. To let people sign in as they like, delete the rule.");
        }
        return names.stream()
                .map(this::named)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(Offer::means, Offer::issuer));
    }

    /// The means of an issuer as a page had it, which may be a provider no longer.
    static Means issuer(String url) {
        if (!url.matches("https?://.{1,290}")) {
            throw new Malformed("unknown_provider", "\"" + Malformed.shown(url) + "\" is no issuer's URL.");
        }
        return new Means(url);
    }
}
