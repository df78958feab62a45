package dev.slipway.adapters.oidc;

import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;

/// The providers that the deployment configures: GitHub, Google, and one issuer of its own choice. Each is offered if
/// its client id is set.
public final class ConfiguredProviders implements Providers {

    private final List<Provider> providers;
    private final Runnable disconnect;

    private ConfiguredProviders(List<Provider> providers, Runnable disconnect) {
        this.providers = List.copyOf(providers);
        this.disconnect = disconnect;
    }

    /// Where settings are.
    public interface Variables {
        Optional<String> find(String name);
    }

    /// @param variables of the environment
    /// @param connections what requests go over; it opens new ones after it was closed
    /// @throws IllegalStateException if a provider is configured by halves; the function then fails at its start
    public static ConfiguredProviders open(Variables variables, SdkHttpClient connections, InstantSource clock) {
        return open(variables, connections, clock, Wire.PATIENCE);
    }

    static ConfiguredProviders open(
            Variables variables, SdkHttpClient connections, InstantSource clock, Duration patience) {
        var wire = new Wire(connections, patience);
        List<Provider> providers = new ArrayList<>();
        variables
                .find("GITHUB_CLIENT_ID")
                .ifPresent(id -> providers.add(new GitHub(
                        variables.find("GITHUB_URL").orElse("https://github.com"),
                        variables.find("GITHUB_API_URL").orElse("https://api.github.com"),
                        new Client(id, required("GITHUB_CLIENT_SECRET", variables.find("GITHUB_CLIENT_SECRET"))),
                        wire)));
        variables
                .find("GOOGLE_CLIENT_ID")
                .ifPresent(id -> providers.add(new OpenIdProvider(
                        new ProviderName("google"),
                        "Google",
                        variables.find("GOOGLE_ISSUER").orElse("https://accounts.google.com"),
                        new Client(id, required("GOOGLE_CLIENT_SECRET", variables.find("GOOGLE_CLIENT_SECRET"))),
                        wire,
                        clock)));
        variables
                .find("OIDC_CLIENT_ID")
                .ifPresent(id -> providers.add(new OpenIdProvider(
                        new ProviderName("generic-oidc"),
                        variables.find("OIDC_DISPLAY_NAME").orElse("Single sign-on"),
                        required("OIDC_ISSUER", variables.find("OIDC_ISSUER")),
                        new Client(id, required("OIDC_CLIENT_SECRET", variables.find("OIDC_CLIENT_SECRET"))),
                        wire,
                        clock)));
        return new ConfiguredProviders(providers, connections::close);
    }

    @Override
    public List<Offer> offered() {
        return providers.stream().map(Provider::offer).toList();
    }

    @Override
    public Departure authorization(ProviderName name, URI callback, String state, String nonce, String verifier) {
        try {
            return find(name)
                    .<Departure>map(
                            provider -> new Departure.To(provider.authorization(callback, state, nonce, verifier)))
                    .orElseGet(Departure.NotOffered::new);
        } catch (Outage e) {
            return new Departure.Unreachable(e.reason());
        }
    }

    @Override
    public Answer redeem(ProviderName name, URI callback, String code, String nonce, String verifier) {
        try {
            return find(name)
                    .<Answer>map(provider -> new Answer.Proved(provider.redeem(callback, code, nonce, verifier)))
                    .orElseGet(() -> new Answer.Rejected("there is no such provider"));
        } catch (Rejection e) {
            return new Answer.Rejected(e.reason());
        } catch (Outage e) {
            return new Answer.Unreachable(e.reason());
        }
    }

    /// Finds out ahead what every sign-in needs, before a snapshot is taken. A provider that can't be asked now is
    /// asked when somebody comes.
    public void prime() {
        for (var provider : providers) {
            try {
                provider.prime();
            } catch (Outage _) {
                // Somebody who signs in will learn of it if it lasts.
            }
        }
    }

    /// Cuts the connections, as before a snapshot is taken. The next request opens new ones.
    public void disconnect() {
        disconnect.run();
    }

    private Optional<Provider> find(ProviderName name) {
        return providers.stream()
                .filter(provider -> provider.offer().name().equals(name))
                .findFirst();
    }

    private static String required(String name, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalStateException(
                "The environment variable " + name + " is not set, which a provider that is configured needs."));
    }
}
