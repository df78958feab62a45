package dev.slipway.functions.publish;

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

/// What the function refuses by itself. What it answers from the table is tested where there is one, in `local`.
class PublishHandlerTest {

    private final PublishHandler handler = new PublishHandler(
            Environment.of(Map.of()),
            new Table(untouched(DynamoDbClient.class), "table"),
            Bucket.open("bucket", Optional.empty(), untouched(SdkHttpClient.class)),
            () -> Instant.EPOCH,
            OutputStream.nullOutputStream());

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{"})
    void a_body_that_is_no_json_object_is_refused(String body) {
        assertProblem(Answer.of(handler, Events.put("/@acme/pad").body(body)), 400, "invalid_json");
    }

    @Test
    void a_body_nested_without_end_is_refused() {
        var body = "{\"a\":".repeat(100_000);

        assertProblem(Answer.of(handler, Events.put("/@acme/pad").body(body)), 400, "invalid_json");
    }

    @Test
    void a_body_that_will_not_fit_is_refused_with_the_figures_and_what_to_do() {
        var answer = Answer.of(handler, Events.put("/@acme/pad").body("x".repeat(Answers.LARGEST_BODY + 1)));

        assertProblem(answer, 413, "payload_too_large");
        assertThat(answer.json().get("error").toString())
                .contains(Integer.toString(Answers.LARGEST_BODY), "4.65 MB", "files");
    }

    @Test
    void a_name_without_a_scope_is_not_published() {
        assertProblem(Answer.of(handler, Events.put("/pad").body("{}")), 400, "invalid_package_name");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /@Acme/pad, 400, invalid_package_name",
        "PUT, /@acme/pad/-/pad-1.0.0.tgz, 405, method_not_allowed",
        "DELETE, /@acme/pad, 405, method_not_allowed",
        "PUT, /-/nothing, 404, unknown_route",
        "DELETE, /@acme/pad/-/other-1.0.0.tgz/-rev/3, 404, unknown_route",
    })
    void an_address_that_nothing_can_be_written_to_is_told(String method, String path, int status, String code) {
        assertProblem(Answer.of(handler, Events.of(method, path).body("{}")), status, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"_rev\": \"1\", \"users\": {\"ada\": true}}|unsupported_change",
                "{\"_rev\": \"1\", \"maintainers\": []}|unsupported_change",
                "{}|unsupported_change",
                "{\"versions\": {\"1.0.0\": {}}}|revision_missing",
                "{\"_rev\": \"1\", \"versions\": {\"one\": {}}}|invalid_version",
                "{\"name\": \"@acme/other\"}|name_mismatch",
            })
    void a_document_that_means_nothing_here_is_refused(String body, String code) {
        assertProblem(Answer.of(handler, Events.put("/@acme/pad").body(body)), 400, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "beta|1.0.0|invalid_json",
                "beta|{}|invalid_json",
                "beta|\"one\"|invalid_version",
                "1.x|\"1.0.0\"|tag_is_a_range",
                "a b|\"1.0.0\"|invalid_tag"
            })
    void a_tag_or_version_against_the_rules_is_refused(String tag, String body, String code) {
        var event = Events.put("/-/package/@acme/pad/dist-tags/" + tag).body(body);

        assertProblem(Answer.of(handler, event), 400, code);
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
