package dev.slipway.local.people;

import dev.slipway.identity.Identity;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers;
import dev.slipway.kernel.Email;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Stands for a provider, as strict as one: a code is spent once, only with the verifier, the nonce and the callback
/// of the trip that it came of.
final class Elsewhere implements Providers {

    static final ProviderName NAME = new ProviderName("generic-oidc");
    static final String ISSUER = "https://id.example.com";
    static final Offer OFFER = new Offer(NAME, "Example ID", ISSUER);

    private final Map<String, Promise> codes = new ConcurrentHashMap<>();

    private record Promise(URI callback, String nonce, String verifier, Identity identity) {}

    /// What a browser was sent off with.
    record Request(URI callback, String state, String nonce, String verifier) {}

    private volatile Optional<Request> asked = Optional.empty();
    private volatile boolean down;

    @Override
    public List<Offer> offered() {
        return List.of(OFFER);
    }

    @Override
    public Departure authorization(ProviderName name, URI callback, String state, String nonce, String verifier) {
        if (!name.equals(NAME)) {
            return new Departure.NotOffered();
        }
        if (down) {
            return new Departure.Unreachable("connection refused");
        }
        asked = Optional.of(new Request(callback, state, nonce, verifier));
        return new Departure.To(URI.create(ISSUER + "/authorize?state=" + state));
    }

    @Override
    public Answer redeem(ProviderName name, URI callback, String code, String nonce, String verifier) {
        if (down) {
            return new Answer.Unreachable("connection refused");
        }
        var promise = codes.remove(code);
        return promise != null
                        && promise.callback().equals(callback)
                        && promise.nonce().equals(nonce)
                        && promise.verifier().equals(verifier)
                ? new Answer.Proved(promise.identity())
                : new Answer.Rejected("invalid_grant");
    }

    void goDown() {
        down = true;
    }

    Request asked() {
        return asked.orElseThrow();
    }

    /// Somebody says yes there.
    ///
    /// @return the code
    String approve(Request request, Identity identity) {
        var code = "code-" + request.state();
        codes.put(code, new Promise(request.callback(), request.nonce(), request.verifier(), identity));
        return code;
    }

    static Identity person(String subject) {
        return new Identity(ISSUER, subject, Optional.empty(), Optional.of(subject));
    }

    static Identity person(String subject, String email) {
        return new Identity(ISSUER, subject, Optional.of(new Email(email)), Optional.of(subject));
    }
}
