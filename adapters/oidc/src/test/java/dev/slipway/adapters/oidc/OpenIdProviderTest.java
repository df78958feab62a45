package dev.slipway.adapters.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.slipway.identity.Identity;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers.Answer;
import dev.slipway.identity.Providers.Departure;
import dev.slipway.kernel.Email;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/// What is believed of an issuer, and all that isn't.
class OpenIdProviderTest {

    private static final ProviderName NAME = new ProviderName("generic-oidc");
    private static final URI CALLBACK = URI.create("https://npm.acme.test/api/auth/callback/generic-oidc");
    private static final String CODE = "code-secret";
    private static final String VERIFIER = "verifier-secret-verifier-secret-verifier-secret";
    private static final String SECRET = "client/secret:ü";

    /// Where five seconds would make the tests wait.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final SdkHttpClient CONNECTIONS = AwsCrtHttpClient.create();

    private final ScriptedProvider issuer = new ScriptedProvider();
    private final Clock clock = new Clock();
    private ConfiguredProviders providers;

    @BeforeEach
    void open() {
        issuer.hasKeys(Forge.publicKeys(Forge.RSA, Forge.EC));
        providers = providersOf(issuer.url());
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @AfterAll
    static void disconnect() {
        CONNECTIONS.close();
    }

    private ConfiguredProviders providersOf(String url) {
        var variables = Map.of(
                "OIDC_ISSUER",
                url,
                "OIDC_CLIENT_ID",
                Forge.CLIENT,
                "OIDC_CLIENT_SECRET",
                SECRET,
                "OIDC_DISPLAY_NAME",
                "Example ID");
        return ConfiguredProviders.open(name -> Optional.ofNullable(variables.get(name)), CONNECTIONS, clock, PATIENCE);
    }

    private JWTClaimsSet.Builder claims() {
        return Forge.claims(issuer.url());
    }

    private Answer redeem() {
        return providers.redeem(NAME, CALLBACK, CODE, Forge.NONCE, VERIFIER);
    }

    private Answer redeem(String idToken) {
        issuer.givesForACode(idToken);
        return redeem();
    }

    private Identity proved(String idToken) {
        var answer = redeem(idToken);
        assertThat(answer).isInstanceOf(Answer.Proved.class);
        return ((Answer.Proved) answer).identity();
    }

    private void assertRejected(String idToken) {
        var answer = redeem(idToken);
        assertThat(answer).isInstanceOf(Answer.Rejected.class);
        assertSaysNoSecret(((Answer.Rejected) answer).reason());
    }

    private void assertUnreachable() {
        var answer = redeem();
        assertThat(answer).isInstanceOf(Answer.Unreachable.class);
        assertSaysNoSecret(((Answer.Unreachable) answer).reason());
    }

    private static void assertSaysNoSecret(String reason) {
        assertThat(reason)
                .isNotBlank()
                .doesNotContain("secret", Forge.NONCE, "eyJ", "example.com", "mia")
                .hasSizeLessThan(200);
    }

    @Test
    void a_browser_is_sent_with_all_that_the_way_back_is_checked_by() {
        // The pair of RFC 7636, appendix B.
        var verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

        var to = ((Departure.To) providers.authorization(NAME, CALLBACK, "state-1", "nonce-1", verifier)).uri();

        assertThat(to.toString()).startsWith(issuer.url() + "/authorize?");
        assertThat(query(to))
                .containsEntry("response_type", "code")
                .containsEntry("client_id", Forge.CLIENT)
                .containsEntry("redirect_uri", CALLBACK.toString())
                .containsEntry("scope", "openid email profile")
                .containsEntry("state", "state-1")
                .containsEntry("nonce", "nonce-1")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
                .hasSize(8);
        assertThat(to.toString()).doesNotContain(verifier);
    }

    @Test
    void an_authorization_endpoint_keeps_the_query_that_it_has() {
        issuer.describes("authorization_endpoint", issuer.url() + "/authorize?tenant=acme");

        var to = ((Departure.To) providers.authorization(NAME, CALLBACK, "s", "n", VERIFIER)).uri();

        assertThat(query(to)).containsEntry("tenant", "acme").containsEntry("state", "s");
    }

    @Test
    void what_is_configured_is_offered_and_nothing_else() {
        assertThat(providers.offered()).singleElement().satisfies(offer -> {
            assertThat(offer.name()).isEqualTo(NAME);
            assertThat(offer.displayName()).isEqualTo("Example ID");
            assertThat(offer.issuer()).isEqualTo(issuer.url());
        });
        var other = new ProviderName("google");
        assertThat(providers.authorization(other, CALLBACK, "s", "n", VERIFIER)).isEqualTo(new Departure.NotOffered());
        assertThat(providers.redeem(other, CALLBACK, CODE, Forge.NONCE, VERIFIER))
                .isInstanceOf(Answer.Rejected.class);
    }

    @Test
    void a_good_token_proves_who_somebody_is() {
        assertThat(proved(Forge.signed(claims())))
                .isEqualTo(new Identity(
                        issuer.url(), Forge.SUBJECT, Optional.of(new Email("mia@example.com")), Optional.of("mia")));
    }

    @Test
    void tokens_may_be_signed_by_rs256_ps256_and_es256() {
        proved(Forge.signed(JWSAlgorithm.RS256, Forge.RSA, claims()));
        proved(Forge.signed(JWSAlgorithm.PS256, Forge.RSA, claims()));
        proved(Forge.signed(JWSAlgorithm.ES256, Forge.EC, claims()));
    }

    @Test
    void a_code_is_spent_with_the_callback_the_verifier_and_the_secret_in_a_header() {
        proved(Forge.signed(claims()));

        var asked = issuer.lastAsked("/token");
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.body())
                .contains("grant_type=authorization_code", "code=code-secret", "code_verifier=" + VERIFIER)
                .contains("redirect_uri=https%3A%2F%2Fnpm.acme.test%2Fapi%2Fauth%2Fcallback%2Fgeneric-oidc")
                .doesNotContain("client_secret", "client_id");
        assertThat(new String(
                        Base64.getDecoder().decode(asked.authorization().substring("Basic ".length())),
                        StandardCharsets.US_ASCII))
                .isEqualTo("slipway-client:client%2Fsecret%3A%C3%BC");
    }

    @Test
    void the_secret_goes_into_the_form_where_the_issuer_takes_it_only_there() {
        issuer.describes("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        proved(Forge.signed(claims()));

        assertThat(issuer.lastAsked("/token").authorization()).isEqualTo("null");
        assertThat(issuer.lastAsked("/token").body())
                .contains("client_id=slipway-client", "client_secret=client%2Fsecret%3A%C3%BC");
    }

    static Stream<Named<UnaryOperator<JWTClaimsSet.Builder>>> lies() {
        return Stream.of(
                lie("another issuer", claims -> claims.issuer("https://evil.example")),
                lie("no issuer", claims -> claims.issuer(null)),
                lie("another audience", claims -> claims.audience("other")),
                lie("no audience", claims -> claims.audience((String) null)),
                lie("several audiences and nobody named", claims -> claims.audience(List.of(Forge.CLIENT, "other"))),
                lie("made for another", claims -> claims.claim("azp", "other")),
                lie(
                        "made for another of several",
                        claims ->
                                claims.audience(List.of(Forge.CLIENT, "other")).claim("azp", "other")),
                lie("expired", claims -> claims.expirationTime(at(Duration.ofSeconds(-61)))),
                lie("never expiring", claims -> claims.expirationTime(null)),
                lie("issued in the future", claims -> claims.issueTime(at(Duration.ofSeconds(62)))),
                lie("issued long ago", claims -> claims.issueTime(at(Duration.ofMinutes(-12)))),
                lie("never issued", claims -> claims.issueTime(null)),
                lie("not good yet", claims -> claims.notBeforeTime(at(Duration.ofSeconds(62)))),
                lie("another nonce", claims -> claims.claim("nonce", "another")),
                lie("no nonce", claims -> claims.claim("nonce", null)),
                lie("a nonce that is no text", claims -> claims.claim("nonce", 5)),
                lie("no subject", claims -> claims.subject(null)),
                lie("an empty subject", claims -> claims.subject("  ")),
                lie("a subject without end", claims -> claims.subject("x".repeat(256))));
    }

    private static Named<UnaryOperator<JWTClaimsSet.Builder>> lie(
            String name, UnaryOperator<JWTClaimsSet.Builder> lie) {
        return Named.of(name, lie);
    }

    private static Date at(Duration from) {
        return Date.from(Clock.START.plus(from));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void a_token_that_says_anything_else_than_it_must_is_refused(UnaryOperator<JWTClaimsSet.Builder> lie) {
        assertRejected(Forge.signed(lie.apply(claims())));
    }

    @Test
    void clocks_may_differ_by_a_minute_and_several_audiences_are_fine_if_we_are_named() {
        proved(Forge.signed(claims().expirationTime(at(Duration.ofSeconds(-59)))));
        proved(Forge.signed(claims().issueTime(at(Duration.ofSeconds(59)))));
        proved(Forge.signed(claims().audience(List.of(Forge.CLIENT, "other")).claim("azp", Forge.CLIENT)));
        proved(Forge.signed(claims().claim("azp", Forge.CLIENT)));
    }

    @Test
    void a_token_that_nobody_signed_is_refused() {
        var good = Forge.signed(claims());
        assertRejected(Forge.unsigned(claims()));
        assertRejected(good.substring(0, good.lastIndexOf('.') + 1));
        assertRejected(good.substring(0, good.lastIndexOf('.')));
        assertRejected("");
        assertRejected("a.b.c");
        assertRejected("not a token");
    }

    @Test
    void a_token_that_somebody_else_signed_is_refused() throws Exception {
        assertRejected(Forge.signed(JWSAlgorithm.RS256, Forge.OTHER_RSA, claims()));
        assertRejected(Forge.signed(JWSAlgorithm.RS256, Forge.NEXT_RSA, claims()));
        // One that brings the key that it was signed with.
        assertRejected(Forge.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(Forge.OTHER_RSA.toPublicJWK()),
                Forge.OTHER_RSA,
                claims()));
        assertRejected(Forge.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwkURL(URI.create("https://evil.example/jwks")),
                Forge.OTHER_RSA,
                claims()));
    }

    @Test
    void a_token_whose_words_were_changed_is_refused() {
        var good = Forge.signed(claims()).split("\\.", -1);
        var other = Forge.signed(claims().subject("somebody else")).split("\\.", -1);

        assertRejected(good[0] + "." + other[1] + "." + good[2]);
    }

    @Test
    void a_token_signed_with_what_everybody_knows_is_refused() throws Exception {
        assertRejected(Forge.signedWithSecret(Forge.RSA.toRSAPublicKey().getEncoded(), claims()));
        assertRejected(Forge.signedWithSecret(
                Forge.RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8), claims()));
        assertRejected(Forge.signedWithSecret((SECRET + SECRET + SECRET).getBytes(StandardCharsets.UTF_8), claims()));
    }

    @Test
    void algorithms_that_are_not_ours_are_refused() {
        assertRejected(Forge.signed(JWSAlgorithm.RS512, Forge.RSA, claims()));
        assertRejected(Forge.signed(JWSAlgorithm.RS384, Forge.RSA, claims()));
        assertRejected(Forge.signed(JWSAlgorithm.PS512, Forge.RSA, claims()));
    }

    @Test
    void a_token_for_another_purpose_or_with_unknown_demands_is_refused() {
        assertRejected(Forge.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1").type(new JOSEObjectType("at+jwt")),
                Forge.RSA,
                claims()));
        assertRejected(Forge.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("rsa-1")
                        .criticalParams(Set.of("must"))
                        .customParam("must", "be understood"),
                Forge.RSA,
                claims()));
    }

    @Test
    void a_key_that_is_too_short_is_none() {
        var weak = Forge.weakRsa();
        issuer.hasKeys(Forge.publicKeys(weak));

        assertRejected(Forge.signed(JWSAlgorithm.RS256, weak, claims()));
    }

    @Test
    void an_address_counts_only_if_the_issuer_says_that_it_is_theirs() {
        assertThat(proved(Forge.signed(claims().claim("email_verified", false))).verifiedEmail())
                .isEmpty();
        assertThat(proved(Forge.signed(claims().claim("email_verified", null))).verifiedEmail())
                .isEmpty();
        assertThat(proved(Forge.signed(claims().claim("email_verified", "yes"))).verifiedEmail())
                .isEmpty();
        assertThat(proved(Forge.signed(claims().claim("email_verified", 1))).verifiedEmail())
                .isEmpty();
        assertThat(proved(Forge.signed(claims().claim("email_verified", "true")))
                        .verifiedEmail())
                .isPresent();
        assertThat(proved(Forge.signed(claims().claim("email", "no address"))).verifiedEmail())
                .isEmpty();
        assertThat(proved(Forge.signed(claims().claim("email", "mia@example.com\r\nBcc: x@example.org")))
                        .verifiedEmail())
                .isEmpty();
    }

    @Test
    void an_address_that_is_not_in_the_token_is_asked_for_and_counts_if_it_is_the_same_persons() {
        var token = Forge.signed(claims().claim("email", null).claim("email_verified", null));
        issuer.says(
                "/userinfo",
                200,
                "{\"sub\":\"" + Forge.SUBJECT + "\",\"email\":\"mia@example.com\",\"email_verified\":true}");
        assertThat(proved(token).verifiedEmail()).hasValue(new Email("mia@example.com"));
        assertThat(issuer.lastAsked("/userinfo").authorization()).isEqualTo("Bearer access-secret");

        issuer.says("/userinfo", 200, "{\"sub\":\"other\",\"email\":\"eve@example.com\",\"email_verified\":true}");
        assertThat(proved(token).verifiedEmail()).isEmpty();
        issuer.says("/userinfo", 500, "");
        assertThat(proved(token).verifiedEmail()).isEmpty();
    }

    @Test
    void a_name_is_suggested_if_there_is_one_of_sensible_length() {
        assertThat(proved(Forge.signed(
                                claims().claim("preferred_username", null).claim("name", "Mia M")))
                        .suggestedName())
                .hasValue("Mia M");
        assertThat(proved(Forge.signed(claims().claim("preferred_username", "x".repeat(1_000))))
                        .suggestedName())
                .isEmpty();
    }

    @Test
    void a_code_that_was_spent_before_is_refused_by_the_issuers_name_for_it() {
        issuer.says("/token", 400, "{\"error\":\"invalid_grant\",\"error_description\":\"code-secret was used\"}");

        assertThat(redeem()).isEqualTo(new Answer.Rejected(issuer.url() + " answered 400 to a code: invalid_grant"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"<script>\"}",
                "{\"error\":\"secret secret\"}",
                "{\"error\":{\"code\":\"secret\"}}",
                "secret",
                ""
            })
    void whatever_an_issuer_says_no_by_nothing_of_it_is_repeated(String body) {
        issuer.says("/token", 401, body);

        assertThat(redeem()).isEqualTo(new Answer.Rejected(issuer.url() + " answered 401 to a code"));
    }

    @Test
    void an_answer_without_an_id_token_is_refused() {
        issuer.says("/token", 200, "{\"access_token\":\"access-secret\"}");

        assertThat(redeem()).isInstanceOf(Answer.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not JSON", "[]", "", "{\"id_token\":\"secret\"} {}", "null"})
    void an_answer_that_is_no_json_object_is_an_outage(String body) {
        issuer.says("/token", 200, body);

        assertUnreachable();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void an_issuer_that_is_broken_is_an_outage(int status) {
        issuer.says("/token", status, "{\"error\":\"invalid_grant\"}");

        assertUnreachable();
    }

    @Test
    void a_redirect_is_not_followed() {
        issuer.says("/token", 302, "{}");

        assertThat(redeem()).isInstanceOf(Answer.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/.well-known/openid-configuration", "/jwks"})
    void an_issuer_that_never_answers_is_given_up_on(String path) {
        issuer.givesForACode(Forge.signed(claims()));
        issuer.saysNothingAt(path);
        var began = System.nanoTime();

        assertUnreachable();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(PATIENCE, PATIENCE.plusSeconds(2));
    }

    @Test
    void an_issuer_that_answers_byte_by_byte_is_given_up_on() {
        issuer.dripsAt("/token");
        var began = System.nanoTime();

        assertUnreachable();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(PATIENCE, PATIENCE.plusSeconds(2));
    }

    @Test
    void an_answer_without_end_is_not_read_to_its_end() {
        issuer.says("/token", 200, "{\"id_token\":\"" + "x".repeat(20_000_000) + "\"}");

        assertUnreachable();
    }

    @Test
    void an_issuer_that_is_not_there_is_an_outage() {
        issuer.close();

        assertUnreachable();
        assertThat(providers.authorization(NAME, CALLBACK, "s", "n", VERIFIER))
                .isInstanceOf(Departure.Unreachable.class);
    }

    @Test
    void an_issuer_that_calls_itself_something_else_is_not_asked_further() {
        issuer.describes("issuer", issuer.url() + "/");

        assertUnreachable();
        assertThat(issuer.asked("/token")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "jwks_uri"})
    void an_issuer_whose_endpoints_are_missing_or_elsewhere_in_the_clear_is_not_asked_further(String name) {
        for (var value : new String[] {null, "", "http://example.com/", "file:///etc/passwd", "//example.com"}) {
            providers = providersOf(issuer.url());
            issuer.describes(name, value);
            assertUnreachable();
        }
        assertThat(issuer.asked("/token")).isEmpty();
    }

    @Test
    void an_issuer_is_asked_about_itself_and_its_keys_once_an_hour() {
        var token =
                Forge.signed(claims().issueTime(at(Duration.ofMinutes(59))).expirationTime(at(Duration.ofHours(2))));
        providers.prime();
        clock.advance(Duration.ofMinutes(59));
        proved(token);
        assertThat(issuer.asked("/jwks")).hasSize(1);
        assertThat(issuer.asked("/.well-known/openid-configuration")).hasSize(1);

        clock.advance(Duration.ofMinutes(2));
        proved(token);
        assertThat(issuer.asked("/jwks")).hasSize(2);
        assertThat(issuer.asked("/.well-known/openid-configuration")).hasSize(2);
    }

    @Test
    void a_new_key_is_fetched_when_it_is_first_seen_but_not_more_than_once_a_minute() {
        proved(Forge.signed(claims()));
        issuer.hasKeys(Forge.publicKeys(Forge.RSA, Forge.NEXT_RSA));

        assertRejected(Forge.signed(JWSAlgorithm.RS256, Forge.NEXT_RSA, claims()));
        assertThat(issuer.asked("/jwks")).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        proved(Forge.signed(JWSAlgorithm.RS256, Forge.NEXT_RSA, claims()));
        assertThat(issuer.asked("/jwks")).hasSize(2);
    }

    @Test
    void a_key_that_was_withdrawn_is_believed_no_longer_than_an_hour() {
        proved(Forge.signed(claims()));
        issuer.hasKeys(Forge.publicKeys(Forge.NEXT_RSA));
        clock.advance(Duration.ofMinutes(61));

        assertRejected(
                Forge.signed(claims().issueTime(at(Duration.ofMinutes(60))).expirationTime(at(Duration.ofHours(2)))));
    }

    @Test
    void what_an_issuer_said_of_itself_holds_on_while_it_can_t_be_asked() {
        proved(Forge.signed(claims()));
        issuer.says("/.well-known/openid-configuration", 503, "");
        issuer.says("/jwks", 503, "");
        clock.advance(Duration.ofMinutes(61));

        proved(Forge.signed(claims().issueTime(at(Duration.ofMinutes(60))).expirationTime(at(Duration.ofHours(2)))));
    }

    @Test
    void priming_survives_an_issuer_that_is_not_there() {
        issuer.close();

        providers.prime();
    }

    private static Map<String, String> query(URI uri) {
        var query = new HashMap<String, String>();
        for (var pair : uri.getRawQuery().split("&", -1)) {
            var parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
