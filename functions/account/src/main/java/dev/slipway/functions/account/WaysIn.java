package dev.slipway.functions.account;

import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.web.Provider;
import dev.slipway.adapters.web.SessionsPage;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The providers that the deployment configures, as far as somebody's own pages tell of them: without the secrets,
/// which only the function that signs people in has. A test holds both to the same list.
final class WaysIn {

    private final List<Offer> offers;

    private WaysIn(List<Offer> offers) {
        this.offers = List.copyOf(offers);
    }

    static WaysIn of(Environment environment) {
        var offers = new ArrayList<Offer>();
        environment
                .find("GITHUB_CLIENT_ID")
                .map(_ -> environment.find("GITHUB_URL").orElse("https://github.com"))
                .ifPresent(issuer -> offers.add(new Offer(new ProviderName("github"), "GitHub", issuer)));
        environment
                .find("GOOGLE_CLIENT_ID")
                .map(_ -> environment.find("GOOGLE_ISSUER").orElse("https://accounts.google.com"))
                .ifPresent(issuer -> offers.add(new Offer(new ProviderName("google"), "Google", issuer)));
        var ownName = environment.find("OIDC_DISPLAY_NAME").orElse("Single sign-on");
        environment
                .find("OIDC_CLIENT_ID")
                .flatMap(_ -> environment.find("OIDC_ISSUER"))
                .ifPresent(issuer -> offers.add(new Offer(new ProviderName("generic-oidc"), ownName, issuer)));
        return new WaysIn(offers);
    }

    /// What a person calls it: one that is configured no longer by its address.
    String name(String issuer) {
        return offers.stream()
                .filter(offer -> offer.issuer().equals(issuer))
                .findFirst()
                .map(Offer::displayName)
                .orElseGet(() -> issuer.replaceFirst("^https?://", ""));
    }

    SessionsPage.Linked linked(LinkedIdentity identity) {
        return new SessionsPage.Linked(identity.id(), name(identity.issuer()), identity.linkedAt());
    }

    /// Those that don't know the person yet.
    List<Provider> linkable(List<LinkedIdentity> linked) {
        var known = linked.stream().map(LinkedIdentity::issuer).collect(Collectors.toUnmodifiableSet());
        return offers.stream()
                .filter(offer -> !known.contains(offer.issuer()))
                .map(offer -> new Provider(offer.name(), offer.displayName()))
                .toList();
    }
}
