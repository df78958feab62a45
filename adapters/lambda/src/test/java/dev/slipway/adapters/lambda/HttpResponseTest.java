package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseTest {

    private static final String LONG_JSON = "{\"a\":\"" + "é".repeat(2000) + "\"}";
    private static final HttpRequest WITH_GZIP =
            HttpRequestTest.read(Events.get("/").header("accept-encoding", "gzip"));
    private static final HttpRequest WITHOUT_GZIP = HttpRequestTest.read(Events.get("/"));

    @Test
    void a_page_runs_no_script_stands_in_no_frame_and_tells_nobody_its_address() {
        var page = HttpResponse.html(200, "<!doctype html>");

        assertThat(page.header("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self';", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "script-src", "*");
        assertThat(page.header("referrer-policy")).contains("strict-origin");
        assertThat(page.header("cache-control")).contains("no-store");
    }

    @Test
    void what_leads_to_the_next_page_tells_nobody_where_it_came_from() {
        var answer = HttpResponse.seeOther("/console");

        assertThat(answer.header("referrer-policy")).contains("strict-origin");
        assertThat(answer.header("cache-control")).contains("no-store");
    }

    @Test
    void json_and_text_are_passed_on_as_text() {
        var json = written(HttpResponse.json(201, "{\"ok\":\"é\\n\"}"));
        assertThat(json.status()).isEqualTo(201);
        assertThat(json.header("content-type")).isEqualTo("application/json");
        assertThat(json.base64()).isFalse();
        assertThat(json.body()).isEqualTo("{\"ok\":\"é\\n\"}");
        var text = written(HttpResponse.text(200, "a\tb\u0001\"\\"));
        assertThat(text.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(text.body()).isEqualTo("a\tb\u0001\"\\");
    }

    @Test
    void bytes_are_passed_on_as_base64() {
        var bytes = new byte[10_000];
        bytes[0] = -1;
        var answer = written(HttpResponse.bytes(200, "application/octet-stream", bytes));
        assertThat(answer.base64()).isTrue();
        assertThat(answer.bytes()).isEqualTo(bytes);
    }

    @Test
    void a_redirect_is_a_302_with_the_urls_escapes_kept() {
        var answer = written(HttpResponse.redirect(URI.create("https://bucket.example/a%2Bb?X-Amz-Signature=1%2F2")));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isEqualTo("https://bucket.example/a%2Bb?X-Amz-Signature=1%2F2");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void not_modified_has_an_etag_and_no_body() {
        var answer = written(HttpResponse.notModified("W/\"7\""));
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("etag")).isEqualTo("W/\"7\"");
        assertThat(answer.headers()).doesNotContainKey("content-type");
    }

    @Test
    void a_header_takes_the_place_of_one_before() {
        var first = HttpResponse.json(200, "{}").with("content-type", "application/vnd.npm.install-v1+json");
        assertThat(first.header("content-type")).contains("application/vnd.npm.install-v1+json");
        assertThat(first.header("etag")).isEmpty();
        assertThat(HttpResponse.empty(204).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nset-cookie: b", "a\nb", "\u0000", "\u007f"})
    void a_header_cannot_bring_another(String value) {
        var response = HttpResponse.json(200, "{}");
        assertThatThrownBy(() -> response.with("npm-notice", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void long_json_is_packed_for_who_can_unpack() {
        for (var response : new HttpResponse[] {
            HttpResponse.json(200, LONG_JSON).with("vary", "accept"),
            HttpResponse.bytes(
                            200,
                            "application/vnd.npm.install-v1+json; charset=utf-8",
                            LONG_JSON.getBytes(StandardCharsets.UTF_8))
                    .with("vary", "accept")
        }) {
            var answer = written(response.gzippedFor(WITH_GZIP));
            assertThat(answer.header("content-encoding")).isEqualTo("gzip");
            assertThat(answer.header("vary")).isEqualTo("accept, accept-encoding");
            assertThat(answer.text()).isEqualTo(LONG_JSON);
            assertThat(answer.bytes()).hasSizeLessThan(200);
        }
    }

    @Test
    void long_json_stays_for_who_cannot_and_says_that_it_varies() {
        var answer = written(HttpResponse.json(200, LONG_JSON).gzippedFor(WITHOUT_GZIP));
        assertThat(answer.headers()).doesNotContainKey("content-encoding").containsEntry("vary", "accept-encoding");
        assertThat(answer.body()).isEqualTo(LONG_JSON);
    }

    @Test
    void short_json_other_types_and_what_is_packed_already_stay() {
        var packed = HttpResponse.bytes(200, "application/json", new byte[5000]).with("content-encoding", "gzip");
        assertThat(packed.gzippedFor(WITH_GZIP)).isSameAs(packed);
        var tarball = HttpResponse.bytes(200, "application/octet-stream", new byte[5000]);
        assertThat(tarball.gzippedFor(WITH_GZIP)).isSameAs(tarball);
        var small = HttpResponse.json(200, "{}");
        assertThat(small.gzippedFor(WITH_GZIP)).isSameAs(small);
        var empty = HttpResponse.empty(204);
        assertThat(empty.gzippedFor(WITH_GZIP)).isSameAs(empty);
    }

    @Test
    void fits_to_the_byte() {
        for (var response : new HttpResponse[] {
            HttpResponse.text(200, "\"\u0001é".repeat(1000)).with("x-a", "ü\"").with("x-b", "1"),
            HttpResponse.bytes(200, "a/b", new byte[3001]),
            HttpResponse.empty(304)
        }) {
            int length = written(response).length();
            assertThat(response.fits(length)).isTrue();
            assertThat(response.fits(length - 1)).isFalse();
        }
    }

    private static Answer written(HttpResponse response) {
        var output = new ByteArrayOutputStream();
        try {
            response.writeTo(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.read(output.toByteArray());
    }
}
