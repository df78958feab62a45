package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.access.Limits;
import dev.slipway.access.Principal;
import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.functions.accept.AcceptHandler;
import dev.slipway.functions.account.AccountHandler;
import dev.slipway.functions.install.InstallHandler;
import dev.slipway.functions.invite.InviteHandler;
import dev.slipway.functions.organization.OrganizationHandler;
import dev.slipway.functions.publish.PublishHandler;
import dev.slipway.kernel.Posted;
import dev.slipway.local.gateway.Routes;
import dev.slipway.local.gateway.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tokens that are tried out on any route of any function, over one table.
class TokenGuessTest {

    private static final String HERE = "203.0.113.9";
    private static final String ELSEWHERE = "198.51.100.4";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Contract contract = Contract.read();
    private Routes routes;
    private Reception reception;
    private Map<String, RequestStreamHandler> handlers;
    private Principal.Person ada;
    private String token;

    @BeforeEach
    void open() throws IOException {
        var root = Path.of(System.getProperty("slipway.root", ".."));
        routes = Routes.of(Template.read(root.resolve("template.yaml")).functions());
        reception = new Reception();
        var environment = Environment.of(Map.of("REGISTRY_URL", Reception.URL));
        var table = reception.table;
        var bucket = Reception.untouched();
        handlers = Map.of(
                "PublishFunction", new PublishHandler(environment, table, bucket, reception::now, log),
                "InstallFunction", new InstallHandler(environment, table, bucket, reception::now, log),
                "AccountFunction", new AccountHandler(environment, table, bucket, reception::now, log),
                "AcceptFunction", new AcceptHandler(environment, table, bucket, reception::now, log),
                "InviteFunction",
                        new InviteHandler(
                                environment, table, _ -> new Posted.Accepted("message"), () -> {}, reception::now, log),
                "OrganizationFunction",
                        new OrganizationHandler(
                                environment,
                                table,
                                _ -> new Posted.Accepted("message"),
                                () -> {},
                                reception::now,
                                log));
        ada = reception.person("ada");
        token = reception.fullToken(ada);
    }

    @AfterEach
    void close() {
        reception.close();
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("slp_");
    }

    private Answer send(String method, String path, String bearer, String from) {
        var match = routes.match(method, path).orElseThrow();
        var event = Events.of(method, path).route(match.route().key()).from(from);
        match.parameters().forEach(event::parameter);
        if (!bearer.isEmpty()) {
            event.bearer(bearer);
        }
        if (method.equals("PUT")) {
            event.header("content-type", "application/json").body("\"1.0.0\"");
        }
        return Answer.of(handlers.get(match.function().logicalId()), event);
    }

    private Answer guess(String method, String path, String from) {
        return send(method, path, Token.draw(Token.Kind.ACCESS).secret(), from);
    }

    /// What is counted, of everybody.
    private List<Integer> counts() {
        return reception.items().stream()
                .filter(item -> item.get("pk").s().startsWith("LIMIT#token-guess#"))
                .map(item -> Integer.valueOf(item.get("spent").n()))
                .toList();
    }

    /// The path as the OpenAPI document has it stands behind.
    @ParameterizedTest
    @CsvSource({
        "GET, /@acme/pad, /@{organization}/{package}",
        "GET, /@acme/pad/-/pad-1.0.0.tgz, /@{organization}/{package}/-/{file}",
        "GET, /-/whoami, /-/whoami",
        "GET, /-/v1/search, /-/v1/search",
        "PUT, /-/package/@acme/pad/dist-tags/beta, /-/package/@{organization}/{package}/dist-tags/{tag}",
        "DELETE, /-/package/@acme/pad/dist-tags/beta, /-/package/@{organization}/{package}/dist-tags/{tag}",
        "GET, /api/v1/me, /api/v1/me",
        "DELETE, /api/v1/me/sessions, /api/v1/me/sessions",
        "GET, /-/npm/v1/tokens, /-/npm/v1/tokens",
        "GET, /api/v1/orgs, /api/v1/orgs",
        "GET, /api/v1/orgs/acme/members, /api/v1/orgs/{org}/members",
        "GET, /api/v1/orgs/acme/invitations, /api/v1/orgs/{org}/invitations",
        "GET, /api/v1/me/invitations, /api/v1/me/invitations"
    })
    void the_sixty_first_guess_of_an_hour_waits_for_the_next(String method, String path, String described) {
        reception.wait(Duration.ofMinutes(10));
        for (int i = 0; i < 60; i++) {
            var answer = guess(method, path, HERE);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json()).containsEntry("code", "token_unknown");
        }

        var late = guess(method, path, HERE);

        assertThat(late.status()).isEqualTo(429);
        assertThat(late.header("retry-after")).isEqualTo("3000");
        assertThat(late.json()).containsEntry("code", "too_fast").containsEntry("retryAfterSeconds", 3_000);
        assertThat(late.json().get("error").toString())
                .startsWith("Unknown tokens were sent too often from your network.")
                .endsWith("try again in 50 minutes.");
        assertThat(contract.complaints(
                        new Contract.Operation(method.toLowerCase(Locale.ROOT), described),
                        "",
                        late.status(),
                        late.header("content-type"),
                        late.text()))
                .isEmpty();
        assertThat(counts()).containsExactly(60);

        assertThat(guess(method, path, ELSEWHERE).status()).isEqualTo(401);
        reception.wait(Duration.ofMinutes(50).minusMillis(1));
        assertThat(guess(method, path, HERE).header("retry-after")).isEqualTo("1");
        reception.wait(Duration.ofMillis(1));
        assertThat(guess(method, path, HERE).status()).isEqualTo(401);
    }

    @Test
    void functions_count_together() {
        var asked = List.of(
                List.of("GET", "/@acme/pad"),
                List.of("PUT", "/-/package/@acme/pad/dist-tags/beta"),
                List.of("GET", "/api/v1/me"),
                List.of("GET", "/api/v1/orgs"));
        for (int i = 0; i < 15; i++) {
            asked.forEach(each -> guess(each.getFirst(), each.getLast(), HERE));
        }

        assertThat(asked)
                .allSatisfy(each -> assertThat(
                                guess(each.getFirst(), each.getLast(), HERE).status())
                        .isEqualTo(429));
        assertThat(counts()).containsExactly(60);
    }

    @Test
    void a_token_that_works_works_beside_any_number_of_guesses() {
        for (int i = 0; i < 61; i++) {
            guess("GET", "/api/v1/me", HERE);
        }
        assertThat(guess("GET", "/-/whoami", HERE).status()).isEqualTo(429);

        assertThat(send("GET", "/-/whoami", token, HERE).status()).isEqualTo(200);
        assertThat(send("GET", "/api/v1/me", token, HERE).status()).isEqualTo(200);
        assertThat(send("GET", "/api/v1/orgs", token, HERE).status()).isEqualTo(200);
        assertThat(send("GET", "/@acme/pad", token, HERE).status()).isEqualTo(404);
        assertThat(send("PUT", "/-/package/@acme/pad/dist-tags/beta", token, HERE)
                        .status())
                .isEqualTo(403);
        assertThat(send("GET", "/@acme/pad", "", HERE).status()).isEqualTo(401);
        assertThat(counts()).containsExactly(60);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /@acme/pad",
        "PUT, /-/package/@acme/pad/dist-tags/beta",
        "GET, /api/v1/me",
        "GET, /api/v1/orgs",
        "GET, /api/v1/orgs/acme/invitations",
        "GET, /api/v1/me/invitations"
    })
    void whatever_is_no_guess_writes_nothing(String method, String path) {
        var mistyped = Token.draw(Token.Kind.ACCESS).secret();
        mistyped = mistyped.substring(0, 20) + (mistyped.charAt(20) == 'x' ? 'y' : 'x') + mistyped.substring(21);
        var expired =
                reception.token(ada, Limits.NONE, Optional.of(reception.now().plusSeconds(1)));
        reception.wait(Duration.ofSeconds(1));
        send(method, path, token, HERE);
        var before = reception.items();

        for (var bearer : List.of(token, mistyped, expired, "", "npm_somewhere_elses")) {
            send(method, path, bearer, HERE);
        }

        assertThat(reception.items()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(counts()).isEmpty();
    }

    @Test
    void a_token_that_was_revoked_is_no_guess() {
        assertThat(send("DELETE", "/-/user/token/" + token, token, HERE).status())
                .isEqualTo(200);

        assertThat(send("GET", "/-/whoami", token, HERE).json()).containsEntry("code", "token_revoked");
        assertThat(counts()).isEmpty();
    }

    @Test
    void logging_out_is_no_way_to_try_out_tokens_either() {
        for (int i = 0; i < 60; i++) {
            var path = "/-/user/token/" + Token.draw(Token.Kind.ACCESS).secret();
            assertThat(send("DELETE", path, "", HERE).json()).containsEntry("code", "token_not_found");
        }
        var path = "/-/user/token/" + Token.draw(Token.Kind.ACCESS).secret();

        assertThat(send("DELETE", path, "", HERE).status()).isEqualTo(429);
        assertThat(send("DELETE", "/-/user/token/slp_a", "", HERE).status()).isEqualTo(404);
        assertThat(send("DELETE", "/-/user/token/" + token, token, HERE).status())
                .isEqualTo(200);
    }

    @Test
    void an_unknown_id_of_a_token_is_no_guess() {
        send("DELETE", "/api/v1/me/tokens/01KBJ0000000000000000000AA", token, HERE);

        assertThat(counts()).isEmpty();
    }

    @Test
    void of_many_guesses_at_once_sixty_pass() {
        var guesses = IntStream.range(0, 80)
                .parallel()
                .mapToObj(_ -> guess("GET", "/-/whoami", HERE).status())
                .toList();

        assertThat(guesses).filteredOn(status -> status == 401).hasSize(60);
        assertThat(guesses).filteredOn(status -> status == 429).hasSize(20);
        assertThat(counts()).containsExactly(60);
    }

    @Test
    void the_counter_is_forgotten_when_its_hour_is_over() {
        guess("GET", "/-/whoami", HERE);

        assertThat(reception.items())
                .filteredOn(item -> item.get("pk").s().equals("LIMIT#token-guess#" + HERE + "/32"))
                .singleElement()
                .satisfies(item -> assertThat(item.get("forgetAt").n())
                        .isEqualTo(Long.toString(
                                reception.now().plus(Duration.ofHours(1)).getEpochSecond())));
    }
}
