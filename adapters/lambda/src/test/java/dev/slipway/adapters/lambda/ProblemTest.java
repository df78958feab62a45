package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Means;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final HttpRequest REQUEST = HttpRequestTest.read(Events.get("/api/v1/orgs/acme"));

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Refusal.SignInFirst(), 401, "authentication_required", "Sign in first"),
                Arguments.of(new Refusal.TokenUnknown(), 401, "token_unknown", "is not a token of this registry"),
                Arguments.of(new Refusal.TokenExpired(), 401, "token_expired", "expired"),
                Arguments.of(new Refusal.TokenRevoked(), 401, "token_revoked", "revoked"),
                Arguments.of(new Refusal.NotFound(), 404, "not_found", "nothing here that you may see"),
                Arguments.of(new Refusal.NotAMember(ACME), 403, "not_a_member", "owner or admin of @acme"),
                Arguments.of(new Refusal.ScopeTooNarrow(Scope.PUBLISH), 403, "token_scope", "\"publish\""),
                Arguments.of(new Refusal.SignInAgain(), 403, "sign_in_again", "sign in again"),
                Arguments.of(new Refusal.NotAPerson(), 403, "not_a_person", "a person's own token"),
                Arguments.of(
                        new Refusal.OutsideNetworks("198.51.100.7"),
                        403,
                        "token_network",
                        "from the address 198.51.100.7"),
                Arguments.of(
                        new Refusal.OutsideAllowList(ACME, "198.51.100.7"),
                        403,
                        "address_not_allowed",
                        "198.51.100.7, which yours came from"),
                Arguments.of(
                        new Refusal.SignInElsewhere(ACME, Set.of(new Means("google"), new Means("github"))),
                        403,
                        "sign_in_elsewhere",
                        "by GitHub, at /sign-in/with/github, or by Google, at /sign-in/with/google."),
                Arguments.of(new Refusal.PaymentDue(ACME), 402, "payment_due", "@acme isn't paid for"),
                Arguments.of(new Refusal.OutsidePackages(), 403, "token_packages", "limited to other packages"),
                Arguments.of(
                        new Refusal.NotPermitted(Permission.PUBLISH_PACKAGES, ACME),
                        403,
                        "not_permitted",
                        "You may not publish, tag or deprecate packages of @acme"));
    }

    @Test
    void an_issuer_of_the_deployments_own_choice_has_a_path_too_and_what_is_no_provider_has_none() {
        var issuer = new Refusal.SignInElsewhere(ACME, Set.of(new Means("https://login.acme.example")));
        var mail = new Refusal.SignInElsewhere(ACME, Set.of(Means.MAIL));

        assertThat(Problem.of(issuer).detail()).contains("by login.acme.example, at /sign-in/with/generic-oidc.");
        assertThat(Problem.of(mail).detail()).contains("by mail.").doesNotContain("/sign-in");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void every_refusal_has_a_status_a_code_and_a_sentence(Refusal refusal, int status, String code, String words) {
        var answer = answer(Problem.of(refusal));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json())
                .containsEntry("code", code)
                .containsEntry("status", status)
                .containsEntry("type", "urn:slipway:problem:" + code)
                .containsEntry("requestId", Events.REQUEST_ID)
                .hasEntrySatisfying("title", title -> assertThat((String) title).isNotBlank())
                .hasEntrySatisfying(
                        "error",
                        error -> assertThat((String) error).contains(words).endsWith("."));
        assertThat(answer.json().get("detail")).isEqualTo(answer.json().get("error"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void no_refusal_sends_www_authenticate(Refusal refusal) {
        assertThat(answer(Problem.of(refusal)).headers()).containsOnlyKeys("content-type");
        assertThat(answer(Problem.of(refusal)).header("content-type")).isEqualTo("application/problem+json");
    }

    static Stream<Arguments> refusalsOfAnAddress() {
        return Stream.of(
                        new Refusal.OutsideAllowList(ACME, "198.51.100.7"), new Refusal.OutsideNetworks("198.51.100.7"))
                .flatMap(refusal -> Stream.of(
                                "/@acme/pad", "/%40acme%2fpad", "/-/org/acme/user", "/-/package/@acme/pad/dist-tags")
                        .map(path -> Arguments.of(refusal, path)));
    }

    @ParameterizedTest
    @MethodSource("refusalsOfAnAddress")
    void a_package_manager_is_told_of_a_wrong_address_in_the_way_that_npm_knows(Refusal refusal, String path) {
        var problem = Problem.of(refusal);
        var answer = answer(problem, HttpRequestTest.read(Events.get(path)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("ipaddress");
        assertThat(answer.header("npm-notice")).isEqualTo(problem.detail()).contains("198.51.100.7");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json())
                .containsEntry("status", 401)
                .containsEntry("code", problem.code())
                .containsEntry("detail", problem.detail())
                .containsEntry("error", problem.detail());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api/v1/me", "/console/tokens", "/login/approve", "/invitations/accept", "/assets/-/x"})
    void to_programs_and_pages_a_wrong_address_is_a_403(String path) {
        var request = HttpRequestTest.read(Events.get(path));
        var answer = answer(Problem.of(new Refusal.OutsideAllowList(ACME, "198.51.100.7")), request);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json()).containsEntry("status", 403);
        assertThat(answer.headers()).containsOnlyKeys("content-type");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void to_a_package_manager_all_else_is_what_it_is_to_anybody(
            Refusal refusal, int status, String code, String words) {
        var answer = answer(Problem.of(refusal), HttpRequestTest.read(Events.get("/@acme/pad")));

        var ofAnAddress = refusal instanceof Refusal.OutsideAllowList || refusal instanceof Refusal.OutsideNetworks;
        assertThat(answer.headers().containsKey("www-authenticate")).isEqualTo(ofAnAddress);
        assertThat(answer.status()).isEqualTo(ofAnAddress ? 401 : status);
        assertThat(answer.json()).containsEntry("code", code);
        assertThat((String) answer.json().get("error")).contains(words);
    }

    @Test
    void the_list_above_has_every_refusal() {
        assertThat(refusals().<Object>map(arguments -> arguments.get()[0].getClass()))
                .containsExactlyInAnyOrder((Object[]) Refusal.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void every_permission_is_said_in_words(Permission permission) {
        var sentence = Problem.of(new Refusal.NotPermitted(permission, ACME)).detail();
        assertThat(sentence).startsWith("You may not ").contains("@acme").doesNotContain("_");
    }

    @Test
    void malformed_input_is_a_400_in_its_own_words() {
        var answer = answer(Problem.of(new Malformed("invalid_tag", "\"1.0.0\" is a version and no tag.")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json())
                .containsEntry("code", "invalid_tag")
                .containsEntry("error", "\"1.0.0\" is a version and no tag.");
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        var answer = answer(Problem.methodNotAllowed("GET, PUT"));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, PUT");
        assertThat(answer.json()).containsEntry("code", "method_not_allowed");
    }

    @Test
    void an_unknown_route_is_a_404_of_its_own() {
        var answer = answer(Problem.unknownRoute());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json()).containsEntry("code", "unknown_route");
    }

    @Test
    void what_is_too_large_is_told_by_how_much() {
        var answer = answer(Problem.payloadTooLarge(5_000_000, 6_500_000_000L, "Leave the films out."));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json())
                .containsEntry("code", "payload_too_large")
                .containsEntry("limitBytes", 5_000_000)
                .containsEntry("actualBytes", 6_500_000_000L)
                .containsEntry("error", "This is 6500000000 bytes and the limit is 5000000. Leave the films out.");
    }

    @Test
    void an_internal_error_names_the_request_and_nothing_else() {
        var answer = answer(Problem.internal("gw-1"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json()).containsEntry("code", "internal_error");
        assertThat((String) answer.json().get("error")).contains("request id gw-1");
    }

    @Test
    void a_handlers_own_problem_brings_its_figures() {
        var answer = answer(Problem.of(402, "quota_exceeded", "Storage is full", "Delete something.")
                .with("usedBytes", 5_368_709_120L)
                .with("organization", "acme"));
        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.json()).containsEntry("usedBytes", 5_368_709_120L).containsEntry("organization", "acme");
    }

    @Test
    void whoever_is_told_that_nobody_has_paid_is_told_where_to() {
        var answer = answer(Problem.of(new Refusal.PaymentDue(ACME)));
        var place = "https://" + REQUEST.domainName() + "/console/organizations/acme/billing";

        assertThat(answer.json()).containsEntry("billing", place).containsEntry("organization", "acme");
        assertThat((String) answer.json().get("error"))
                .contains("owner or billing manager of @acme")
                .contains(" At " + place + " an")
                .isEqualTo(answer.json().get("detail"));
    }

    @Test
    void no_figure_takes_the_place_of_a_member_that_all_have() {
        var problem = Problem.of(409, "version_exists", "Exists", "It is there already.");
        for (var member : new String[] {"type", "title", "status", "detail", "code", "error", "requestId"}) {
            assertThatThrownBy(() -> problem.with(member, "x")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> problem.with(member, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Answer answer(Problem problem) {
        return answer(problem, REQUEST);
    }

    private static Answer answer(Problem problem, HttpRequest request) {
        var output = new ByteArrayOutputStream();
        try {
            problem.answer(request).writeTo(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.read(output.toByteArray());
    }
}
