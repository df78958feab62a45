package dev.slipway.functions.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.adapters.s3.Bucket;
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
class InstallHandlerTest {

    private final InstallHandler handler = new InstallHandler(
            Environment.of(Map.of()),
            new Table(untouched(DynamoDbClient.class), "table"),
            Bucket.open("bucket", Optional.empty(), untouched(SdkHttpClient.class)),
            () -> Instant.EPOCH,
            OutputStream.nullOutputStream());

    @Test
    void a_ping_asks_nobody() {
        assertThat(Answer.of(handler, Events.get("/-/ping")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/-/npm/v1/security/advisories/bulk",
                "/-/npm/v1/security/audits",
                "/-/npm/v1/security/audits/quick"
            })
    void an_audit_is_answered_empty_to_anyone(String path) {
        var answer = Answer.of(handler, Events.post(path));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/-/nothing", "/-/npm/v1/keys", "/@acme/pad/-/nothing", "/@acme/pad/a/b"})
    void an_unknown_address_is_told(String path) {
        assertProblem(Answer.of(handler, Events.get(path)), 404, "unknown_route");
    }

    @Test
    void a_method_that_an_address_has_not_is_told_with_those_it_has() {
        var answer = Answer.of(handler, Events.post("/@acme/pad"));

        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD, PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lodash", "/lodash/4.17.21", "/favicon.ico"})
    void a_name_without_a_scope_is_not_looked_up(String path) {
        assertProblem(Answer.of(handler, Events.get(path)), 404, "not_scoped");
    }

    @ParameterizedTest
    @CsvSource({
        "/@Acme/pad, invalid_package_name",
        "/@acme/Pad, invalid_package_name",
        "/@acme/.., invalid_package_name",
        "/@acme/%2e%2e, invalid_package_name",
        "/@acme/a%20b, invalid_package_name",
        "/@ac_me/pad, invalid_package_name",
    })
    void a_name_against_the_rules_is_refused(String path, String code) {
        assertProblem(Answer.of(handler, Events.get(path)), 400, code);
    }

    @Test
    void who_shows_no_token_or_no_real_one_is_told_without_asking_the_table() {
        assertProblem(Answer.of(handler, Events.get("/-/whoami")), 401, "authentication_required");
        assertProblem(Answer.of(handler, Events.get("/-/whoami").bearer("slp_a123")), 401, "token_unknown");
        assertProblem(Answer.of(handler, Events.get("/-/whoami").bearer("x")), 401, "token_unknown");
    }

    @ParameterizedTest
    @CsvSource({"size=251, invalid_page", "size=-1, invalid_page", "from=-1, invalid_page", "size=many, invalid_number"
    })
    void a_page_of_a_search_that_makes_no_sense_is_refused(String query, String code) {
        assertProblem(Answer.of(handler, Events.get("/-/v1/search").query(query)), 400, code);
    }

    @Test
    void what_writes_is_not_answered_here() {
        assertProblem(Answer.of(handler, Events.put("/@acme/pad")), 404, "unknown_route");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
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
