package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.oidc.ConfiguredProviders;
import dev.slipway.identity.Identity;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers.Answer;
import dev.slipway.identity.Providers.Departure;
import dev.slipway.kernel.Email;
import dev.slipway.local.loopback.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the provider of a laptop gives the product, and what it refuses, as a real one would.
class IdentityProviderTest {

    private static final String REGISTRY = "http://localhost:8417";
    private static final ProviderName OPEN_ID = new ProviderName("generic-oidc");
    private static final ProviderName GITHUB = new ProviderName("github");
    private static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier-verifier";
    private static final String NONCE = "nonce-1";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T09:30:00Z"));
    private final InstantSource clock = now::get;
    private final IdentityProvider provider = IdentityProvider.start(0, clock);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Connections connections = new Connections();
    private ConfiguredProviders providers;

    @BeforeEach
    void open() {
        provider.register(REGISTRY);
        var given = provider.parameters();
        var variables = Map.of(
                "OIDC_ISSUER", given.get("OidcIssuer"),
                "OIDC_CLIENT_ID", given.get("OidcClientId"),
                "OIDC_CLIENT_SECRET", given.get("OidcClientSecret"),
                "GITHUB_URL", given.get("GitHubUrl"),
                "GITHUB_API_URL", given.get("GitHubApiUrl"),
                "GITHUB_CLIENT_ID", given.get("GitHubClientId"),
                "GITHUB_CLIENT_SECRET", given.get("GitHubClientSecret"));
        providers = ConfiguredProviders.open(name -> Optional.ofNullable(variables.get(name)), connections, clock);
    }

    @AfterEach
    void close() {
        provider.close();
        browser.close();
        connections.close();
    }

    private static URI callback(ProviderName name) {
        return URI.create(REGISTRY + "/api/auth/callback/" + name);
    }

    private URI authorization(ProviderName name) {
        var departure = providers.authorization(name, callback(name), "state-1", NONCE, VERIFIER);
        assertThat(departure).isInstanceOf(Departure.To.class);
        return ((Departure.To) departure).uri();
    }

    /// Where a browser is sent back to, when somebody has been chosen.
    private URI back(URI authorization, String person) {
        var answer = post(
                authorization.toString().replaceAll("\\?.*", ""),
                authorization.getRawQuery() + "&person=" + person + "&email=nina%40example.com");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return URI.create(answer.headers().firstValue("location").orElseThrow());
    }

    private String code(ProviderName name, String person) {
        var back = back(authorization(name), person);
        assertThat(back.toString()).startsWith(callback(name) + "?code=").endsWith("&state=state-1");
        return back.getRawQuery().replaceAll("code=([^&]*).*", "$1");
    }

    private Answer redeem(ProviderName name, String code) {
        return providers.redeem(name, callback(name), code, NONCE, VERIFIER);
    }

    private HttpResponse<String> post(String url, String form, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ada_is_known_by_openid_connect_as_the_registry_was_told() {
        assertThat(redeem(OPEN_ID, code(OPEN_ID, "ada"))).isEqualTo(new Answer.Proved(provider.ada()));
    }

    @Test
    void mia_is_known_by_github_with_a_number() {
        assertThat(redeem(GITHUB, code(GITHUB, "mia"))).isInstanceOfSatisfying(Answer.Proved.class, proved -> {
            assertThat(proved.identity().issuer()).isEqualTo(provider.url() + "/github");
            assertThat(proved.identity().subject()).matches("\\d+");
            assertThat(proved.identity().verifiedEmail()).hasValue(new Email("mia@example.com"));
            assertThat(proved.identity().suggestedName()).hasValue("mia");
        });
    }

    @Test
    void a_new_person_is_the_same_one_each_time() {
        Identity first = ((Answer.Proved) redeem(OPEN_ID, code(OPEN_ID, "new"))).identity();
        Identity second = ((Answer.Proved) redeem(OPEN_ID, code(OPEN_ID, "new"))).identity();

        assertThat(first).isEqualTo(second);
        assertThat(first.verifiedEmail()).hasValue(new Email("nina@example.com"));
        assertThat(((Answer.Proved) redeem(OPEN_ID, code(OPEN_ID, "new&unverified=on")))
                        .identity()
                        .verifiedEmail())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic-oidc", "github"})
    void a_code_is_spent_once_and_within_a_minute(String provider) {
        var name = new ProviderName(provider);
        var code = code(name, "ada");
        assertThat(redeem(name, code)).isInstanceOf(Answer.Proved.class);
        assertThat(redeem(name, code)).isInstanceOf(Answer.Rejected.class);

        var late = code(name, "ada");
        now.updateAndGet(at -> at.plus(Duration.ofMinutes(1)));
        assertThat(redeem(name, late)).isInstanceOf(Answer.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic-oidc", "github"})
    void a_code_that_was_shown_with_another_verifier_is_burnt(String provider) {
        var name = new ProviderName(provider);
        var code = code(name, "ada");

        assertThat(providers.redeem(name, callback(name), code, NONCE, VERIFIER + "x"))
                .isInstanceOf(Answer.Rejected.class);
        assertThat(redeem(name, code)).isInstanceOf(Answer.Rejected.class);
    }

    @Test
    void a_code_of_one_dialect_is_none_in_the_other_and_goes_back_to_one_address() {
        assertThat(redeem(GITHUB, code(OPEN_ID, "ada"))).isInstanceOf(Answer.Rejected.class);
        assertThat(providers.redeem(OPEN_ID, callback(GITHUB), code(OPEN_ID, "ada"), NONCE, VERIFIER))
                .isInstanceOf(Answer.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "client_id=slipway, client_id=other",
        "localhost%3A8417, evil.example",
        "generic-oidc, generic-oidc%2Fx",
        "redirect_uri=, elsewhere=",
    })
    void a_client_or_an_address_that_is_not_known_is_sent_nowhere(String from, String to) {
        var query = authorization(OPEN_ID).getRawQuery().replaceFirst(from, to);

        var shown = send(HttpRequest.newBuilder(URI.create(provider.url() + "/authorize?" + query)));
        var chosen = post(provider.url() + "/authorize", query + "&person=ada");

        assertThat(shown.statusCode()).isEqualTo(400);
        assertThat(chosen.statusCode()).isEqualTo(400);
        assertThat(chosen.headers().firstValue("location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "response_type=code, response_type=token, unsupported_response_type",
        "scope=openid%20, scope=, invalid_scope",
        "code_challenge_method=S256, code_challenge_method=plain, invalid_request",
        "code_challenge=, no_challenge=, invalid_request",
        "nonce=nonce-1, nonce=, invalid_request",
    })
    void a_request_that_is_wrong_is_sent_back_with_the_name_of_it(String from, String to, String error) {
        var query = authorization(OPEN_ID).getRawQuery().replaceFirst(from, to);

        var answer = post(provider.url() + "/authorize", query + "&person=ada");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location").orElseThrow())
                .startsWith(callback(OPEN_ID) + "?")
                .contains("error=" + error)
                .contains("state=state-1");
    }

    @Test
    void a_client_that_can_t_prove_itself_gets_nothing() {
        var form = "grant_type=authorization_code&code=" + code(OPEN_ID, "ada") + "&redirect_uri="
                + "http%3A%2F%2Flocalhost%3A8417%2Fapi%2Fauth%2Fcallback%2Fgeneric-oidc&code_verifier=" + VERIFIER;
        for (var authorization : new String[] {
            "", "Basic", "Basic !", "Bearer x", basic("slipway:wrong"), basic("other:" + secret()), basic("slipway")
        }) {
            var answer = authorization.isEmpty()
                    ? post(provider.url() + "/token", form)
                    : post(provider.url() + "/token", form, "authorization", authorization);
            assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
        }
        assertThat(post(provider.url() + "/token", form, "authorization", basic("slipway:" + secret()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_stands_in_the_query_is_text_on_the_page() {
        var page = send(HttpRequest.newBuilder(URI.create(authorization(OPEN_ID) + "&x=%22%3E%3Cscript%3E")))
                .body();

        assertThat(page)
                .contains("Ada &lt;ada@example.com&gt;", "Mia &lt;mia@example.com&gt;", "&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void the_api_of_github_wants_a_token_and_a_name() {
        var url = provider.url() + "/github/api/user";
        assertThat(send(HttpRequest.newBuilder(URI.create(url))).statusCode()).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(URI.create(url)).header("authorization", "Bearer guessed"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(provider.url().resolve("/userinfo")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void its_keys_are_public_ones() {
        var keys = Json.object(
                send(HttpRequest.newBuilder(provider.url().resolve("/jwks"))).body());

        assertThat(keys.toString()).contains("kty=EC", "crv=P-256", "alg=ES256").doesNotContain(" d=", "{d=");
    }

    private String secret() {
        return provider.parameters().get("OidcClientSecret");
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
