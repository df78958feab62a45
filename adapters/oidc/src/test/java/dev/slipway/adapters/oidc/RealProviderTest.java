package dev.slipway.adapters.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers.Answer;
import dev.slipway.identity.Providers.Departure;
import dev.slipway.kernel.Email;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/// The whole way there and back with a provider that was not written by us.
class RealProviderTest {

    private static final ProviderName NAME = new ProviderName("generic-oidc");
    private static final URI CALLBACK = URI.create("http://localhost:8417/api/auth/callback/generic-oidc");
    private static final String NONCE = "nonce-of-this-sign-in";
    private static final String VERIFIER = "verifier-verifier-verifier-verifier-verifier-verifier";
    private static final SdkHttpClient CONNECTIONS = AwsCrtHttpClient.create();
    private static final MockOAuth2Server SERVER = new MockOAuth2Server();

    private ConfiguredProviders providers;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.shutdown();
        CONNECTIONS.close();
    }

    @BeforeEach
    void open() {
        var variables = Map.of(
                "OIDC_ISSUER", SERVER.issuerUrl("acme").toString(),
                "OIDC_CLIENT_ID", "slipway",
                "OIDC_CLIENT_SECRET", "secret");
        providers = ConfiguredProviders.open(
                name -> Optional.ofNullable(variables.get(name)), CONNECTIONS, InstantSource.system());
    }

    /// Goes where a browser is sent, and comes back with a code.
    private String code(String verifier) throws Exception {
        SERVER.enqueueCallback(new DefaultOAuth2TokenCallback(
                "acme",
                "mia-7",
                "JWT",
                List.of("slipway"),
                Map.of("email", "mia@example.com", "email_verified", true, "preferred_username", "mia"),
                300));
        var to = ((Departure.To) providers.authorization(NAME, CALLBACK, "state-1", NONCE, verifier)).uri();
        try (var browser = HttpClient.newHttpClient()) {
            var answer = browser.send(HttpRequest.newBuilder(to).build(), BodyHandlers.discarding());
            var back = URI.create(answer.headers().firstValue("location").orElseThrow());
            assertThat(back.toString()).startsWith(CALLBACK.toString());
            assertThat(back.getRawQuery()).contains("state=state-1");
            return URLDecoder.decode(
                    back.getRawQuery().replaceAll("(?:.*&)?code=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        }
    }

    @Test
    void somebody_goes_there_and_comes_back_known() throws Exception {
        var answer = providers.redeem(NAME, CALLBACK, code(VERIFIER), NONCE, VERIFIER);

        assertThat(answer).isInstanceOfSatisfying(Answer.Proved.class, proved -> {
            assertThat(proved.identity().issuer())
                    .isEqualTo(SERVER.issuerUrl("acme").toString());
            assertThat(proved.identity().subject()).isEqualTo("mia-7");
            assertThat(proved.identity().verifiedEmail()).hasValue(new Email("mia@example.com"));
            assertThat(proved.identity().suggestedName()).hasValue("mia");
        });
    }

    @Test
    void a_code_is_spent_once() throws Exception {
        var code = code(VERIFIER);
        providers.redeem(NAME, CALLBACK, code, NONCE, VERIFIER);

        assertThat(providers.redeem(NAME, CALLBACK, code, NONCE, VERIFIER)).isInstanceOf(Answer.Rejected.class);
    }

    @Test
    void a_code_is_worth_nothing_without_the_verifier_that_it_was_asked_with() throws Exception {
        var answer = providers.redeem(NAME, CALLBACK, code(VERIFIER), NONCE, VERIFIER.replace('v', 'w'));

        assertThat(answer).isInstanceOf(Answer.Rejected.class);
    }

    @Test
    void a_code_of_another_sign_in_has_another_nonce() throws Exception {
        var answer = providers.redeem(NAME, CALLBACK, code(VERIFIER), "another nonce", VERIFIER);

        assertThat(answer).isEqualTo(new Answer.Rejected("the ID token is refused: its nonce is another one"));
    }
}
