package dev.slipway.adapters.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Identity;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers.Answer;
import dev.slipway.identity.Providers.Departure;
import dev.slipway.kernel.Email;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

class GitHubTest {

    private static final ProviderName NAME = new ProviderName("github");
    private static final URI CALLBACK = URI.create("https://npm.acme.test/api/auth/callback/github");
    private static final String VERIFIER = "verifier-secret-verifier-secret-verifier-secret";
    private static final SdkHttpClient CONNECTIONS = AwsCrtHttpClient.create();

    private final ScriptedProvider github = new ScriptedProvider();
    private ConfiguredProviders providers;

    @BeforeEach
    void open() {
        var variables = Map.of(
                "GITHUB_URL",
                github.url(),
                "GITHUB_API_URL",
                github.url() + "/api/v3",
                "GITHUB_CLIENT_ID",
                "Iv1.abc",
                "GITHUB_CLIENT_SECRET",
                "client-secret");
        providers =
                ConfiguredProviders.open(name -> Optional.ofNullable(variables.get(name)), CONNECTIONS, new Clock());
        github.says("/login/oauth/access_token", 200, "{\"access_token\":\"gho_secret\",\"token_type\":\"bearer\"}");
        github.says("/api/v3/user", 200, "{\"id\":583231,\"login\":\"octocat\",\"email\":\"public@example.com\"}");
        github.says("/api/v3/user/emails", 200, """
                [{"email":"other@example.com","primary":false,"verified":true},
                 {"email":"Octo@example.com","primary":true,"verified":true,"visibility":null}]""");
    }

    @AfterEach
    void close() {
        github.close();
    }

    @AfterAll
    static void disconnect() {
        CONNECTIONS.close();
    }

    private Answer redeem() {
        return providers.redeem(NAME, CALLBACK, "code-secret", "nonce", VERIFIER);
    }

    private Identity proved() {
        var answer = redeem();
        assertThat(answer).isInstanceOf(Answer.Proved.class);
        return ((Answer.Proved) answer).identity();
    }

    @Test
    void a_browser_is_sent_to_github_with_state_and_challenge() {
        var to = ((Departure.To) providers.authorization(NAME, CALLBACK, "state-1", "nonce-1", VERIFIER)).uri();

        assertThat(to.toString())
                .startsWith(github.url() + "/login/oauth/authorize?")
                .contains("client_id=Iv1.abc", "state=state-1", "code_challenge_method=S256", "code_challenge=")
                .contains("scope=read%3Auser%20user%3Aemail")
                .contains("redirect_uri=https%3A%2F%2Fnpm.acme.test%2Fapi%2Fauth%2Fcallback%2Fgithub")
                .doesNotContain("secret");
    }

    @Test
    void somebody_is_known_by_their_number_and_their_primary_verified_address() {
        assertThat(proved())
                .isEqualTo(new Identity(
                        github.url(), "583231", Optional.of(new Email("octo@example.com")), Optional.of("octocat")));

        assertThat(github.lastAsked("/login/oauth/access_token").body())
                .contains("client_id=Iv1.abc", "client_secret=client-secret", "code=code-secret")
                .contains("code_verifier=" + VERIFIER);
        assertThat(github.lastAsked("/login/oauth/access_token").headers().get("Accept"))
                .containsExactly("application/json");
        assertThat(github.lastAsked("/api/v3/user")).satisfies(asked -> {
            assertThat(asked.authorization()).isEqualTo("Bearer gho_secret");
            assertThat(asked.headers().get("User-agent")).containsExactly("slipway");
            assertThat(asked.headers().get("X-github-api-version")).containsExactly("2022-11-28");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"email\":\"octo@example.com\",\"primary\":true,\"verified\":false}]",
                "[{\"email\":\"octo@example.com\",\"primary\":false,\"verified\":true}]",
                "[{\"email\":\"octo@example.com\",\"primary\":true}]",
                "[{\"email\":\"no address\",\"primary\":true,\"verified\":true}]",
                "[{\"email\":5,\"primary\":true,\"verified\":true}]",
                "[5, null, \"octo@example.com\"]"
            })
    void an_address_that_is_not_both_is_none(String emails) {
        github.says("/api/v3/user/emails", 200, emails);

        assertThat(proved().verifiedEmail()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void somebody_who_keeps_their_addresses_signs_in_without(int status) {
        github.says("/api/v3/user/emails", status, "{}");

        assertThat(proved().verifiedEmail()).isEmpty();
    }

    @Test
    void a_code_that_was_spent_before_is_refused_though_github_says_so_with_200() {
        github.says(
                "/login/oauth/access_token",
                200,
                "{\"error\":\"bad_verification_code\",\"error_description\":\"The code passed is incorrect.\"}");

        assertThat(redeem()).isEqualTo(new Answer.Rejected("GitHub refused a code: bad_verification_code"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"583231\",\"login\":\"octocat\"}",
                "{\"id\":null}",
                "{\"id\":0}",
                "{\"id\":-1}",
                "{\"id\":{\"a\":1}}",
                "[]",
                "octocat"
            })
    void an_answer_that_names_nobody_lets_nobody_in(String user) {
        github.says("/api/v3/user", 200, user);

        assertThat(redeem()).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void a_number_is_not_rounded() {
        github.says("/api/v3/user", 200, "{\"id\":9007199254740993,\"login\":\"octocat\"}");

        assertThat(proved().subject()).isEqualTo("9007199254740993");
    }

    @Test
    void a_broken_github_is_an_outage_and_a_refused_token_is_not() {
        github.says("/api/v3/user/emails", 503, "");
        assertThat(redeem()).isEqualTo(new Answer.Unreachable("GitHub answered 503"));
        github.says("/api/v3/user", 500, "");
        assertThat(redeem()).isEqualTo(new Answer.Unreachable("GitHub answered 500"));
        github.says("/api/v3/user", 401, "{}");
        assertThat(redeem()).isInstanceOf(Answer.Rejected.class);
        github.says("/login/oauth/access_token", 502, "");
        assertThat(redeem()).isInstanceOf(Answer.Unreachable.class);
        github.close();
        assertThat(redeem()).isInstanceOf(Answer.Unreachable.class);
    }
}
