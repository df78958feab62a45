package dev.slipway.local.provider;

import dev.slipway.identity.Identity;
import dev.slipway.kernel.Email;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.loopback.WebServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Stands for the places where people have an account already: an OpenID Connect provider, and GitHub.
///
/// It is strict: it knows one client in each dialect, with one address to go back to, wants PKCE, and spends a code
/// once. Only the password is missing.
public final class IdentityProvider implements AutoCloseable {

    private static final String GITHUB = "/github";

    private final CompletableFuture<String> registry = new CompletableFuture<>();
    private final WebServer server;
    private final InstantSource clock;
    private final String openIdSecret = Grants.random();
    private final String gitHubSecret = Grants.random();
    private @Nullable Dialects dialects;

    private record Dialects(OpenId openId, Picker openIdPicker, GitHubDialect gitHub, Picker gitHubPicker) {}

    private IdentityProvider(int port, InstantSource clock) {
        this.clock = clock;
        this.server = WebServer.start(port, this::answer);
    }

    /// It answers once it knows which registry it is for.
    ///
    /// @param port what is wanted; if somebody else has it, any that is free
    public static IdentityProvider start(int port, InstantSource clock) {
        return new IdentityProvider(port, clock);
    }

    /// Says where people come from, and go back to.
    public void register(String url) {
        registry.complete(url);
    }

    /// Made when somebody comes: making keys takes longer than a start should.
    private synchronized Dialects dialects() {
        if (dialects == null) {
            dialects = of(registry.join() + "/api/auth/callback/");
        }
        return dialects;
    }

    private Dialects of(String callback) {
        var grants = new Grants(clock);
        var openId = new Registration("slipway", openIdSecret, callback + "generic-oidc");
        var others = new Grants(clock);
        var gitHub = new Registration("slipway-at-github", gitHubSecret, callback + "github");
        return new Dialects(
                new OpenId(url().toString(), openId, grants, clock),
                new Picker("Sign in with Local ID", "/authorize", openId, true, grants),
                new GitHubDialect(gitHub, others),
                new Picker("Sign in with what plays GitHub", GITHUB + "/login/oauth/authorize", gitHub, false, others));
    }

    /// Its issuer, and where it is; without a slash at the end.
    public URI url() {
        return server.url();
    }

    /// Ada, whom it knows, as the registry shall know her too.
    public Identity ada() {
        var ada = Persona.KNOWN.getFirst();
        return new Identity(
                url().toString(), ada.subject(), Optional.of(new Email(ada.email())), Optional.of(ada.login()));
    }

    /// What whoever deploys would give the template for the real ones.
    public Map<String, String> parameters() {
        return Map.of(
                "OidcIssuer",
                url().toString(),
                "OidcClientId",
                "slipway",
                "OidcClientSecret",
                openIdSecret,
                "OidcDisplayName",
                "Local ID",
                "GitHubUrl",
                url() + GITHUB,
                "GitHubApiUrl",
                url() + GITHUB + "/api",
                "GitHubClientId",
                "slipway-at-github",
                "GitHubClientSecret",
                gitHubSecret);
    }

    private WebResponse answer(WebRequest request) {
        var all = dialects();
        return switch (request.operation()) {
            case "GET /.well-known/openid-configuration" -> all.openId().describe();
            case "GET /jwks" -> all.openId().keys();
            case "GET /authorize", "POST /authorize" -> all.openIdPicker().answer(request);
            case "POST /token" -> all.openId().token(request);
            case "GET /userinfo" -> all.openId().userInfo(request);
            case "GET /github/login/oauth/authorize", "POST /github/login/oauth/authorize" ->
                all.gitHubPicker().answer(request);
            case "POST /github/login/oauth/access_token" -> all.gitHub().token(request);
            case "GET /github/api/user" -> all.gitHub().user(request);
            case "GET /github/api/user/emails" -> all.gitHub().emails(request);
            default -> WebResponse.notFound();
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
