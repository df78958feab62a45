package dev.slipway.adapters.oidc;

import dev.slipway.identity.Identity;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers.Offer;
import dev.slipway.kernel.Email;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// GitHub, which speaks OAuth and no OpenID Connect: there is no ID token, and who somebody is has to be asked of its
/// API ([GitHub's description](https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps)).
///
/// People are known by the number that GitHub gives them: names there change hands. What nonces are for is done by
/// PKCE: a code that was slipped to somebody can't be spent with their verifier.
final class GitHub implements Provider {

    private final Offer offer;
    private final Client client;
    private final Wire wire;
    private final Endpoint authorize;
    private final Endpoint token;
    private final Endpoint user;
    private final Endpoint emails;

    /// @param url of its pages, `https://github.com`; what people are remembered by, so it doesn't change
    /// @param api of its API, `https://api.github.com`
    /// @throws IllegalStateException if one of them is no https address
    GitHub(String url, String api, Client client, Wire wire) {
        this.offer = new Offer(new ProviderName("github"), "GitHub", url);
        this.client = client;
        this.wire = wire;
        var loopback = Endpoint.isOnThisMachine(url);
        try {
            this.authorize = Endpoint.of(url + "/login/oauth/authorize", "GITHUB_URL", loopback);
            this.token = Endpoint.of(url + "/login/oauth/access_token", "GITHUB_URL", loopback);
            this.user = Endpoint.of(api + "/user", "GITHUB_API_URL", loopback);
            this.emails = Endpoint.of(api + "/user/emails", "GITHUB_API_URL", loopback);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage() + ", such as https://github.com", e);
        }
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public URI authorization(URI callback, String state, String nonce, String verifier) {
        var form = Form.of()
                .and("client_id", client.id())
                .and("redirect_uri", callback.toString())
                .and("scope", "read:user user:email")
                .and("state", state);
        return Pkce.challenge(form, verifier).behind(authorize.uri());
    }

    @Override
    public Identity redeem(URI callback, String code, String nonce, String verifier) {
        var form = Form.of()
                .and("client_id", client.id())
                .and("client_secret", client.secret())
                .and("code", code)
                .and("redirect_uri", callback.toString())
                .and("code_verifier", verifier);
        var spent = TokenReply.of(wire.post(token, Map.of(), form), "GitHub");
        var access = spent.accessToken().orElseThrow(() -> new Rejection("GitHub gave no token for a code"));
        var person = Json.object(answer(user, access).body(), "GitHub's answer");
        if (!(person.get("id") instanceof Number id) || id.longValue() <= 0) {
            throw new Outage("GitHub names nobody");
        }
        return new Identity(
                offer.issuer(), Long.toString(id.longValue()), primaryEmail(access), Json.text(person, "login"));
    }

    /// Nothing has to be found out: GitHub is where it always was.
    @Override
    public void prime() {}

    /// Somebody may leave their addresses out when they agree: then there is none.
    private Optional<Email> primaryEmail(String access) {
        var reply = ask(emails, access);
        if (reply.isOutage()) {
            throw new Outage("GitHub answered " + reply.status());
        }
        if (reply.status() != 200) {
            return Optional.empty();
        }
        for (var each : Json.list(reply.body(), "GitHub's answer")) {
            if (each instanceof Map<?, ?> address
                    && Boolean.TRUE.equals(address.get("primary"))
                    && Boolean.TRUE.equals(address.get("verified"))
                    && address.get("email") instanceof String text) {
                return Person.email(text);
            }
        }
        return Optional.empty();
    }

    private Wire.Reply answer(Endpoint endpoint, String access) {
        var reply = ask(endpoint, access);
        if (reply.isOutage()) {
            throw new Outage("GitHub answered " + reply.status());
        }
        if (reply.status() != 200) {
            throw new Rejection("GitHub answered " + reply.status() + " to its own token");
        }
        return reply;
    }

    private Wire.Reply ask(Endpoint endpoint, String access) {
        return wire.get(
                endpoint,
                Map.of(
                        "Authorization", "Bearer " + access,
                        "Accept", "application/vnd.github+json",
                        "X-GitHub-Api-Version", "2022-11-28"));
    }
}
