package dev.slipway.functions.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Token;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.web.Assets;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What the function answers by itself. What it answers from the table is tested where there is one, in `local`.
class AccountHandlerTest {

    private final AccountHandler handler = new AccountHandler(
            Environment.of(Map.of()),
            new Table(untouched(DynamoDbClient.class), "table"),
            Bucket.open("bucket", Optional.empty(), untouched(SdkHttpClient.class)),
            () -> Instant.EPOCH,
            OutputStream.nullOutputStream());

    @Test
    void the_front_door_leads_on() {
        var nobody = Answer.of(handler, Events.get("/").route("ANY /"));
        var somebody = Answer.of(handler, Events.get("/").route("ANY /").cookie("slipway_session", "anything"));

        assertThat(nobody.status()).isEqualTo(303);
        assertThat(nobody.header("location")).isEqualTo("/sign-in");
        assertThat(somebody.header("location")).isEqualTo("/console");
    }

    @Test
    void an_asset_is_read_by_anybody_and_kept_for_good() {
        var path = Assets.STYLESHEET.path();
        var answer = Answer.of(
                handler,
                Events.get(path).route("ANY /assets/{file}").parameter("file", path.substring("/assets/".length())));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cache-control")).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.css", "../template.yaml", "slipway.css", "slipway-0000000000000000.svg"})
    void no_other_file_is(String file) {
        var event = Events.get("/assets/" + file).route("ANY /assets/{file}").parameter("file", file);

        assertProblem(Answer.of(handler, event), 404, "unknown_route");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/me", "/api/v1/me/tokens", "/api/v1/me/sessions", "/-/npm/v1/user", "/-/npm/v1/tokens"})
    void who_shows_no_token_or_no_real_one_is_told_without_asking_the_table(String path) {
        var event = Events.get(path).route("ANY " + path);

        assertProblem(Answer.of(handler, event), 401, "authentication_required");
        assertProblem(Answer.of(handler, event.bearer("slp_a123")), 401, "token_unknown");
        assertProblem(
                Answer.of(handler, event.bearer(Token.draw(Token.Kind.SESSION).secret())), 401, "token_unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "/console/tokens, %2Fconsole%2Ftokens",
        "/console/sessions, %2Fconsole%2Fsessions",
    })
    void a_page_leads_to_the_sign_in_and_back_to_itself(String path, String back) {
        var answer = Answer.of(handler, Events.get(path).route("ANY " + path).cookie("slipway_session", "forged"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/sign-in?returnTo=" + back);
    }

    @Test
    void a_login_that_can_not_be_one_of_ours_is_gone() {
        var forged = "login=slp_c123&proof=slp_p123";

        assertProblem(
                Answer.of(
                        handler,
                        Events.get("/-/v1/done").route("ANY /-/v1/done").query(forged)),
                404,
                "login_gone");
        assertThat(Answer.of(
                                handler,
                                Events.get("/login/approve")
                                        .route("ANY /login/approve")
                                        .query(forged))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_password_is_not_even_read() {
        var event = Events.put("/-/user/org.couchdb.user:ada")
                .route("ANY /-/user/{user}")
                .parameter("user", "org.couchdb.user:ada")
                .body("no JSON at all");

        assertProblem(Answer.of(handler, event), 401, "no_passwords");
    }

    @Test
    void a_token_that_is_none_is_not_looked_for() {
        var event = Events.delete("/-/user/token/abc")
                .route("ANY /-/user/token/{token}")
                .parameter("token", "abc");

        assertProblem(Answer.of(handler, event), 404, "token_not_found");
    }

    @Test
    void a_form_without_its_guard_is_refused_before_anything_is_asked() {
        var event = Events.post("/console/tokens")
                .route("ANY /console/tokens")
                .cookie("slipway_session", Token.draw(Token.Kind.SESSION).secret())
                .header("content-type", "application/x-www-form-urlencoded")
                .body("act=create&name=x&expiry=30");

        var answer = Answer.of(handler, event);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("content-type")).startsWith("text/html");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json()).containsEntry("code", code).containsKey("error");
    }

    /// A client that fails whoever uses it.
    private static <C> C untouched(Class<C> client) {
        return client.cast(Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, (_, method, _) -> {
            throw new AssertionError("nobody was to be asked, and " + method.getName() + " was called");
        }));
    }
}
