package dev.slipway.adapters.oidc;

import dev.slipway.identity.Identity;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers.Offer;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Any issuer that speaks [OpenID Connect](https://openid.net/specs/openid-connect-core-1_0.html) and says where its
/// endpoints are. Google is one.
final class OpenIdProvider implements Provider {

    private final Offer offer;
    private final Client client;
    private final Wire wire;
    private final Discovery discovery;
    private final KeyRing keys;
    private final IdTokens idTokens;

    /// @throws IllegalStateException if the issuer is no https address
    OpenIdProvider(
            ProviderName name, String displayName, String issuer, Client client, Wire wire, InstantSource clock) {
        this.offer = new Offer(name, displayName, issuer);
        this.client = client;
        this.wire = wire;
        this.discovery = new Discovery(issuer, wire, clock);
        this.keys = new KeyRing(() -> discovery.get().keys(), wire, clock);
        this.idTokens = new IdTokens(issuer, client.id(), keys, clock);
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public URI authorization(URI callback, String state, String nonce, String verifier) {
        var form = Form.of()
                .and("response_type", "code")
                .and("client_id", client.id())
                .and("redirect_uri", callback.toString())
                .and("scope", "openid email profile")
                .and("state", state)
                .and("nonce", nonce);
        return Pkce.challenge(form, verifier)
                .behind(discovery.get().authorization().uri());
    }

    @Override
    public Identity redeem(URI callback, String code, String nonce, String verifier) {
        var document = discovery.get();
        var spent = spend(document, callback, code, verifier);
        var token = spent.idToken().orElseThrow(() -> new Rejection(offer.issuer() + " gave no ID token for a code"));
        var claims = idTokens.believed(token, nonce);
        var subject = claims.getSubject();
        Map<String, Object> said = claims.getClaims();
        if (Json.text(said, "email").isEmpty()) {
            said = userInfo(document, spent, subject).orElse(said);
        }
        return new Identity(
                offer.issuer(),
                subject,
                Person.verifiedEmail(said),
                Person.name(said, "preferred_username", "nickname", "name"));
    }

    @Override
    public void prime() {
        discovery.get();
        keys.prime();
    }

    private TokenReply spend(Discovery.Document document, URI callback, String code, String verifier) {
        var form = Form.of()
                .and("grant_type", "authorization_code")
                .and("code", code)
                .and("redirect_uri", callback.toString())
                .and("code_verifier", verifier);
        var reply = document.secretInBody()
                ? wire.post(
                        document.token(),
                        Map.of(),
                        form.and("client_id", client.id()).and("client_secret", client.secret()))
                : wire.post(document.token(), Map.of("Authorization", client.basic()), form);
        return TokenReply.of(reply, offer.issuer());
    }

    /// Some issuers tell the address only here. It counts only if it is about the same person
    /// ([5.3.2](https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse)); without it they sign in with
    /// no address.
    private Optional<Map<String, Object>> userInfo(Discovery.Document document, TokenReply spent, String subject) {
        if (document.userInfo().isEmpty() || spent.accessToken().isEmpty()) {
            return Optional.empty();
        }
        var reply = wire.get(
                document.userInfo().get(),
                Map.of("Authorization", "Bearer " + spent.accessToken().get()));
        if (reply.status() != 200) {
            return Optional.empty();
        }
        var said = Json.object(reply.body(), "what " + offer.issuer() + " says of a person");
        return Json.text(said, "sub").equals(Optional.of(subject)) ? Optional.of(said) : Optional.empty();
    }
}
