package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Who sees a package: what the first publish says, else what the organization has set, and what no later publish
/// changes.
class VisibilityTest extends OnARegistry {

    private static final Draft PAD = Draft.of("@acme/pad", "1.0.0");

    private Session max;

    @BeforeEach
    void signIn() {
        max = registry.as(Who.MAINTAINER);
    }

    private String stored() {
        return registry.dump().head("@acme/pad").get("visibility").s();
    }

    @ParameterizedTest
    @CsvSource({"PRIVATE, 401", "PUBLIC, 200", "ORG, 401"})
    void a_first_publish_that_says_nothing_gets_what_the_organization_has_set(String setting, int anonymous) {
        registry.firstVisibility(setting);

        max.published(PAD);

        assertThat(stored()).isEqualTo(setting);
        assertThat(registry.as(Who.ANONYMOUS).get("/@acme/pad").status()).isEqualTo(anonymous);
        assertThat(registry.as(Who.MEMBER).get("/@acme/pad").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE, public, PUBLIC",
        "PUBLIC, restricted, PRIVATE",
        "ORG, public, PUBLIC",
        "ORG, restricted, PRIVATE",
        "PRIVATE, restricted, PRIVATE"
    })
    void a_first_publish_that_says_gets_what_it_says(String setting, String access, String expected) {
        registry.firstVisibility(setting);
        var before = registry.dump();

        var answer = max.publish(PAD.access(access));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).doesNotContainKey("npm-notice");
        assertThat(stored()).isEqualTo(expected);
        assertThat(registry.dump().auditSince(before))
                .singleElement()
                .satisfies(line -> assertThat(line.details())
                        .containsEntry("createdPackageAs", expected.toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @CsvSource({"restricted, public, private", "public, restricted, public"})
    void a_later_publish_changes_nothing_and_says_so(String first, String later, String stays) {
        max.published(PAD.access(first));
        var visibility = stored();

        var answer = max.publish(Draft.of("@acme/pad", "1.1.0").access(later));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("npm-notice"))
                .isEqualTo("@acme/pad stays " + stays + ": publishing does not change who sees a package");
        assertThat(stored()).isEqualTo(visibility);
        registry.assertTidy();
    }

    @Test
    void what_an_admin_decided_is_not_undone_by_a_publish() {
        max.published(PAD.access("public"));
        registry.visibility("@acme/pad", "PRIVATE");

        assertThat(max.publish(Draft.of("@acme/pad", "1.1.0").access("public")).header("npm-notice"))
                .contains("stays private");

        assertThat(registry.as(Who.ANONYMOUS).get("/@acme/pad").status()).isEqualTo(401);
        assertThat(registry.dump().head("@acme/pad")).doesNotContainKeys("publicUnder", "publicAs");
    }

    @Test
    void a_later_publish_that_says_nothing_or_the_same_hears_nothing() {
        max.published(PAD.access("public"));

        assertThat(max.publish(Draft.of("@acme/pad", "1.1.0")).headers()).doesNotContainKey("npm-notice");
        assertThat(max.publish(Draft.of("@acme/pad", "1.2.0").access("public")).headers())
                .doesNotContainKey("npm-notice");
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"ANONYMOUS", "OUTSIDER", "STRANGER", "REMOVED", "BILLING", "MACHINE_ELSEWHERE"})
    void anyone_installs_what_is_public(Who who) {
        max.published(PAD.access("public"));

        assertThat(registry.as(who).tarball(PAD)).isEqualTo(PAD.bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "ANONYMOUS, 401, authentication_required",
        "OUTSIDER, 404, not_found",
        "STRANGER, 404, not_found",
        "REMOVED, 404, not_found",
        "MACHINE_ELSEWHERE, 404, not_found",
        "BILLING, 403, not_permitted"
    })
    void nobody_else_sees_what_is_not(Who who, int status, String code) {
        max.published(PAD, Draft.of("@acme/org", "1.0.0"));
        registry.visibility("@acme/org", "ORG");

        for (var name : List.of("pad", "org", "absent")) {
            for (var path : List.of("", "/1.0.0", "/latest", "/-/" + name + "-1.0.0.tgz")) {
                registry.refuses(registry.as(who).event("GET", "/@acme/" + name + path), status, code);
            }
        }
    }

    /// A link that was true once would tell as well that the package is there.
    @Test
    void an_entity_tag_opens_nothing() {
        max.published(PAD);
        var etag = max.get("/@acme/pad").header("etag");

        for (var known : List.of(etag, "*")) {
            var anonymous =
                    registry.as(Who.ANONYMOUS).event("GET", "/@acme/pad").header("if-none-match", known);
            registry.refuses(anonymous, 401, "authentication_required");
            var outsider = registry.as(Who.OUTSIDER).event("GET", "/@acme/pad").header("if-none-match", known);
            registry.refuses(outsider, 404, "not_found");
        }
    }

    @Test
    void a_package_that_begins_anew_is_what_its_new_first_publish_says() {
        max.published(PAD.access("public"));
        max.unpublishAll("@acme/pad");

        max.published(Draft.of("@acme/pad", "2.0.0"));

        assertThat(stored()).isEqualTo("PRIVATE");
        assertThat(registry.as(Who.ANONYMOUS).get("/@acme/pad").status()).isEqualTo(401);
    }
}
