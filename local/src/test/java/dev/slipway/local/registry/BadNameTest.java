package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names, versions, tags and addresses that nothing here can have.
class BadNameTest extends BadInput {

    private static final String TOO_LONG = "x".repeat(214 - "@acme/".length() + 1);

    static final List<String> BAD_NAMES = List.of(
            "@Acme/pad",
            "@acme/Pad",
            "@ACME/PAD",
            "@acme/" + TOO_LONG,
            "@" + "x".repeat(40) + "/pad",
            "@ac_me/pad",
            "@-acme/pad",
            "@acme-/pad",
            "@ac.me/pad",
            "@acmé/pad",
            "@/pad",
            "@acme/.pad",
            "@acme/_pad",
            "@acme/..",
            "@acme/.",
            "@acme/",
            "@acme/pad!",
            "@acme/p~d",
            "@acme/pa'd",
            "@acme/pa(d",
            "@acme/pa*d",
            "@acme/pa d",
            "@acme/pad@1",
            "@acme/päd",
            "@acme/pаd", // with a Cyrillic a
            "@acme/node_modules",
            "@acme/favicon.ico");

    @ParameterizedTest
    @FieldSource("BAD_NAMES")
    void a_name_against_the_rules_is_not_published(String name) {
        refuses("/" + name, Draft.of(name, "1.0.0").body(), 400, "invalid_package_name");
    }

    @ParameterizedTest
    @FieldSource("BAD_NAMES")
    void a_name_against_the_rules_is_not_looked_up(String name) {
        refuses(max.event("GET", "/" + name), 400, "invalid_package_name");
        refuses(max.event("GET", "/-/package/" + name + "/dist-tags"), 400, "invalid_package_name");
        refuses("/-/package/" + name + "/dist-tags/beta", "\"1.0.0\"", 400, "invalid_package_name");
        refuses(max.event("DELETE", "/" + name + "/-rev/1"), 400, "invalid_package_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pad", "Pad", "@acme", "favicon.ico", "node_modules", "-pad"})
    void a_name_without_a_scope_is_neither_published_nor_looked_up(String name) {
        refuses("/" + name, Draft.of("@acme/pad", "1.0.1").body(), 400, "invalid_package_name");
        refuses(max.event("GET", "/" + name), 404, "not_scoped");
    }

    @Test
    void a_name_of_214_characters_is_the_longest() {
        var longest = Draft.of("@acme/" + TOO_LONG.substring(1), "1.0.0");

        assertThat(max.publish(longest).status()).isEqualTo(201);
        assertThat(max.tarball(longest)).isEqualTo(longest.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"@acme/-pad", "@acme/1", "@acme/a.b_c-d", "@acme/-"})
    void a_name_within_the_rules_is_published(String name) {
        var draft = Draft.of(name, "1.0.0");

        assertThat(max.publish(draft).status()).isEqualTo(201);
        assertThat(max.tarball(draft)).isEqualTo(draft.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@acme/pad%", "/@acme/pad%zz", "/@acme/%ff", "/@acme/pad%00", "/@acme/pad\u0007"})
    void a_path_that_can_not_be_decoded_is_refused(String path) {
        refuses(max.event("GET", path), 400, "invalid_path");
        refuses(max.event("DELETE", path), 400, "invalid_path");
    }

    @ParameterizedTest
    @CsvSource({
        "text=%zz, invalid_query",
        "size=%ff, invalid_query",
        "size=x, invalid_number",
        "size=1e2, invalid_number",
        "size=251, invalid_page",
        "size=-1, invalid_page",
        "from=-1, invalid_page",
        "from=99999999999, invalid_number"
    })
    void a_query_that_makes_no_sense_is_refused(String query, String code) {
        refuses(max.event("GET", "/-/v1/search").query(query), 400, code);
    }

    static final List<String> BAD_VERSIONS = List.of(
            "",
            "1",
            "1.0",
            "1.0.0.0",
            "v1.0.0",
            "=1.0.0",
            "01.0.0",
            "1.0.0-",
            "1.0.0-01",
            "1.0.0-beta..1",
            "1.0.0-beta_1",
            "1.0.0+",
            "1.0.0+a+b",
            " 1.0.0",
            "1.0.0 ",
            "1.0.0\n",
            "-1.0.0",
            "1.0.x",
            "^1.0.0",
            "latest",
            "../1.0.0",
            "1.0.0-" + "x".repeat(251),
            "99999999999999999.0.0");

    @ParameterizedTest
    @FieldSource("BAD_VERSIONS")
    void a_version_that_is_not_semver_is_not_published(String version) {
        refuses(Draft.of("@acme/pad", version), 400, "invalid_version");
    }

    /// `npm` itself refuses such numbers, as every program in JavaScript must, which can't tell them from their
    /// neighbours.
    @Test
    void a_version_past_what_javascript_counts_to_is_not_published() {
        refuses(Draft.of("@acme/pad", "9007199254740993.0.0"), 400, "invalid_version");
    }

    /// What can't be published is not there, like any other version that isn't.
    @ParameterizedTest
    @ValueSource(strings = {"9007199254740992.0.0", "1.9007199254740993.0", "99999999999999999999.0.0-beta"})
    void a_version_past_what_javascript_counts_to_is_not_there(String version) {
        refuses(max.event("GET", "/@acme/pad/" + version), 404, "version_not_found");
        refuses(max.event("GET", "/@acme/pad/-/pad-" + version + ".tgz"), 404, "version_not_found");
        refuses(max.event("HEAD", "/@acme/pad/-/pad-" + version + ".tgz"), 404, "version_not_found");
        refuses(registry.as(Who.ANONYMOUS).event("GET", "/@acme/pad/" + version), 401, "authentication_required");
        refuses(
                registry.as(Who.ADMIN).event("DELETE", "/@acme/pad/-/pad-" + version + ".tgz/-rev/1"),
                404,
                "not_found");
        refuses("/-/package/@acme/pad/dist-tags/beta", JsonText.of(version), 400, "invalid_version");
    }

    @ParameterizedTest
    @FieldSource("BAD_VERSIONS")
    void a_tag_does_not_point_at_what_is_no_version(String version) {
        refuses("/-/package/@acme/pad/dist-tags/beta", JsonText.of(version), 400, "invalid_version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0-alpha.1", "0.0.0", "1.0.0--", "1.0.0-0a.x-y", "10.20.30-rc.1", "999999999.1.1"})
    void a_version_within_the_rules_is_published(String version) {
        var draft = Draft.of("@acme/other", version);

        assertThat(max.publish(draft).status()).isEqualTo(201);
        assertThat(max.tarball(draft)).isEqualTo(draft.bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0",
                "1",
                "1.x",
                "x",
                "X",
                "v1",
                "v1.2",
                "~1",
                "1.0.0-beta",
                "2.0",
                "1.X.x",
                "vv1",
                "1.x.x-beta"
            })
    void a_tag_that_is_a_range_of_versions_is_refused(String tag) {
        refuses(Draft.of("@acme/pad", "1.0.1").tag(tag), 400, "tag_is_a_range");
        refuses("/-/package/@acme/pad/dist-tags/" + tag, "\"1.0.0\"", 400, "tag_is_a_range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "^1", ">=1", "*", "1 - 2", "1||2", ".beta", "béta", "__proto__", "be/ta", "be%ta"
            })
    void a_tag_against_the_rules_is_refused(String tag) {
        refuses(Draft.of("@acme/pad", "1.0.1").tag(tag), 400, "invalid_tag");
    }

    @Test
    void a_tag_of_over_100_characters_is_refused() {
        refuses(Draft.of("@acme/pad", "1.0.1").tag("t".repeat(101)), 400, "invalid_tag");
        refuses("/-/package/@acme/pad/dist-tags/" + "t".repeat(101), "\"1.0.0\"", 400, "invalid_tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"beta", "release-1.x", "next-1", "LTS", "it's~(ok)!", "18-alpine", "1-lts"})
    void a_tag_within_the_rules_is_set(String tag) {
        assertThat(max.publish(Draft.of("@acme/pad", "1.0.1").tag(tag)).status())
                .isEqualTo(201);
        assertThat(max.tags("@acme/pad")).containsEntry(tag, "1.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /@acme/nothing, not_found",
        "GET, /@acme/nothing/1.0.0, not_found",
        "GET, /@acme/nothing/-/nothing-1.0.0.tgz, not_found",
        "GET, /-/package/@acme/nothing/dist-tags, not_found",
        "GET, /@acme/pad/2.0.0, version_not_found",
        "GET, /@acme/pad/beta, version_not_found",
        "GET, /@acme/pad/-/pad-2.0.0.tgz, version_not_found",
        "DELETE, /-/package/@acme/pad/dist-tags/beta, tag_not_found",
        "DELETE, /-/package/@acme/nothing/dist-tags/beta, not_found",
        "DELETE, /@acme/nothing/-rev/1, not_found",
        "DELETE, /@acme/pad/-/pad-2.0.0.tgz/-rev/1, not_found",
    })
    void what_is_not_there_is_told(String method, String path, String code) {
        refuses(registry.as(Who.ADMIN).event(method, path), 404, code);
    }

    @Test
    void a_tag_does_not_point_at_an_unknown_version() {
        refuses("/-/package/@acme/pad/dist-tags/beta", "\"2.0.0\"", 404, "version_not_found");
        refuses("/-/package/@acme/nothing/dist-tags/beta", "\"1.0.0\"", 404, "not_found");
    }

    @Test
    void an_unknown_package_is_neither_deprecated_nor_unpublished() {
        var document = "{\"name\":\"@acme/nothing\",\"_rev\":\"1\",\"versions\":{\"1.0.0\":{\"deprecated\":\"old\"}}}";

        refuses("/@acme/nothing", document, 404, "not_found");
        var admin = registry.as(Who.ADMIN);
        refuses(admin.event("PUT", "/@acme/nothing/-rev/1").body(document), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /-/nothing",
        "GET, /-/npm/v1/keys",
        "PUT, /-/user/org.couchdb.user:max",
        "DELETE, /-/user/token/abc",
        "GET, /@acme/pad/-/nothing",
        "GET, /@acme/pad/-/pad-1.0.0.zip",
        "GET, /@acme/pad/-/other-1.0.0.tgz",
        "GET, /@acme/pad/-/pad-one.tgz",
        "GET, /@acme/pad/1.0.0/more",
        "GET, /@acme/pad/",
        "PUT, /@acme/pad/-rev/1/more",
        "DELETE, /@acme/pad/-/pad-1.0.0.tgz/-rev",
        "DELETE, /@acme/pad/-/pad-1.0.0.tgz/-rev/1/2",
        "PUT, /-/package/@acme/pad/nothing",
        "PUT, /-/package/@acme/pad/dist-tags/a/b",
        "POST, /-/npm/v1/security/nothing",
    })
    void an_unknown_route_is_told(String method, String path) {
        refuses(max.event(method, path).body("{}"), 404, "unknown_route");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/-/ping|GET, HEAD",
                "POST|/-/whoami|GET, HEAD",
                "DELETE|/-/v1/search|GET, HEAD",
                "GET|/-/npm/v1/security/advisories/bulk|POST",
                "POST|/@acme/pad|GET, HEAD, PUT",
                "DELETE|/@acme/pad|GET, HEAD, PUT",
                "PATCH|/@acme/pad|GET, HEAD, PUT",
                "PUT|/@acme/pad/1.0.0|GET, HEAD",
                "DELETE|/@acme/pad/-/pad-1.0.0.tgz|GET, HEAD",
                "GET|/@acme/pad/-rev/1|PUT, DELETE",
                "GET|/@acme/pad/-/pad-1.0.0.tgz/-rev/1|DELETE",
                "PUT|/-/package/@acme/pad/dist-tags|GET, HEAD",
                "GET|/-/package/@acme/pad/dist-tags/beta|PUT, DELETE",
            })
    void a_wrong_method_is_told_with_the_right_ones(String method, String path, String allowed) {
        var answer = refuses(max.event(method, path).body("{}"), 405, "method_not_allowed");

        assertThat(answer.header("allow")).isEqualTo(allowed);
    }
}
