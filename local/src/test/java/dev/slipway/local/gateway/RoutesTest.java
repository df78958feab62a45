package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    /// The example of AWS's documentation.
    @ParameterizedTest
    @CsvSource({
        "GET, /pets/dog/1, GET /pets/dog/1",
        "GET, /pets/dog/2, GET /pets/dog/{id}",
        "GET, /pets/cat/1, GET /pets/{proxy+}",
        "POST, /test/5, ANY /{proxy+}",
        "POST, /, $default"
    })
    void the_most_specific_route_is_chosen(String method, String path, String chosen) {
        var routes = routes("$default", "ANY /{proxy+}", "GET /pets/{proxy+}", "GET /pets/dog/{id}", "GET /pets/dog/1");
        assertThat(chosen(routes, method, path)).isEqualTo(chosen);
    }

    @Test
    void a_whole_match_with_any_method_comes_before_a_greedy_one_with_the_very_method() {
        assertThat(chosen(routes("GET /{path+}", "ANY /pets"), "GET", "/pets")).isEqualTo("ANY /pets");
    }

    @Test
    void the_very_method_comes_before_any_method_also_with_a_vaguer_path() {
        var routes = routes("ANY /pets/dog", "GET /pets/{kind}");
        assertThat(chosen(routes, "GET", "/pets/dog")).isEqualTo("GET /pets/{kind}");
        assertThat(chosen(routes, "PUT", "/pets/dog")).isEqualTo("ANY /pets/dog");
    }

    @Test
    void a_literal_comes_before_a_variable_from_the_left() {
        var routes = routes("GET /{scope}/name", "GET /@acme/{name}");
        assertThat(chosen(routes, "GET", "/@acme/name")).isEqualTo("GET /@acme/{name}");
    }

    @Test
    void the_longest_prefix_comes_first_among_greedy_routes() {
        var routes = routes("GET /{path+}", "GET /{scope}/{path+}", "GET /-/{path+}", "GET /-/user/{path+}");
        assertThat(chosen(routes, "GET", "/-/user/token/1")).isEqualTo("GET /-/user/{path+}");
        assertThat(chosen(routes, "GET", "/-/team/1")).isEqualTo("GET /-/{path+}");
        assertThat(chosen(routes, "GET", "/a/b")).isEqualTo("GET /{scope}/{path+}");
        assertThat(chosen(routes, "GET", "/a")).isEqualTo("GET /{path+}");
    }

    @Test
    void variables_are_captured_by_name() {
        var match = routes("GET /{scope}/{name}/-/{file+}")
                .match("GET", "/@acme/tool/-/a/b.tgz")
                .orElseThrow();
        assertThat(match.parameters())
                .containsEntry("scope", "@acme")
                .containsEntry("name", "tool")
                .containsEntry("file", "a/b.tgz");
        assertThat(match.function().logicalId()).isEqualTo("EchoFunction");
    }

    @Test
    void a_greedy_variable_keeps_empty_segments_and_a_slash_at_the_end() {
        var match = routes("GET /{path+}").match("GET", "/a//b/").orElseThrow();
        assertThat(match.parameters()).containsEntry("path", "a//b/");
    }

    @Test
    void an_unusual_method_is_taken_by_any() {
        assertThat(chosen(routes("ANY /pets"), "PROPFIND", "/pets")).isEqualTo("ANY /pets");
    }

    @Test
    void a_greedy_variable_does_not_match_nothing() {
        assertThat(routes("GET /{path+}").match("GET", "/")).isEmpty();
        assertThat(routes("GET /pets/{path+}").match("GET", "/pets")).isEmpty();
        assertThat(routes("GET /pets/{path+}").match("GET", "/pets/")).isEmpty();
    }

    @Test
    void a_variable_does_not_match_an_empty_segment() {
        assertThat(routes("GET /pets/{id}").match("GET", "/pets/")).isEmpty();
    }

    @Test
    void a_slash_at_the_end_makes_another_path() {
        assertThat(routes("GET /pets").match("GET", "/pets/")).isEmpty();
    }

    @Test
    void a_variable_takes_only_one_segment() {
        assertThat(routes("GET /{package}").match("GET", "/@acme/name")).isEmpty();
    }

    @Test
    void another_method_is_not_found() {
        assertThat(routes("GET /pets").match("POST", "/pets")).isEmpty();
    }

    @Test
    void a_get_route_does_not_answer_head() {
        assertThat(routes("GET /pets").match("HEAD", "/pets")).isEmpty();
    }

    @Test
    void letters_differ_by_case() {
        assertThat(routes("GET /pets").match("GET", "/Pets")).isEmpty();
    }

    @Test
    void two_routes_that_no_request_can_tell_apart_are_refused() {
        assertThatThrownBy(() -> routes("GET /pets/{id}", "GET /pets/{name}"))
                .isInstanceOf(MalformedTemplate.class)
                .hasMessageContaining("GET /pets/{name} is already GET /pets/{id} of EchoFunction");
    }

    @Test
    void two_catch_alls_are_refused() {
        assertThatThrownBy(() -> routes("$default", "$default")).isInstanceOf(MalformedTemplate.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pets",
                "/pets/{id",
                "/pets/id}",
                "/pets/{}",
                "/pets/{+}",
                "/pets/x{id}",
                "/{all+}/pets",
                "/{id}/pets/{id}",
                "/{id}/{id+}"
            })
    void a_path_that_api_gateway_would_not_take_is_refused(String path) {
        assertThatThrownBy(() -> new Route("GET", path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_method_that_api_gateway_would_not_take_is_refused() {
        assertThatThrownBy(() -> new Route("FETCH", "/pets")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Route("GET", "$default")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Routes routes(String... routes) {
        return Routes.of(Template.parse(Api.template(routes)).functions());
    }

    private static String chosen(Routes routes, String method, String path) {
        return routes.match(method, path).orElseThrow().route().key();
    }
}
