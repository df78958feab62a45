package dev.slipway.identity;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.RateLimits.Answer;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.AccountId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Sends a browser to a provider, where somebody proves who they are.
public final class BeginWithProvider {

    private static final RateLimit BY_NETWORK = new RateLimit("sign-in-provider", 60, Duration.ofHours(1));

    private final SignIns signIns;
    private final Providers providers;
    private final Standings standings;
    private final RateLimits limits;

    public BeginWithProvider(SignIns signIns, Providers providers, Standings standings, RateLimits limits) {
        this.signIns = signIns;
        this.providers = providers;
        this.standings = standings;
        this.limits = limits;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param to where the browser goes
        /// @param verifier for the cookie: without it, coming back is worth nothing
        record Away(URI to, Token verifier, Providers.Offer offer) implements Outcome {}

        record NoSuchProvider() implements Outcome {}

        /// @param reason for the log
        record Unreachable(Providers.Offer offer, String reason) implements Outcome {}

        record TooFast(Duration retryAfter) implements Outcome {}
    }

    public Outcome run(Visit visit, ProviderName name) {
        var network = RateLimit.network(visit.origin().address());
        return switch (limits.spend(BY_NETWORK, network, visit.at())) {
            case Answer.TooFast(var wait) -> new Outcome.TooFast(wait);
            case Answer.Allowed _ ->
                providers.offered().stream()
                        .filter(offer -> offer.name().equals(name))
                        .findFirst()
                        .map(offer -> leave(visit, offer))
                        .orElseGet(Outcome.NoSuchProvider::new);
        };
    }

    private Outcome leave(Visit visit, Providers.Offer offer) {
        var name = offer.name();
        var state = Token.draw(Token.Kind.STATE);
        var verifier = Token.draw(Token.Kind.VERIFIER);
        var departure = providers.authorization(
                name, callback(visit, name), state.secret(), nonce(verifier), verifier.secret());
        return switch (departure) {
            case Providers.Departure.To(var uri) -> {
                var until = visit.at().plus(Trip.LIVES);
                signIns.keep(state.hash(), new Trip(name, verifier.hash(), signedIn(visit), until));
                yield new Outcome.Away(uri, verifier, offer);
            }
            case Providers.Departure.NotOffered _ -> new Outcome.NoSuchProvider();
            case Providers.Departure.Unreachable(var reason) -> new Outcome.Unreachable(offer, reason);
        };
    }

    private Optional<AccountId> signedIn(Visit visit) {
        return Gatekeeper.identify(standings.findCaller(visit.presented()), visit.at())
                        instanceof Decision.Allowed(Principal.Person(var id, var _))
                ? Optional.of(id)
                : Optional.empty();
    }

    static URI callback(Visit visit, ProviderName name) {
        return URI.create(visit.registry() + "/api/auth/callback/" + name);
    }

    /// Ties the ID token to the browser that the cookie is in
    /// ([OpenID Connect Core, 15.5.2](https://openid.net/specs/openid-connect-core-1_0.html#NonceNotes)): stored
    /// nowhere, and another text than what the table has of the verifier.
    static String nonce(Token verifier) {
        return TokenHash.of("nonce\n" + verifier.secret()).value();
    }
}
