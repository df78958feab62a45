package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `npm dist-tag`.
class TagTest extends OnARegistry {

    private static final String PAD = "@acme/pad";

    private Session max;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        max.published(
                Draft.of(PAD, "1.0.0").field("description", "the first"),
                Draft.of(PAD, "1.1.0").field("description", "the second"));
    }

    @Test
    void a_tag_is_added_and_moved_and_removed() {
        var before = registry.dump();

        var added = max.tag(PAD, "beta", "1.0.0");
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.json()).containsEntry("ok", true);
        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.1.0", "beta", "1.0.0"));
        assertThat(max.tag(PAD, "beta", "1.1.0").status()).isEqualTo(200);
        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.1.0", "beta", "1.1.0"));
        assertThat(max.get("/@acme/pad/beta").json()).containsEntry("version", "1.1.0");
        assertThat(max.untag(PAD, "beta").status()).isEqualTo(200);
        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.1.0"));
        assertThat(max.packument(PAD)).containsEntry("_rev", "5").containsEntry("dist-tags", Map.of("latest", "1.1.0"));
        assertThat(registry.dump().auditSince(before))
                .extracting(AuditLine::details)
                .containsExactlyInAnyOrder(
                        Map.of("tag", "beta", "before", "", "after", "1.0.0"),
                        Map.of("tag", "beta", "before", "1.0.0", "after", "1.1.0"),
                        Map.of("tag", "beta", "before", "1.1.0"));
        registry.assertTidy();
    }

    @Test
    void a_tag_may_be_posted_too() {
        var event = max.event("POST", "/-/package/@acme/pad/dist-tags/beta").body("\"1.0.0\"");

        assertThat(max.send(event).status()).isEqualTo(200);
        assertThat(max.tags(PAD)).containsEntry("beta", "1.0.0");
    }

    @Test
    void a_tag_that_is_there_already_is_not_written() {
        max.tag(PAD, "beta", "1.0.0");
        var before = registry.dump();

        assertThat(max.tag(PAD, "beta", "1.0.0").status()).isEqualTo(200);

        registry.dump().sameAs(before, "what is stored after a tag that was there");
    }

    /// A rule that grows stricter must not lock up the packages that have what it refuses.
    @ParameterizedTest
    @ValueSource(strings = {"1.x", "be ta", "béta", "*", "__proto__"})
    void a_tag_that_today_s_rules_refuse_is_read_and_removed_where_it_is_there_already(String tag) {
        registry.tag(PAD, tag, "1.0.0");

        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.1.0", tag, "1.0.0"));
        assertThat(max.packument(PAD)).containsEntry("name", PAD);
        assertThat(max.get("/@acme/pad/" + escaped(tag)).json()).containsEntry("version", "1.0.0");
        assertThat(max.tag(PAD, "beta", "1.1.0").status()).isEqualTo(200);
        max.published(Draft.of(PAD, "1.2.0"));
        assertThat(max.packument(PAD)).extracting("dist-tags").isEqualTo(max.tags(PAD));

        assertThat(max.send(max.event("DELETE", "/-/package/@acme/pad/dist-tags/" + escaped(tag)))
                        .status())
                .isEqualTo(200);
        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.2.0", "beta", "1.1.0"));
        registry.refuses(
                max.event("PUT", "/-/package/@acme/pad/dist-tags/" + escaped(tag))
                        .body("\"1.0.0\""),
                400,
                tag.equals("1.x") ? "tag_is_a_range" : "invalid_tag");
    }

    @Test
    void a_version_that_today_s_rules_refuse_is_read_where_it_is_there_already() {
        registry.tag(PAD, "old", "1.0.9007199254740993");

        assertThat(max.tags(PAD)).containsEntry("old", "1.0.9007199254740993");
        assertThat(max.untag(PAD, "old").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.x", "be%20ta", "*", "__proto__"})
    void a_tag_that_nobody_could_give_is_not_there(String tag) {
        registry.refuses(max.event("DELETE", "/-/package/@acme/pad/dist-tags/" + tag), 404, "tag_not_found");
        registry.refuses(max.event("GET", "/@acme/pad/" + tag), 404, "version_not_found");
    }

    private static String escaped(String tag) {
        return URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void latest_is_moved_and_what_a_search_shows_with_it() {
        assertThat(max.tag(PAD, "latest", "1.0.0").status()).isEqualTo(200);

        assertThat(max.packument(PAD)).containsEntry("description", "the first");
        assertThat(max.get("/-/v1/search").text()).contains("the first").doesNotContain("the second");
    }

    @Test
    void latest_is_not_removed() {
        registry.refuses(max.event("DELETE", "/-/package/@acme/pad/dist-tags/latest"), 400, "latest_stays");
    }

    @Test
    void a_tag_does_not_point_at_a_version_that_was_unpublished() {
        registry.as(Who.ADMIN).unpublish(PAD, "1.0.0");

        registry.refuses(
                max.event("PUT", "/-/package/@acme/pad/dist-tags/beta").body("\"1.0.0\""), 404, "version_not_found");
    }

    @Test
    void a_tag_is_not_set_on_a_package_that_was_unpublished() {
        registry.as(Who.ADMIN).unpublishAll(PAD);

        registry.refuses(max.event("PUT", "/-/package/@acme/pad/dist-tags/beta").body("\"1.0.0\""), 404, "not_found");
        registry.refuses(max.event("DELETE", "/-/package/@acme/pad/dist-tags/latest"), 404, "not_found");
        registry.refuses(max.event("GET", "/-/package/@acme/pad/dist-tags"), 404, "not_found");
    }
}
