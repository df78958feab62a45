package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `npm deprecate`, which sends the whole document back. It is read for the messages in it and for nothing else.
class DeprecateTest extends OnARegistry {

    private static final String PAD = "@acme/pad";

    private Session max;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        max.published(Draft.of(PAD, "1.0.0"), Draft.of(PAD, "1.0.1"), Draft.of(PAD, "1.1.0"));
    }

    private Map<String, Object> version(Map<String, Object> document, String version) {
        return Session.object(Session.object(document, "versions"), version);
    }

    private Answer send(Map<String, Object> document) {
        return max.put("/" + PAD, JsonText.of(document));
    }

    @Test
    void a_deprecated_version_says_so_wherever_it_is_shown_and_stays_installable() {
        var before = registry.dump();

        var answer = max.deprecate(PAD, "1.0.0", "has a bug");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("ok", true);
        assertThat(max.manifest(PAD, "1.0.0")).containsEntry("deprecated", "has a bug");
        assertThat(version(max.abbreviated(PAD), "1.0.0")).containsEntry("deprecated", "has a bug");
        assertThat(version(max.document(PAD), "1.0.0")).containsEntry("deprecated", "has a bug");
        assertThat(max.get("/@acme/pad/1.0.0").json()).containsEntry("deprecated", "has a bug");
        assertThat(max.manifest(PAD, "1.0.1")).doesNotContainKey("deprecated");
        assertThat(max.packument(PAD)).containsEntry("_rev", "4");
        assertThat(registry.dump().auditSince(before)).singleElement().satisfies(line -> {
            assertThat(line.action()).isEqualTo("version.deprecated");
            assertThat(line.target()).isEqualTo(PAD);
            assertThat(line.details().toString()).contains("1.0.0", "has a bug");
        });
        registry.assertTidy();
    }

    @Test
    void several_versions_are_deprecated_in_one_change() {
        var document = max.document(PAD);
        version(document, "1.0.0").put("deprecated", "old");
        version(document, "1.0.1").put("deprecated", "old");
        version(document, "1.1.0").put("deprecated", "even older");
        var before = registry.dump();

        assertThat(send(document).status()).isEqualTo(200);

        assertThat(max.manifest(PAD, "1.0.1")).containsEntry("deprecated", "old");
        assertThat(max.manifest(PAD, "1.1.0")).containsEntry("deprecated", "even older");
        assertThat(registry.dump().auditSince(before)).hasSize(1);
    }

    @Test
    void a_deprecation_is_taken_back() {
        max.deprecate(PAD, "1.0.0", "a mistake");
        var before = registry.dump();

        var answer = max.deprecate(PAD, "1.0.0", "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(max.manifest(PAD, "1.0.0")).doesNotContainKey("deprecated");
        assertThat(version(max.abbreviated(PAD), "1.0.0")).doesNotContainKey("deprecated");
        assertThat(registry.dump().auditSince(before))
                .singleElement()
                .satisfies(line -> assertThat(line.details().toString()).contains("1.0.0"));
        registry.assertTidy();
    }

    @Test
    void one_deprecation_is_taken_back_while_another_is_made() {
        max.deprecate(PAD, "1.0.0", "a mistake");
        var document = max.document(PAD);
        version(document, "1.0.0").remove("deprecated");
        version(document, "1.0.1").put("deprecated", "has a bug");

        var answer = send(document);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(max.manifest(PAD, "1.0.0")).doesNotContainKey("deprecated");
        assertThat(max.manifest(PAD, "1.0.1")).containsEntry("deprecated", "has a bug");
    }

    /// "And before and after for a change."
    @Test
    void a_message_that_is_changed_is_recorded_with_what_it_was_before() {
        max.deprecate(PAD, "1.0.0", "the former words");
        var before = registry.dump();

        max.deprecate(PAD, "1.0.0", "the latter words");

        assertThat(registry.dump().auditSince(before))
                .singleElement()
                .satisfies(line -> assertThat(line.details().toString())
                        .contains("1.0.0", "the former words", "the latter words"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "use @acme/trim — it's \"better\" \\ <b>",
                "zwei\nZeilen\tund mehr",
                "パッド 😀",
                "\u0000\u001b[31m",
                "a.b#c:d/e",
                " ",
                "\"deprecated\":\"x\""
            })
    void a_message_comes_out_as_it_went_in(String message) {
        assertThat(max.deprecate(PAD, "1.0.0", message).status()).isEqualTo(200);

        assertThat(max.manifest(PAD, "1.0.0")).containsEntry("deprecated", message);
        assertThat(version(max.document(PAD), "1.0.0")).containsEntry("deprecated", message);
        assertThat(max.deprecate(PAD, "1.0.1", message).status()).isEqualTo(200);
        assertThat(max.manifest(PAD, "1.0.0")).containsEntry("deprecated", message);
    }

    @Test
    void a_document_that_says_nothing_new_is_not_written() {
        max.deprecate(PAD, "1.0.0", "old");
        var before = registry.dump();

        assertThat(max.deprecate(PAD, "1.0.0", "old").status()).isEqualTo(200);
        assertThat(send(max.document(PAD)).status()).isEqualTo(200);

        registry.dump().sameAs(before, "what is stored after a document that says nothing new");
    }

    @Test
    void a_stale_document_changes_nothing() {
        var stale = max.document(PAD);
        version(stale, "1.0.0").put("deprecated", "old");
        max.published(Draft.of(PAD, "1.2.0"));

        registry.refuses(max.event("PUT", "/" + PAD).body(JsonText.of(stale)), 409, "stale_revision");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "4", "-1", "99999999999999999999", "abc", "", "3 ", "0x3", "3-abc"})
    void a_revision_that_is_not_the_current_one_is_stale(String revision) {
        var document = max.document(PAD);
        document.put("_rev", revision);
        version(document, "1.0.0").put("deprecated", "old");

        registry.refuses(max.event("PUT", "/" + PAD).body(JsonText.of(document)), 409, "stale_revision");
    }

    /// A current document is believed in one thing: which messages it carries.
    @Test
    void nothing_but_the_messages_is_taken_from_a_document() {
        var document = max.document(PAD);
        version(document, "1.0.0").put("deprecated", "old");
        version(document, "1.0.1").put("dist", Map.of("tarball", "https://evil.test/x.tgz", "integrity", "sha512-x"));
        version(document, "1.0.1").put("dependencies", Map.of("evil", "1"));
        version(document, "1.0.1").put("version", "6.6.6");
        Session.object(document, "versions").put("9.9.9", Map.of("name", PAD, "version", "9.9.9"));
        document.put("dist-tags", Map.of("latest", "9.9.9", "evil", "1.0.0"));
        document.put("maintainers", List.of(Map.of("name", "otto")));
        document.put("time", Map.of("created", "1999-01-01T00:00:00Z"));
        document.put("readme", "evil");
        document.put("access", "public");
        var before = max.packument(PAD);

        assertThat(send(document).status()).isEqualTo(200);

        var after = max.packument(PAD);
        version(before, "1.0.0").put("deprecated", "old");
        before.put("_rev", "4");
        assertThat(after).isEqualTo(before);
        assertThat(registry.dump().head(PAD).get("visibility").s()).isEqualTo("PRIVATE");
    }

    /// Only the `-rev` route takes versions out, so a document that lacks some is no request to do so.
    @Test
    void a_document_that_lacks_versions_takes_none_away() {
        var document = max.document(PAD);
        Session.object(document, "versions").remove("1.0.1");
        Session.object(document, "versions").remove("1.1.0");
        version(document, "1.0.0").put("deprecated", "old");

        assertThat(send(document).status()).isEqualTo(200);

        assertThat(max.versions(PAD)).containsOnlyKeys("1.0.0", "1.0.1", "1.1.0");
        assertThat(max.manifest(PAD, "1.0.0")).containsEntry("deprecated", "old");
        registry.assertTidy();
    }

    @Test
    void a_message_that_is_no_text_is_none() {
        var document = max.document(PAD);
        version(document, "1.0.0").put("deprecated", true);
        var before = registry.dump();

        assertThat(send(document).status()).isEqualTo(200);

        registry.dump().sameAs(before, "what is stored after a message that is no text");
    }

    @Test
    void a_package_that_was_unpublished_is_not_deprecated() {
        var document = max.document(PAD);
        version(document, "1.0.0").put("deprecated", "old");
        registry.as(Who.ADMIN).unpublishAll(PAD);

        registry.refuses(max.event("PUT", "/" + PAD).body(JsonText.of(document)), 404, "not_found");
    }

    /// As npm's own registry has it: `deprecated` in a `package.json` is published with it.
    @Test
    void a_version_may_be_published_with_a_message_which_can_be_taken_back() {
        max.published(Draft.of(PAD, "1.2.0").field("deprecated", "not for use"));

        assertThat(max.manifest(PAD, "1.2.0")).containsEntry("deprecated", "not for use");
        assertThat(version(max.document(PAD), "1.2.0")).containsEntry("deprecated", "not for use");
        assertThat(max.deprecate(PAD, "1.2.0", "").status()).isEqualTo(200);
        assertThat(max.manifest(PAD, "1.2.0")).doesNotContainKey("deprecated");
    }

    /// Else the next document that a client reads could not be sent back by it.
    @Test
    void a_version_is_not_published_with_a_message_that_a_deprecation_could_not_have() {
        var draft = Draft.of(PAD, "1.2.0").field("deprecated", "x".repeat(70_000));

        registry.refuses(max.event("PUT", "/" + PAD).body(draft.body()), 400, "deprecation_too_long");
        assertThat(max.deprecate(PAD, "1.0.0", "old").status()).isEqualTo(200);
    }

    /// Clients take anything that isn't empty for a deprecation, and no deprecation could take it back.
    @Test
    void a_version_is_not_published_with_a_message_that_is_no_text() {
        assertThat(max.publish(Draft.of(PAD, "1.2.0").field("deprecated", true)).status())
                .isIn(201, 400);

        assertThat(max.versions(PAD).getOrDefault("1.2.0", Map.of()).toString()).doesNotContain("deprecated");
    }

    /// What the log has to say of them is more than an item of the table can hold.
    @Test
    void a_great_many_long_messages_are_changed_at_once() {
        for (int patch = 0; patch < 70; patch++) {
            max.published(Draft.of("@acme/many", "1.0." + patch));
        }
        for (var round : List.of("€", "₤")) {
            var document = max.document("@acme/many");
            Session.object(document, "versions")
                    .keySet()
                    .forEach(version -> version(document, version).put("deprecated", version + round.repeat(1_000)));

            var answer = max.put("/@acme/many", JsonText.of(document));

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(max.manifest("@acme/many", "1.0.7").get("deprecated")).isEqualTo("1.0.7" + round.repeat(1_000));
        }
        registry.assertTidy();
    }
}
