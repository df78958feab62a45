package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Events;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who did what to what, when, from where: one line for each change, none for a refusal, and one for each download by
/// somebody who is known.
class AuditTest extends OnARegistry {

    private static final String NAME = "@acme/pad";
    private static final Draft PAD = Draft.of(NAME, "1.0.0");

    private Session max;

    @BeforeEach
    void signIn() {
        max = registry.as(Who.MAINTAINER);
    }

    /// What a deed wrote, which must be one line.
    private AuditLine lineOf(Runnable deed) {
        var before = registry.dump();
        deed.run();
        var lines = registry.dump().auditSince(before);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    @Test
    void a_line_says_who_what_which_when_and_from_where() {
        var line = lineOf(() -> max.published(PAD.access("restricted")));

        assertThat(line.action()).isEqualTo("version.published");
        assertThat(line.target()).isEqualTo("@acme/pad@1.0.0");
        assertThat(line.actor()).isEqualTo("max");
        assertThat(line.at()).isEqualTo("2026-11-21T10:31:00Z");
        assertThat(line.address()).isEqualTo(Session.ADDRESS);
        assertThat(line.client()).isEqualTo(Session.NPM);
        assertThat(line.requestId()).isEqualTo(Events.REQUEST_ID);
        assertThat(line.details())
                .isEqualTo(Map.of(
                        "tag",
                        "latest",
                        "integrity",
                        PAD.integrity(),
                        "bytes",
                        Integer.toString(PAD.bytes().length),
                        "createdPackageAs",
                        "private"));
    }

    @Test
    void every_change_is_one_line() {
        var admin = registry.as(Who.ADMIN);
        max.published(PAD, Draft.of(NAME, "1.1.0"));

        assertThat(List.of(
                        lineOf(() -> max.published(Draft.of(NAME, "1.2.0").tag("next"))),
                        lineOf(() -> max.tag(NAME, "beta", "1.0.0")),
                        lineOf(() -> max.tag(NAME, "beta", "1.1.0")),
                        lineOf(() -> max.untag(NAME, "beta")),
                        lineOf(() -> max.deprecate(NAME, "1.0.0", "old")),
                        lineOf(() -> admin.unpublish(NAME, "1.0.0")),
                        lineOf(() -> admin.unpublishAll(NAME))))
                .extracting(line -> line.actor() + " " + line.action() + " " + line.target())
                .containsExactly(
                        "max version.published @acme/pad@1.2.0",
                        "max tag.moved @acme/pad",
                        "max tag.moved @acme/pad",
                        "max tag.removed @acme/pad",
                        "max version.deprecated @acme/pad",
                        "abe version.unpublished @acme/pad",
                        "abe package.unpublished @acme/pad");
    }

    @Test
    void a_version_that_is_added_to_a_package_is_told_from_one_that_makes_it() {
        max.published(PAD);

        assertThat(lineOf(() -> max.published(Draft.of(NAME, "1.1.0"))).details())
                .doesNotContainKey("createdPackageAs");
    }

    /// A publish moves its tag too, away from what it pointed at.
    @Test
    void a_publish_that_moves_a_tag_records_where_it_was_before() {
        max.published(PAD);

        assertThat(lineOf(() -> max.published(Draft.of(NAME, "1.1.0"))).details())
                .containsEntry("tag", "latest")
                .containsValue("1.0.0");
    }

    @Test
    void a_machine_stands_in_the_log_by_its_own_name() {
        var line = lineOf(() -> registry.as(Who.MACHINE_PUBLISHING).published(PAD));

        assertThat(line.actor()).isEqualTo("laptop");
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"MEMBER", "OWNER", "MACHINE_READING", "ADMIN_READING"})
    void a_download_by_somebody_who_is_known_is_one_line(Who who) {
        max.published(PAD);

        var line = lineOf(() -> registry.as(who).tarball(PAD));

        assertThat(line.action()).isEqualTo("version.installed");
        assertThat(line.target()).isEqualTo("@acme/pad@1.0.0");
        assertThat(line.details()).isEmpty();
        assertThat(line.address()).isEqualTo(Session.ADDRESS);
    }

    @Test
    void an_outsiders_download_of_what_is_public_stands_in_the_log_of_its_organization() {
        max.published(PAD.access("public"));

        assertThat(lineOf(() -> registry.as(Who.OUTSIDER).tarball(PAD)).actor()).isEqualTo("otto");
    }

    @Test
    void an_anonymous_download_is_no_line_in_any_log() {
        max.published(PAD.access("public"));
        var before = registry.dump().ofType("audit");

        assertThat(registry.as(Who.ANONYMOUS).tarball(PAD)).isEqualTo(PAD.bytes());

        assertThat(registry.dump().ofType("audit")).isEqualTo(before);
    }

    @Test
    void looking_leaves_nothing() {
        max.published(PAD);
        var etag = max.get("/@acme/pad").header("etag");
        var before = registry.dump();

        max.packument(NAME);
        max.abbreviated(NAME);
        max.document(NAME);
        max.tags(NAME);
        max.get("/@acme/pad/latest");
        max.send(max.event("GET", "/@acme/pad").header("if-none-match", etag));
        max.get("/-/v1/search");
        max.get("/-/whoami");
        max.get("/@acme/pad/-/pad-9.9.9.tgz");
        max.send(max.event("HEAD", PAD.tarballPath()));

        registry.dump().sameAs(before, "what is stored after looking");
    }

    @Test
    void a_program_that_says_too_much_of_itself_is_cut_short() {
        max.published(PAD);
        var talkative = "npm/".repeat(200);

        var line = lineOf(() -> max.send(max.event("GET", PAD.tarballPath()).userAgent(talkative)));

        assertThat(line.client()).isEqualTo(talkative.substring(0, 200));
    }

    /// What changes something is rare and asked for often, installs are the contrary.
    @Test
    void changes_stand_in_one_partition_and_installs_in_shards() {
        lineOf(() -> max.published(PAD));
        lineOf(() -> max.send(max.event("GET", PAD.tarballPath())));

        assertThat(registry.dump().ofType("audit")).isNotEmpty().allSatisfy(item -> {
            var id = item.get("sk").s();
            assertThat(item.get("pk").s())
                    .isEqualTo(
                            item.get("action").s().equals("version.installed")
                                    ? "INSTALLS#acme#" + id.charAt(id.length() - 1)
                                    : "AUDIT#org:acme");
        });
    }
}
