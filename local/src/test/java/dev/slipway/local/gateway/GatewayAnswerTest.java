package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client is given.
@Timeout(60)
class GatewayAnswerTest {

    @Test
    void a_result_becomes_a_response() throws Exception {
        try (var api = Api.returning("""
                {"statusCode":201,"headers":{"Content-Type":"application/json","X-Count":3,"x-flag":true,"x-none":null},
                 "body":"{\\"ok\\":\\"ü\\"}"}
                """)) {
            var response = api.get("/");

            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.body()).isEqualTo("{\"ok\":\"ü\"}");
            assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(response.headers().firstValue("content-length")).hasValue("11");
            assertThat(response.headers().firstValue("x-count")).hasValue("3");
            assertThat(response.headers().firstValue("x-flag")).hasValue("true");
            assertThat(response.headers().firstValue("x-none")).isEmpty();
            assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
            assertThat(api.log).isEmpty();
        }
    }

    @Test
    void a_body_without_a_type_is_plain_text() throws Exception {
        try (var api = Api.returning("{\"statusCode\":200,\"body\":\"hello\"}")) {
            assertThat(api.get("/").headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        }
    }

    @Test
    void a_base64_body_is_decoded() throws Exception {
        var body = "\u001f\u008b\u0000ÿ".getBytes(StandardCharsets.ISO_8859_1);
        try (var api = Api.returning("{\"statusCode\":200,\"body\":\"%s\",\"isBase64Encoded\":true}"
                .formatted(Base64.getEncoder().encodeToString(body)))) {
            assertThat(api.bytes("/")).isEqualTo(body);
        }
    }

    @Test
    void each_cookie_is_a_header_of_its_own() throws Exception {
        try (var api = Api.returning("{\"statusCode\":200,\"cookies\":[\"a=b; Path=/\",\"c=d, e\"]}")) {
            assertThat(api.get("/").headers().allValues("set-cookie")).containsExactly("a=b; Path=/", "c=d, e");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"message\": \"hi\", \"body\":5}", "[1, 2]", "17", "null", "{\"statusCode\":null}", "{}"})
    void a_result_without_a_status_is_the_body_itself(String result) throws Exception {
        try (var api = Api.returning(result)) {
            var response = api.get("/");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(result);
            assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        }
    }

    @Test
    void a_string_without_a_status_is_the_body_without_its_quotes() throws Exception {
        try (var api = Api.returning("\"Hello from Lambda!\"")) {
            assertThat(api.get("/").body()).isEqualTo("Hello from Lambda!");
        }
    }

    @Test
    void a_status_may_be_written_as_a_string() throws Exception {
        try (var api = Api.returning("{\"statusCode\":\"404\"}")) {
            assertThat(api.get("/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_redirect_keeps_its_location() throws Exception {
        try (var api = Api.returning("{\"statusCode\":302,\"headers\":{\"location\":\"http://127.0.0.1:1/x?y=%2F\"}}");
                var client = api.connect()) {
            var answer = client.ask("GET /");

            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("location")).isEqualTo("http://127.0.0.1:1/x?y=%2F");
            assertThat(answer.header("content-length")).isEqualTo("0");
            assertThat(answer.header("content-type")).isNull();
        }
    }

    @Test
    void head_gets_the_headers_and_no_body() throws Exception {
        try (var api = Api.returning("{\"statusCode\":200,\"body\":\"hello\"}");
                var client = api.connect()) {
            var answer = client.ask("HEAD /");

            assertThat(answer.header("content-length")).isEqualTo("5");
            assertThat(client.ask("GET /").body()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void a_status_without_a_body_sends_none(int status) throws Exception {
        try (var api = Api.returning(
                        "{\"statusCode\":" + status + ",\"headers\":{\"etag\":\"x\"},\"body\":\"ignored\"}");
                var client = api.connect()) {
            var answer = client.ask("GET /");

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("etag")).isEqualTo("x");
            assertThat(answer.header("content-length")).isNull();
            assertThat(client.ask("GET /").status()).isEqualTo(status);
        }
    }

    @Test
    void a_function_cannot_break_the_framing() throws Exception {
        try (var api = Api.returning("""
                {"statusCode":200,"body":"hello","headers":{
                  "Content-Length":"500","transfer-encoding":"chunked","Connection":"close"}}
                """);
                var client = api.connect()) {
            assertThat(client.ask("GET /").header("content-length")).isEqualTo("5");
            assertThat(client.ask("GET /").body()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"statusCode\":200",
                "{\"statusCode\":200} x",
                "<html>",
                "{\"statusCode\":99}",
                "{\"statusCode\":100}",
                "{\"statusCode\":600}",
                "{\"statusCode\":\"OK\"}",
                "{\"statusCode\":{}}",
                "{\"statusCode\":200,\"body\":{\"a\":1}}",
                "{\"statusCode\":200,\"body\":7}",
                "{\"statusCode\":200,\"body\":\"*\",\"isBase64Encoded\":true}",
                "{\"statusCode\":200,\"isBase64Encoded\":\"true\"}",
                "{\"statusCode\":200,\"headers\":[]}",
                "{\"statusCode\":200,\"headers\":{\"a\":[\"b\"]}}",
                "{\"statusCode\":200,\"headers\":{\"a b\":\"c\"}}",
                "{\"statusCode\":200,\"headers\":{\"a\":\"b\\r\\nset-cookie: c=d\"}}",
                "{\"statusCode\":200,\"headers\":{\"npm-notice\":\"\\u2014\"}}",
                "{\"statusCode\":200,\"cookies\":\"a=b\"}",
                "{\"statusCode\":200,\"cookies\":[5]}",
                "{\"statusCode\":200,\"cookies\":[\"a=b\\n\"]}"
            })
    void a_result_that_is_no_response_is_an_internal_error_and_logged_once(String result) throws Exception {
        try (var api = Api.returning(result)) {
            var response = api.get("/");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
            assertThat(api.log).singleElement().asString().startsWith("EchoFunction ");
        }
    }

    @Test
    void a_function_that_throws_is_an_internal_error_and_logged_once() throws Exception {
        try (var api = Api.answering(
                (_, _, _) -> {
                    throw new IllegalStateException("no table");
                },
                "GET /")) {
            var response = api.get("/");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
            assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(api.log)
                    .singleElement()
                    .asString()
                    .contains(response.headers().firstValue("apigw-requestid").orElseThrow())
                    .contains("IllegalStateException: no table");
        }
    }

    @Test
    void a_function_that_cannot_be_made_is_an_internal_error_each_time() throws Exception {
        try (var api = new Api.Setup("GET /")
                .handlers(() -> {
                    throw new ExceptionInInitializerError("TABLE is not set");
                })
                .limits(Limits.AWS.withEnvironments(1))
                .start()) {
            assertThat(api.get("/").statusCode()).isEqualTo(500);
            assertThat(api.get("/").statusCode()).isEqualTo(500);
            assertThat(api.log).hasSize(2).allMatch(line -> line.contains("TABLE is not set"));
        }
    }

    @Test
    void a_function_that_writes_half_and_then_throws_sends_nothing_of_it() throws Exception {
        try (var api = Api.answering(
                (_, out, _) -> {
                    out.write("{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8));
                    throw new IOException("too late");
                },
                "GET /")) {
            assertThat(api.get("/").statusCode()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /pets", "GET /pets/", "GET /dogs", "HEAD /pets", "OPTIONS /pets"})
    void what_no_route_takes_is_not_found(String request) throws Exception {
        try (var api = Api.echo("GET /pets");
                var client = api.connect()) {
            var answer = client.ask(request);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("content-length")).isEqualTo("23");
            assertThat(answer.header("apigw-requestid")).isNotNull();
            if (!request.startsWith("HEAD")) {
                assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
            }
        }
    }
}
