package dev.slipway.console;

import dev.slipway.access.Means;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.web.Provider;
import dev.slipway.adapters.web.SessionsPage;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The providers that the deployment configures, as far as pages and settings tell of them: without the secrets,
/// which only the function that signs people in has. A test holds both to the same list.
public final class WaysIn {

    private final List<Offer> offers;

    private WaysIn(List<Offer> offers) {
        this.offers = List.copyOf(offers);
    }

    public static WaysIn of(Environment environment) {
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

    public List<Offer> offers() {
        return offers;
    }

    /// The provider that signs people in by these means, if it is configured.
    public Optional<Offer> find(Means means) {
        return offers.stream().filter(offer -> offer.means().equals(means)).findFirst();
    }

    /// What a person calls a way to sign in: a provider that is configured no longer by its address.
    public String name(Means means) {
        return find(means).map(Offer::displayName).orElseGet(means::shownName);
    }

    /// The same for who is known there.
    public SessionsPage.Linked linked(LinkedIdentity identity) {
        var name = offers.stream()
                .filter(offer -> offer.issuer().equals(identity.issuer()))
                .findFirst()
                .map(Offer::displayName)
                .orElseGet(() -> new Means(identity.issuer()).shownName());
        return new SessionsPage.Linked(identity.id(), name, identity.linkedAt());
    }

    /// Those that don't know the person yet.
    public List<Provider> linkable(List<LinkedIdentity> linked) {
        var known = linked.stream().map(LinkedIdentity::issuer).collect(Collectors.toUnmodifiableSet());
        return offers.stream()
                .filter(offer -> !known.contains(offer.issuer()))
                .map(offer -> new Provider(offer.name(), offer.displayName()))
                .toList();
    }
}
