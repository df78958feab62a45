package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Malformed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {

    @Test
    void takes_what_is_used_from_the_event() {
        var request = read(Events.put("/@acme/pad")
                .query("write=true")
                .header("npm-command", "publish")
                .userAgent("npm/11.19.0 node/v24")
                .from("203.0.113.9")
                .requestId("gw-1"));
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.path()).isEqualTo("/@acme/pad");
        assertThat(request.query("write")).contains("true");
        assertThat(request.header("npm-command")).contains("publish");
        assertThat(request.domainName()).isEqualTo(Events.DOMAIN);
        assertThat(request.stage()).isEqualTo("$default");
        assertThat(request.sourceIp()).isEqualTo("203.0.113.9");
        assertThat(request.origin()).isEqualTo(new Origin("203.0.113.9", "npm/11.19.0 node/v24", "gw-1"));
        assertThat(request.client()).isEqualTo(Client.NPM);
    }

    @Test
    void what_was_not_sent_is_absent() {
        var request = read(Events.get("/@acme/pad"));
        assertThat(request.query("write")).isEmpty();
        assertThat(request.header("npm-command")).isEmpty();
        assertThat(request.body()).isEmpty();
        assertThat(request.client()).isEqualTo(Client.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@acme/pad", "/@acme%2fpad", "/@acme%2Fpad", "/%40acme/pad", "/%40acme%2fpad"})
    void every_spelling_of_a_package_is_the_same_path(String raw) {
        assertThat(read(Events.get(raw)).path()).isEqualTo("/@acme/pad");
    }

    @Test
    void a_plus_in_a_path_is_a_plus() {
        assertThat(read(Events.get("/@acme/pad/-/pad-1.0.0%2Bbuild+7.tgz")).path())
                .isEqualTo("/@acme/pad/-/pad-1.0.0+build+7.tgz");
    }

    @Test
    void escapes_of_one_character_are_read_together() {
        assertThat(read(Events.get("/%F0%9F%9A%A2/é")).path()).isEqualTo("/🚢/é");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/%2",
                "/%zz",
                "/pad%2",
                "/%c3%28",
                "/%ff",
                "/%e2%82",
                "/%+f",
                "/%00",
                "/a%0d%0ab",
                "/\u0000"
            })
    void a_path_that_cannot_be_read_is_refused(String raw) {
        assertThatThrownBy(() -> read(Events.get(raw)))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.code()).isEqualTo("invalid_path"));
    }

    @Test
    void a_named_stage_is_no_part_of_the_path() {
        assertThat(read(Events.get("/prod/@acme/pad").stage("prod")).path()).isEqualTo("/@acme/pad");
        assertThat(read(Events.get("/prod").stage("prod")).path()).isEqualTo("/");
    }

    @Test
    void a_path_that_only_begins_like_the_stage_stays() {
        assertThat(read(Events.get("/production").stage("prod")).path()).isEqualTo("/production");
    }

    @Test
    void queries_are_decoded_and_the_first_value_wins() {
        var request = read(Events.get("/-/v1/search").query("text=a+b%26c&text=other&&=none&size=&flag&from=20"));
        assertThat(request.query("text")).contains("a b&c");
        assertThat(request.query("size")).contains("");
        assertThat(request.query("flag")).contains("");
        assertThat(request.query("from")).contains("20");
        assertThat(request.query("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text=%", "%zz=1", "text=%ff"})
    void a_query_that_cannot_be_read_is_refused(String raw) {
        assertThatThrownBy(() -> read(Events.get("/-/v1/search").query(raw)))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.code()).isEqualTo("invalid_query"));
    }

    @Test
    void a_number_is_read_or_taken_as_agreed() {
        var request = read(Events.get("/-/v1/search").query("from=40"));
        assertThat(request.number("from", 0)).isEqualTo(40);
        assertThat(request.number("size", 20)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=", "size=many", "size=1.5", "size=99999999999", "size=+%201"})
    void a_number_that_is_none_is_refused(String raw) {
        var request = read(Events.get("/-/v1/search").query(raw));
        assertThatThrownBy(() -> request.number("size", 20))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.code()).isEqualTo("invalid_number"));
    }

    @Test
    void a_text_body_is_utf_8() {
        assertThat(read(Events.put("/").body("{\"é\":1}")).body())
                .isEqualTo("{\"é\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_base64_body_is_decoded() {
        var bytes = new byte[] {0, -1, 31, -117};
        assertThat(read(Events.put("/").body(bytes)).body()).isEqualTo(bytes);
    }

    @Test
    void a_base64_body_that_is_none_is_the_gateways_fault() {
        var json = Events.put("/").body(new byte[] {1, 2, 3}).json().replace("AQID", "%%%%");
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "{}", "{\"httpMethod\":\"GET\",\"path\":\"/\"}", "{\"rawPath\":{}}"})
    void an_event_of_another_kind_is_refused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"rawPath\":\"/", "{\"headers\":{\"a\":\"b\"", "{rawPath:1}"})
    void an_event_that_is_cut_short_is_no_json(String json) {
        assertThatThrownBy(() -> read(json)).hasCauseInstanceOf(JsonProcessingException.class);
    }

    @Test
    void deep_nesting_is_refused() {
        var deep = "{\"authorizer\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> read(deep))
                .hasCauseInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void a_string_without_end_is_refused() {
        var long21Megabytes = "{\"body\":\"" + "x".repeat(21 * 1024 * 1024) + "\"}";
        assertThatThrownBy(() -> read(long21Megabytes)).hasCauseInstanceOf(JsonProcessingException.class);
    }

    @Test
    void nested_values_where_text_belongs_are_passed_over() {
        var json = "{\"body\":{\"rawPath\":\"/wrong\"},\"rawPath\":\"/right\",\"headers\":[1],\"requestContext\":"
                + "{\"http\":{\"method\":\"GET\",\"sourceIp\":null},\"requestId\":[\"x\"]}}";
        var request = read(json);
        assertThat(request.path()).isEqualTo("/right");
        assertThat(request.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "gzip,deflate", "br, GZIP", "*", "gzip;q=0.5", "*;q=0, gzip", "identity;q=0,gzip; q=1"})
    void packs_for_who_can_unpack(String accepted) {
        assertThat(read(Events.get("/").header("accept-encoding", accepted)).acceptsGzip())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "identity", "br, zstd", "gzip;q=0", "gzip; Q=0.000", "*;q=0", "*, gzip;q=0", "gzipped", ","})
    void packs_for_nobody_else(String accepted) {
        assertThat(read(Events.get("/").header("accept-encoding", accepted)).acceptsGzip())
                .isFalse();
    }

    @Test
    void a_visit_has_the_gateways_url_unless_the_settings_have_another() {
        var at = Instant.parse("2026-11-01T10:00:00Z");
        var without = Settings.from(Environment.of(Map.of()), "install");
        var with = new Settings("install", "install", "1", Optional.of("https://npm.acme.dev"), false, false, true);
        assertThat(read(Events.get("/")).visit(without, at).registry()).isEqualTo("https://" + Events.DOMAIN);
        assertThat(read(Events.get("/prod/").stage("prod")).visit(without, at).registry())
                .isEqualTo("https://" + Events.DOMAIN + "/prod");
        assertThat(read(Events.get("/")).visit(with, at).registry()).isEqualTo("https://npm.acme.dev");
        assertThat(read(Events.get("/")).visit(with, at).at()).isEqualTo(at);
    }

    @Test
    void does_not_show_what_may_hold_a_token() {
        var request = read(
                Events.delete("/-/user/token/slp_secret").query("t=slp_secret").bearer("slp_secret"));
        assertThat(request.toString()).isEqualTo("DELETE (" + Events.REQUEST_ID + ")");
    }

    static HttpRequest read(Events event) {
        return read(event.json());
    }

    private static HttpRequest read(String json) {
        try {
            return HttpRequest.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
