package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `npm unpublish`, of a version in npm's three steps and of a whole package. What was taken back is gone, and its
/// number is never used again.
class UnpublishTest extends OnARegistry {

    private static final String PAD = "@acme/pad";
    private static final Draft FIRST = Draft.of(PAD, "1.0.0");
    private static final Draft SECOND = Draft.of(PAD, "1.1.0");

    private Session max;
    private Session admin;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        admin = registry.as(Who.ADMIN);
        max.published(FIRST, SECOND);
        registry.clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void an_unpublished_version_is_gone_with_its_bytes() {
        var before = registry.dump();

        var answer = admin.unpublish(PAD, "1.0.0");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("ok", true);
        assertThat(max.versions(PAD)).containsOnlyKeys("1.1.0");
        assertThat(Session.object(max.packument(PAD), "time")).doesNotContainKey("1.0.0");
        var after = registry.dump();
        assertThat(after.version(PAD, "1.0.0").get("unpublishedAt").s()).isEqualTo("2026-11-21T10:32:00Z");
        assertThat(after.objects())
                .doesNotContainKey(before.version(PAD, "1.0.0").get("tarball").s());
        assertThat(after.storedBytes()).isEqualTo(SECOND.bytes().length);
        assertThat(after.auditSince(before)).singleElement().satisfies(line -> {
            assertThat(line.action()).isEqualTo("version.unpublished");
            assertThat(line.target()).isEqualTo(PAD);
            assertThat(line.details()).containsEntry("versions", "1.0.0");
            assertThat(line.actor()).isEqualTo("abe");
        });
        registry.refuses(max.event("GET", FIRST.tarballPath()), 404, "version_unpublished");
        registry.refuses(max.event("GET", "/@acme/pad/1.0.0"), 404, "version_not_found");
        registry.assertTidy();
    }

    @Test
    void the_last_step_of_npm_finds_the_tarball_gone() {
        admin.unpublish(PAD, "1.0.0");
        var before = registry.dump();

        assertThat(admin.deleteTarball(FIRST).status()).isEqualTo(200);

        registry.dump().sameAs(before, "what is stored after the last step");
    }

    @Test
    void a_tarball_is_not_deleted_while_its_version_is_there() {
        registry.refuses(admin.event("DELETE", FIRST.tarballPath() + "/-rev/2"), 409, "version_still_published");
    }

    @Test
    void the_number_of_an_unpublished_version_is_never_used_again() {
        admin.unpublish(PAD, "1.1.0");

        registry.refuses(max.event("PUT", "/" + PAD).body(SECOND.body()), 409, "version_unpublished");
        registry.refuses(
                max.event("PUT", "/" + PAD)
                        .body(Draft.of(PAD, "1.1.0").content("other").body()),
                409,
                "version_unpublished");

        var next = Draft.of(PAD, "1.1.1");
        assertThat(max.publish(next).status()).isEqualTo(201);
        assertThat(max.tarball(next)).isEqualTo(next.bytes());
        registry.assertTidy();
    }

    @Test
    void several_versions_are_taken_back_in_one_change() {
        max.published(Draft.of(PAD, "1.2.0"));
        var document = Session.without(Session.without(admin.document(PAD), "1.0.0"), "1.1.0");
        var before = registry.dump();

        assertThat(admin.revise(PAD, document).status()).isEqualTo(200);

        assertThat(max.versions(PAD)).containsOnlyKeys("1.2.0");
        assertThat(registry.dump().auditSince(before))
                .singleElement()
                .satisfies(line -> assertThat(line.details()).containsEntry("versions", "1.0.0 1.1.0"));
        registry.assertTidy();
    }

    @Test
    void ninety_versions_are_the_most_that_are_taken_back_at_once() {
        var many = Draft.of("@acme/many", "1.0.0");
        max.published(many);
        max.published(IntStream.rangeClosed(1, 91)
                .mapToObj(patch -> Draft.of("@acme/many", "1.0." + patch))
                .toArray(Draft[]::new));
        var all = admin.document("@acme/many");
        var tooMany = new LinkedHashMap<>(all);
        tooMany.put("versions", Map.of("1.0.0", Map.of()));

        registry.refuses(
                admin.event("PUT", "/@acme/many/-rev/92").body(JsonText.of(tooMany)), 400, "too_many_versions");

        tooMany.put("versions", Map.of("1.0.0", Map.of(), "1.0.1", Map.of()));
        assertThat(admin.revise("@acme/many", tooMany).status()).isEqualTo(200);
        assertThat(max.versions("@acme/many")).containsOnlyKeys("1.0.0", "1.0.1");
        registry.assertTidy();
    }

    @Test
    void the_last_version_goes_only_with_the_package() {
        admin.unpublish(PAD, "1.0.0");
        var document = Session.without(admin.document(PAD), "1.1.0");

        var answer = registry.refuses(
                admin.event("PUT", "/@acme/pad/-rev/3").body(JsonText.of(document)), 400, "would_leave_nothing");

        assertThat(answer.json().get("error").toString()).contains("npm unpublish @acme/pad --force");
    }

    @Test
    void a_stale_document_takes_nothing_away() {
        var stale = Session.without(admin.document(PAD), "1.0.0");
        max.published(Draft.of(PAD, "1.2.0"));

        registry.refuses(admin.event("PUT", "/@acme/pad/-rev/2").body(JsonText.of(stale)), 409, "stale_revision");
    }

    /// The revision in the address is the one that counts, as it was for CouchDB.
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "3", "-2", "abc", "2-abc", "99999999999999999999", "02x"})
    void a_revision_that_is_not_the_current_one_is_stale(String revision) {
        var document = JsonText.of(Session.without(admin.document(PAD), "1.0.0"));

        registry.refuses(admin.event("PUT", "/@acme/pad/-rev/" + revision).body(document), 409, "stale_revision");
        registry.refuses(admin.event("DELETE", "/@acme/pad/-rev/" + revision), 409, "stale_revision");
    }

    @Test
    void a_document_that_lacks_nothing_takes_nothing_away() {
        var before = registry.dump();

        assertThat(admin.revise(PAD, admin.document(PAD)).status()).isEqualTo(200);

        registry.dump().sameAs(before, "what is stored after a document that lacks nothing");
    }

    /// npm sends its own idea of the tags; the server's is better.
    @Test
    void tags_that_pointed_at_the_version_go_with_it_and_latest_falls_back() {
        max.tag(PAD, "beta", "1.1.0");
        max.tag(PAD, "stable", "1.0.0");

        admin.unpublish(PAD, "1.1.0");

        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.0.0", "stable", "1.0.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0 1.2.0 1.10.0, '', 1.10.0",
        "1.0.0 2.0.0-rc.1, '', 1.0.0",
        "1.0.0-rc.1 1.0.0-rc.2 1.0.0-rc.10, '', 1.0.0-rc.10",
        "1.0.0 1.1.0 1.2.0, 1.2.0, 1.1.0",
        "1.0.0 2.0.0-rc.1, 1.0.0, 1.0.0",
        "1.0.0-rc.1 1.0.0-rc.2, 1.0.0-rc.2, 1.0.0-rc.1",
        "1.0.0 1.1.0, 1.0.0 1.1.0, 1.1.0"
    })
    void latest_falls_back_to_the_highest_stable_version_that_is_not_deprecated(
            String versions, String deprecated, String latest) {
        latestFallsBack(versions, deprecated, latest);
    }

    /// Numbers in versions have no bound, and dates are used for them: canaries are 0.0.0-20261121103000.
    @ParameterizedTest
    @CsvSource({
        "0.0.0-20261121103000 0.0.0-20261121103001, 0.0.0-20261121103001",
        "0.0.0-99999999999999999999 0.0.0-2, 0.0.0-99999999999999999999",
        "20261121.0.0 20261120.0.0, 20261121.0.0",
        "202611211030.0.0 202611211029.0.0, 202611211030.0.0",
        "1.0.4294967296 1.0.4294967295, 1.0.4294967296"
    })
    void latest_falls_back_among_versions_with_large_numbers_too(String versions, String latest) {
        latestFallsBack(versions, "", latest);
    }

    private void latestFallsBack(String versions, String deprecated, String latest) {
        var name = "@acme/many";
        max.published(Draft.of(name, "0.0.1"));
        for (var version : versions.split(" ", -1)) {
            max.published(Draft.of(name, version));
        }
        max.published(Draft.of(name, "3.0.0"));
        for (var version : deprecated.isEmpty() ? new String[0] : deprecated.split(" ", -1)) {
            max.deprecate(name, version, "old");
        }

        var answer = admin.revise(name, Session.without(Session.without(admin.document(name), "3.0.0"), "0.0.1"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(max.tags(name)).isEqualTo(Map.of("latest", latest));
        assertThat(registry.dump().head(name).get("version").s()).isEqualTo(latest);
    }

    @Test
    void latest_stays_where_it_is_if_its_version_does() {
        max.tag(PAD, "latest", "1.0.0");
        max.published(Draft.of(PAD, "1.2.0").tag("next"));

        admin.unpublish(PAD, "1.1.0");

        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.0.0", "next", "1.2.0"));
    }

    @Test
    void an_unpublished_package_is_gone_with_all_that_was_stored_of_it() {
        max.tag(PAD, "beta", "1.0.0");
        assertThat(registry.dump().unnamed())
                .as("documents that were superseded a moment ago")
                .isNotEmpty();
        var before = registry.dump();

        var answer = admin.unpublishAll(PAD);

        assertThat(answer.status()).isEqualTo(200);
        var after = registry.dump();
        assertThat(after.objects()).isEmpty();
        assertThat(after.storedBytes()).isZero();
        assertThat(after.head(PAD))
                .doesNotContainKeys("edition", "previous", "listedUnder", "listedAs", "publicUnder", "publicAs");
        assertThat(after.head(PAD).get("revision").n()).isEqualTo("4");
        assertThat(after.items().keySet())
                .contains("PACKAGE#@acme/pad VERSION#1.0.0", "PACKAGE#@acme/pad VERSION#1.1.0");
        assertThat(after.auditSince(before)).singleElement().satisfies(line -> {
            assertThat(line.action()).isEqualTo("package.unpublished");
            assertThat(line.target()).isEqualTo(PAD);
            assertThat(line.details()).containsEntry("versions", "2");
        });
        for (var path :
                List.of("/@acme/pad", "/@acme/pad/1.0.0", FIRST.tarballPath(), "/-/package/@acme/pad/dist-tags")) {
            registry.refuses(max.event("GET", path), 404, "not_found");
        }
        assertThat(max.get("/-/v1/search").json()).containsEntry("total", 0);
    }

    @Test
    void an_unpublished_package_is_not_unpublished_again() {
        admin.unpublishAll(PAD);

        registry.refuses(admin.event("DELETE", "/@acme/pad/-rev/2"), 404, "not_found");
        registry.refuses(admin.event("DELETE", "/@acme/pad/-rev/3"), 404, "not_found");
    }

    @Test
    void a_stale_client_unpublishes_no_package() {
        max.published(Draft.of(PAD, "1.2.0"));

        registry.refuses(admin.event("DELETE", "/@acme/pad/-rev/2"), 409, "stale_revision");
    }

    @Test
    void a_package_begins_anew_with_numbers_that_were_never_used() {
        admin.unpublishAll(PAD);
        registry.clock().advance(Duration.ofMinutes(1));

        for (var draft : List.of(FIRST, SECOND, Draft.of(PAD, "1.0.0").content("other"))) {
            registry.refuses(max.event("PUT", "/" + PAD).body(draft.body()), 409, "version_unpublished");
        }
        var third = Draft.of(PAD, "1.2.0");
        assertThat(admin.publish(third).status()).isEqualTo(201);

        var packument = max.packument(PAD);
        assertThat(packument).containsEntry("_rev", "4").containsEntry("dist-tags", Map.of("latest", "1.2.0"));
        assertThat(Session.names(packument, "maintainers")).containsExactly("abe");
        assertThat(Session.object(packument, "time"))
                .containsOnlyKeys("created", "modified", "1.2.0")
                .containsEntry("created", "2026-11-21T10:33:00Z");
        registry.assertTidy();
    }

    @Test
    void numbers_of_an_earlier_life_stay_taken_in_the_next() {
        admin.unpublishAll(PAD);
        registry.clock().advance(Duration.ofMinutes(1));
        max.published(Draft.of(PAD, "1.2.0"));

        registry.refuses(max.event("PUT", "/" + PAD).body(FIRST.body()), 409, "version_unpublished");
        registry.refuses(max.event("GET", FIRST.tarballPath()), 404, "version_unpublished");
        registry.refuses(
                max.event("PUT", "/-/package/@acme/pad/dist-tags/old").body("\"1.0.0\""), 404, "version_not_found");
        assertThat(admin.delete(FIRST.tarballPath() + "/-rev/4").status()).isEqualTo(200);
    }

    @Test
    void a_package_can_be_taken_back_again_and_again() {
        for (int life = 2; life < 5; life++) {
            assertThat(admin.unpublishAll(PAD).status()).isEqualTo(200);
            registry.clock().advance(Duration.ofMinutes(1));
            max.published(Draft.of(PAD, life + ".0.0"), Draft.of(PAD, life + ".1.0"));
            registry.assertTidy();
        }

        admin.unpublish(PAD, "4.0.0");

        assertThat(max.versions(PAD)).containsOnlyKeys("4.1.0");
        assertThat(registry.dump().storedBytes())
                .isEqualTo(Draft.of(PAD, "4.1.0").bytes().length);
        registry.assertTidy();
    }

    /// A client that read a package in its earlier life knows nothing of the next.
    @Test
    void a_document_of_an_earlier_life_is_stale() {
        var stale = Session.without(admin.document(PAD), "1.0.0");
        admin.unpublishAll(PAD);
        registry.clock().advance(Duration.ofMinutes(1));
        max.published(Draft.of(PAD, "2.0.0"));

        registry.refuses(admin.event("PUT", "/@acme/pad/-rev/2").body(JsonText.of(stale)), 409, "stale_revision");
        registry.refuses(admin.event("DELETE", "/@acme/pad/-rev/2"), 409, "stale_revision");
    }

    @Test
    void who_owned_a_package_owns_nothing_of_its_next_life() {
        assertThat(max.unpublishAll(PAD).status()).isEqualTo(200);
        admin.published(Draft.of(PAD, "2.0.0"));

        registry.refuses(max.event("DELETE", "/@acme/pad/-rev/4"), 403, "not_permitted");
    }
}
