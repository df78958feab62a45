package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a function is given.
@Timeout(60)
class GatewayEventTest {
    @AutoClose
    private final Api api =
            Api.echo("GET /", "PUT /{package}", "ANY /{scope}/{name}", "GET /-/files/{path+}", "$default");

    @Test
    void an_event_has_the_shape_of_payload_format_2_0() throws Exception {
        var event = api.event("/@acme/tool?write=true", "Accept", "application/json", "User-Agent", "npm/11");

        assertThat(event)
                .containsOnlyKeys(
                        "version",
                        "routeKey",
                        "rawPath",
                        "rawQueryString",
                        "headers",
                        "queryStringParameters",
                        "requestContext",
                        "pathParameters",
                        "isBase64Encoded")
                .containsEntry("version", "2.0")
                .containsEntry("routeKey", "ANY /{scope}/{name}")
                .containsEntry("rawPath", "/@acme/tool")
                .containsEntry("rawQueryString", "write=true")
                .containsEntry("queryStringParameters", Map.of("write", "true"))
                .containsEntry("pathParameters", Map.of("scope", "@acme", "name", "tool"))
                .containsEntry("isBase64Encoded", false);
        var context = JsonTree.object(event, "requestContext");
        assertThat(context)
                .containsEntry("accountId", "000000000000")
                .containsEntry("apiId", "local")
                .containsEntry("domainName", "localhost")
                .containsEntry("domainPrefix", "localhost")
                .containsEntry("routeKey", "ANY /{scope}/{name}")
                .containsEntry("stage", "$default")
                .containsEntry("time", "21/Nov/2026:04:05:06 +0000")
                .containsEntry("timeEpoch", Api.NOW.toEpochMilli())
                .containsEntry(
                        "http",
                        Map.of(
                                "method", "GET",
                                "path", "/@acme/tool",
                                "protocol", "HTTP/1.1",
                                "sourceIp", "127.0.0.1",
                                "userAgent", "npm/11"))
                .containsKey("requestId");
    }

    @Test
    void headers_are_those_of_the_client_and_those_of_the_gateway() throws Exception {
        var headers = JsonTree.object(api.event("/", "Accept", "application/json"), "headers");

        assertThat(headers)
                .containsEntry("accept", "application/json")
                .containsEntry("host", "localhost:" + api.port())
                .containsEntry("content-length", "0")
                .containsEntry("x-forwarded-for", "127.0.0.1")
                .containsEntry("x-forwarded-port", Integer.toString(api.port()))
                .containsEntry("x-forwarded-proto", "http");
        assertThat(headers.get("x-amzn-trace-id").toString())
                .matches("Root=1-" + Long.toHexString(Api.NOW.getEpochSecond()) + "-[0-9a-f]{24}");
    }

    @Test
    void the_request_id_of_the_event_goes_back_to_the_client() throws Exception {
        var response = api.get("/");
        var requestId = JsonTree.object(JsonTree.object(response.body()), "requestContext")
                .get("requestId");

        assertThat(requestId.toString()).hasSize(16);
        assertThat(response.headers().firstValue("apigw-requestid")).hasValue(requestId.toString());
        assertThat(api.get("/").headers().allValues("apigw-requestid")).doesNotContain(requestId.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@acme%2Fname", "/@acme%2fname", "/%40acme%2Fname", "/@acme/name"})
    void a_package_name_arrives_decoded_however_the_client_encoded_it(String path) throws Exception {
        try (var client = api.connect()) {
            var event = JsonTree.object(client.ask("GET " + path).body());

            assertThat(event)
                    .containsEntry("rawPath", "/@acme/name")
                    .containsEntry("routeKey", "ANY /{scope}/{name}")
                    .containsEntry("pathParameters", Map.of("scope", "@acme", "name", "name"));
            assertThat(JsonTree.object(JsonTree.object(event, "requestContext"), "http"))
                    .containsEntry("path", "/@acme/name");
        }
    }

    @Test
    void a_path_is_cut_at_an_encoded_question_mark_and_the_query_is_not() throws Exception {
        try (var client = api.connect()) {
            var event = JsonTree.object(client.ask("GET /-/files/a%3Fb?c=d").body());

            assertThat(event).containsEntry("rawPath", "/-/files/a").containsEntry("rawQueryString", "c=d");
        }
    }

    @Test
    void slashes_and_dots_stay_as_they_are() throws Exception {
        try (var client = api.connect()) {
            assertThat(JsonTree.object(client.ask("GET //a/../b/").body())).containsEntry("rawPath", "//a/../b/");
            assertThat(JsonTree.object(client.ask("GET http://localhost/a/b?c").body()))
                    .containsEntry("rawPath", "/a/b")
                    .containsEntry("rawQueryString", "c");
        }
    }

    @Test
    void the_query_stays_raw_and_is_also_given_decoded() throws Exception {
        var event = api.event("/?text=a%2Bb+c&text=%C3%A9&from=");

        assertThat(event)
                .containsEntry("rawQueryString", "text=a%2Bb+c&text=%C3%A9&from=")
                .containsEntry("queryStringParameters", Map.of("text", "a+b c,é", "from", ""));
    }

    @Test
    void without_a_query_there_is_an_empty_string_and_no_parameters() throws Exception {
        assertThat(api.event("/"))
                .containsEntry("rawQueryString", "")
                .doesNotContainKeys("queryStringParameters", "pathParameters", "cookies", "body", "stageVariables");
    }

    @Test
    void repeated_headers_are_joined_without_a_blank() throws Exception {
        assertThat(JsonTree.object(api.event("/", "X-Probe", "first", "x-probe", "second"), "headers"))
                .containsEntry("x-probe", "first,second");
    }

    @Test
    void cookies_leave_the_headers() throws Exception {
        try (var client = api.connect()) {
            var event = JsonTree.object(client.ask("GET /", "Cookie: session=abc123; theme=dark", "Cookie: a=b")
                    .body());

            assertThat(event).containsEntry("cookies", List.of("session=abc123", "theme=dark", "a=b"));
            assertThat(JsonTree.object(event, "headers")).doesNotContainKey("cookie");
        }
    }

    @Test
    void headers_between_two_hops_do_not_arrive() throws Exception {
        try (var client = api.connect()) {
            var answer = client.ask("GET /", "Connection: keep-alive", "Keep-Alive: timeout=5", "TE: trailers");

            assertThat(JsonTree.object(JsonTree.object(answer.body()), "headers"))
                    .doesNotContainKeys("connection", "keep-alive", "te");
        }
    }

    @Test
    void a_claimed_address_does_not_become_the_source() throws Exception {
        var event = api.event("/", "X-Forwarded-For", "10.1.2.3", "X-Forwarded-Proto", "https");

        assertThat(JsonTree.object(event, "headers"))
                .containsEntry("x-forwarded-for", "10.1.2.3, 127.0.0.1")
                .containsEntry("x-forwarded-proto", "http");
        assertThat(JsonTree.object(JsonTree.object(event, "requestContext"), "http"))
                .containsEntry("sourceIp", "127.0.0.1");
    }

    @Test
    void a_trace_that_the_client_began_is_kept() throws Exception {
        assertThat(JsonTree.object(api.event("/", "X-Amzn-Trace-Id", "Root=1-mine"), "headers"))
                .containsEntry("x-amzn-trace-id", "Root=1-mine");
    }

    @Test
    void the_host_is_the_one_the_client_used() throws Exception {
        try (var client = api.connect()) {
            client.write("GET / HTTP/1.1\r\nHost: registry.localhost:4873\r\n\r\n");
            var context = JsonTree.object(JsonTree.object(client.read(true).body()), "requestContext");

            assertThat(context)
                    .containsEntry("domainName", "registry.localhost")
                    .containsEntry("domainPrefix", "registry");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%E9", "/a%25done", "/a%C0%AF", "/?a=%E9", "/a%zz", "/a|b", "/?a=%2"})
    void a_malformed_encoding_is_a_bad_request(String target) throws Exception {
        try (var client = api.connect()) {
            assertThat(client.ask("GET " + target).status()).isEqualTo(400);
        }
    }

    @Test
    void the_gateways_own_bad_request_says_so_in_json() throws Exception {
        try (var client = api.connect()) {
            var answer = client.ask("GET /%E9");

            assertThat(answer.body()).isEqualTo("{\"message\":\"Bad Request\"}");
            assertThat(answer.header("content-type")).isEqualTo("application/json");
        }
    }
}
