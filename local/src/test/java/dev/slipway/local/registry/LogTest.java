package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the functions write to the log about a request. That no token is in it is asserted after every test of this
/// package, when its registry is closed.
class LogTest extends OnARegistry {

    private static final Draft PAD = Draft.of("@acme/pad", "1.0.0");

    private Session max;

    @BeforeEach
    void signIn() {
        max = registry.as(Who.MAINTAINER);
    }

    /// The lines for people that a deed left.
    private List<Map<String, Object>> lines(Runnable deed) {
        int before = registry.log().length();
        deed.run();
        return registry.log()
                .substring(before)
                .lines()
                .map(Answer::object)
                .filter(line -> line.containsKey("message"))
                .toList();
    }

    @Test
    void a_request_is_one_line_with_its_action_organization_and_status() {
        assertThat(lines(() -> max.publish(PAD)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("level", "INFO")
                        .containsEntry("service", "publish")
                        .containsEntry("action", "version.publish")
                        .containsEntry("organization", "acme")
                        .containsEntry("status", 201)
                        .containsEntry("http_method", "PUT")
                        .containsEntry("client", "npm")
                        .containsKeys("duration_ms", "correlation_id"));
    }

    @Test
    void a_refusal_is_one_line_and_no_error() {
        assertThat(lines(() -> registry.as(Who.OUTSIDER).publish(PAD)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("level", "INFO")
                        .containsEntry("status", 403)
                        .doesNotContainKey("error"));
    }

    @Test
    void a_request_that_nothing_answers_is_logged_too() {
        assertThat(lines(() -> max.get("/-/nothing")))
                .singleElement()
                .satisfies(line -> assertThat(line).containsEntry("status", 404).containsEntry("action", "unrouted"));
    }

    /// People paste tokens everywhere, and `npm logout` has one in its path.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/-/user/token/{token}",
                "/{token}",
                "/@acme/{token}",
                "/@acme/pad/{token}",
                "/-/package/@acme/pad/dist-tags/{token}"
            })
    void a_token_in_a_path_is_not_logged(String path) {
        var token = registry.token(Who.MAINTAINER);

        max.get(path.replace("{token}", token));
        max.delete(path.replace("{token}", token));
        max.put(path.replace("{token}", token), "\"1.0.0\"");

        assertThat(registry.log()).isNotEmpty().doesNotContain(token, token.substring(10));
    }

    @Test
    void a_token_in_a_query_a_header_or_a_body_is_not_logged() {
        var token = registry.token(Who.MAINTAINER);

        max.send(max.event("GET", "/-/v1/search").query("text=" + token + "&size=" + token));
        max.send(max.event("GET", "/@acme/pad").userAgent(token).header("if-none-match", token));
        max.put("/@acme/pad", "{\"" + token + "\":");
        max.put("/@acme/pad", JsonText.of(Map.of("name", token)));
        max.publish(Draft.of("@acme/pad", token));
        max.publish(PAD.tag(token));
        max.publish(PAD.manifest(json -> json.put("name", token)));

        assertThat(registry.log()).isNotEmpty().doesNotContain(token, token.substring(10));
    }

    @Test
    void neither_a_link_nor_a_name_that_nobody_may_see_is_logged() {
        max.published(PAD);
        max.tarball(PAD);

        assertThat(registry.log()).doesNotContain("X-Amz-", "/@acme/pad", "tarballs/");
    }
}
