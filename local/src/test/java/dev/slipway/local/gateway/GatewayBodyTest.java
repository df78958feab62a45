package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a function is given the body of a request.
@Timeout(60)
class GatewayBodyTest {
    @AutoClose
    private final Api api = Api.echo("$default");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "text/plain; charset=utf-8",
                "text/plain",
                "text/html",
                "text/csv",
                "text/xml",
                "application/xml",
                "application/javascript",
                "application/graphql"
            })
    void a_body_of_a_text_type_arrives_as_text(String type) throws Exception {
        var body = "{\"quote\":\"\\\"\",\"umlaut\":\"ü\",\"face\":\"😀\",\"control\":\"\u0001\"}";
        var event = JsonTree.object(api.post("/", body.getBytes(StandardCharsets.UTF_8), "Content-Type", type)
                .body());

        assertThat(event).containsEntry("body", body).containsEntry("isBase64Encoded", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "application/vnd.npm.install-v1+json",
                "application/json; charset=iso-8859-1",
                "application/json; odata=verbose",
                "text/html; charset=utf-8",
                "text/css",
                "image/svg+xml"
            })
    void a_body_of_any_other_type_arrives_in_base64(String type) throws Exception {
        assertThat(JsonTree.object(api.post("/", "a=b".getBytes(StandardCharsets.UTF_8), "Content-Type", type)
                        .body()))
                .containsEntry("body", "YT1i")
                .containsEntry("isBase64Encoded", true);
    }

    @Test
    void a_body_without_a_type_arrives_in_base64_and_whole() throws Exception {
        var body = new byte[100_000];
        new Random(1).nextBytes(body);
        var event = JsonTree.object(api.post("/", body).body());

        assertThat(event).containsEntry("isBase64Encoded", true);
        assertThat(Base64.getDecoder().decode(event.get("body").toString())).isEqualTo(body);
        assertThat(JsonTree.object(event, "headers")).containsEntry("content-length", "100000");
    }

    @Test
    void text_that_is_no_utf_8_is_mended_and_not_passed_on() throws Exception {
        var event = JsonTree.object(api.post("/", new byte[] {'a', (byte) 0xE9, 'b'}, "Content-Type", "text/plain")
                .body());

        assertThat(event).containsEntry("body", "a\uFFFDb");
    }

    @Test
    void a_chunked_body_arrives_with_its_length() throws Exception {
        try (var client = api.connect()) {
            client.write(RawClient.head("POST /", "Transfer-Encoding: chunked", "Content-Type: text/plain"));
            client.write("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            var event = JsonTree.object(client.read(true).body());

            assertThat(event).containsEntry("body", "abcde");
            assertThat(JsonTree.object(event, "headers"))
                    .containsEntry("content-length", "5")
                    .doesNotContainKey("transfer-encoding");
        }
    }

    @Test
    void an_announced_but_empty_body_is_none() throws Exception {
        try (var client = api.connect()) {
            var event = JsonTree.object(client.ask(new byte[0], "POST /", "Content-Type: application/json")
                    .body());

            assertThat(event).doesNotContainKey("body").containsEntry("isBase64Encoded", false);
        }
    }
}
