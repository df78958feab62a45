package dev.slipway.local.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Events;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;

/// How documents and tarballs are served: which form, how packed, how long it may be kept, and where the large ones
/// are.
class ServingTest extends OnARegistry {

    private static final String NAME = "@acme/pad";
    private static final Draft PAD = Draft.of(NAME, "1.0.0")
            .field("description", "d".repeat(150))
            .field("scripts", Map.of("test", "node test.js"))
            .field("dependencies", Map.of("@acme/other", "^1.0.0"))
            .document(json -> json.put("readme", "# pad"));
    private static final String ABBREVIATED = "application/vnd.npm.install-v1+json";

    private Session max;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        max.published(PAD, Draft.of(NAME, "1.1.0"));
    }

    enum Form {
        FULL("application/json"),
        SHORT(ABBREVIATED);

        private final String type;

        Form(String type) {
            this.type = type;
        }
    }

    private Events asking(Form form) {
        return max.event("GET", "/" + NAME).header("accept", form.type);
    }

    @Test
    void the_full_document_is_for_who_asks_for_nothing_special() {
        for (var accept : List.of("*/*", "application/json", "text/html, */*")) {
            var answer = max.send(max.event("GET", "/" + NAME).header("accept", accept));

            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.json()).containsKeys("readme", "time", "maintainers", "_rev");
        }
        assertThat(max.get("/" + NAME).header("content-type")).isEqualTo("application/json");
    }

    @Test
    void the_abbreviated_document_is_for_installers() {
        var accept = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";

        var answer = max.send(max.event("GET", "/" + NAME).header("accept", accept));

        assertThat(answer.header("content-type")).isEqualTo(ABBREVIATED);
        assertThat(answer.json())
                .containsOnlyKeys("name", "modified", "dist-tags", "versions", "time")
                .containsEntry("modified", "2026-11-21T10:31:00Z");
        assertThat(Session.object(answer.json(), "time")).containsOnlyKeys("created", "modified", "1.0.0", "1.1.0");
        assertThat(Session.object(Session.object(answer.json(), "versions"), "1.0.0"))
                .containsKeys("name", "version", "dist", "dependencies")
                .doesNotContainKeys("scripts", "description", "_npmUser", "_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.5", "*", "GZIP", "deflate, gzip ; q=0.001"})
    void a_document_is_packed_for_who_can_unpack_it(String accepted) {
        var packed = max.send(asking(Form.FULL).header("accept-encoding", accepted));

        assertThat(packed.header("content-encoding")).isEqualTo("gzip");
        assertThat(packed.base64()).isTrue();
        assertThat(packed.json()).containsEntry("name", NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "deflate", "gzip;q=0", "gzip; q=0.000, identity", "*;q=0"})
    void a_document_is_not_packed_for_who_can_not(String accepted) {
        for (var form : Form.values()) {
            var plain = max.send(asking(form).header("accept-encoding", accepted));

            assertThat(plain.headers()).doesNotContainKey("content-encoding");
            assertThat(plain.text()).startsWith("{");
            assertThat(plain.json()).isEqualTo(max.send(asking(form)).json());
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_decides_over_an_answer_is_named_in_it_whatever_it_is(Form form) {
        var etag = max.send(asking(form)).header("etag");
        var answers = List.of(
                max.send(asking(form)),
                max.send(asking(form).header("if-none-match", etag)),
                registry.as(Who.OUTSIDER).get("/" + NAME),
                registry.as(Who.ANONYMOUS).get("/" + NAME));

        assertThat(answers).extracting(Answer::status).containsExactly(200, 304, 404, 401);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.header("cache-control")).isEqualTo("private, no-cache");
            assertThat(answer.header("vary").split(", ")).contains("accept", "accept-encoding", "authorization");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@acme/pad/1.0.0", "/-/package/@acme/pad/dist-tags", "/-/v1/search", "/-/whoami"})
    void all_else_that_depends_on_who_asks_is_not_kept_for_others_either(String path) {
        var answer = max.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cache-control")).isEqualTo("private, no-cache");
    }

    @Test
    void who_has_the_current_document_is_told_so() {
        var first = max.send(asking(Form.FULL));
        var etag = first.header("etag");

        assertThat(etag).startsWith("W/\"").endsWith("\"");
        for (var known : List.of(etag, etag.substring(2), "\"other\", " + etag, etag + ",\"other\"", "*")) {
            var again = max.send(asking(Form.FULL).header("if-none-match", known));

            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.bytes()).isEmpty();
            assertThat(again.header("etag")).isEqualTo(etag);
        }
    }

    @Test
    void who_has_another_document_gets_the_current_one() {
        var etag = max.send(asking(Form.FULL)).header("etag");

        for (var known : List.of("\"other\"", "W/\"\"", etag.replace("W/\"", "W/\"x"), "", etag.substring(3, 20))) {
            assertThat(max.send(asking(Form.FULL).header("if-none-match", known))
                            .status())
                    .as(known)
                    .isEqualTo(200);
        }
    }

    /// Yarn 1 asked for both forms, and got 304 for the one that it had not (fact 21 of the protocol's notes).
    @Test
    void the_two_forms_are_never_taken_for_each_other() {
        var full = max.send(asking(Form.FULL)).header("etag");
        var abbreviated = max.send(asking(Form.SHORT)).header("etag");

        assertThat(full).isNotEqualTo(abbreviated);
        assertThat(max.send(asking(Form.SHORT).header("if-none-match", full)).status())
                .isEqualTo(200);
        assertThat(max.send(asking(Form.FULL).header("if-none-match", abbreviated))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void every_change_makes_the_documents_new() {
        var admin = registry.as(Who.ADMIN);
        var changes = List.<Runnable>of(
                () -> max.published(Draft.of(NAME, "1.2.0")),
                () -> max.tag(NAME, "beta", "1.0.0"),
                () -> max.untag(NAME, "beta"),
                () -> max.deprecate(NAME, "1.0.0", "old"),
                () -> admin.unpublish(NAME, "1.0.0"));
        for (var change : changes) {
            for (var form : Form.values()) {
                var etag = max.send(asking(form)).header("etag");
                assertThat(max.send(asking(form).header("if-none-match", etag)).status())
                        .isEqualTo(304);
            }
            var full = max.send(asking(Form.FULL)).header("etag");
            var abbreviated = max.send(asking(Form.SHORT)).header("etag");

            change.run();

            assertThat(max.send(asking(Form.FULL).header("if-none-match", full)).status())
                    .isEqualTo(200);
            assertThat(max.send(asking(Form.SHORT).header("if-none-match", abbreviated))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void every_environment_gives_the_same_answer() {
        var other = max.at(registry.instance());

        assertThat(other.send(asking(Form.FULL))).isEqualTo(max.send(asking(Form.FULL)));
        assertThat(other.send(asking(Form.SHORT))).isEqualTo(max.send(asking(Form.SHORT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/@acme/pad",
                "/@acme/pad/1.0.0",
                "/@acme/pad/latest",
                "/-/package/@acme/pad/dist-tags",
                "/-/ping",
                "/-/whoami",
                "/@acme/nothing"
            })
    void a_head_has_the_status_and_headers_of_a_get(String path) {
        var get = max.get(path);
        var head = max.send(max.event("HEAD", path));

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.headers()).isEqualTo(get.headers());
    }

    /// A signature is for one method: what HEAD is given tells the size and never the bytes.
    @Test
    void a_head_of_a_tarball_is_sent_on_to_the_storage_which_tells_its_size_and_not_its_bytes() {
        var answer = max.send(max.event("HEAD", PAD.tarballPath()));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("cache-control")).isEqualTo("private, no-store");
        var told = registry.fetch("HEAD", answer.header("location"));
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValueAsLong("content-length")).hasValue(PAD.bytes().length);
        assertThat(registry.fetch("GET", answer.header("location")).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"1.0.0, 1.0.0", "1.1.0, 1.1.0", "latest, 1.1.0", "beta, 1.0.0"})
    void one_version_is_what_the_document_says_of_it(String asked, String version) {
        max.tag(NAME, "beta", "1.0.0");

        assertThat(max.get("/@acme/pad/" + asked).json()).isEqualTo(max.manifest(NAME, version));
    }

    @Test
    void a_tarball_is_fetched_from_the_storage_by_who_was_sent_there() {
        var answer = max.get(PAD.tarballPath());

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("cache-control")).isEqualTo("private, no-store");
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("location"))
                .doesNotStartWith(Registry.URL)
                .contains("X-Amz-Signature=", "X-Amz-Expires=60")
                .doesNotContain(registry.token(Who.MAINTAINER));
        assertThat(registry.follow(answer.header("location"))).isEqualTo(PAD.bytes());
    }

    @Test
    void a_link_to_one_tarball_opens_no_other() {
        var link = max.get(PAD.tarballPath()).header("location");
        var other = registry.dump().version(NAME, "1.1.0").get("tarball").s();
        var path = registry.dump().version(NAME, "1.0.0").get("tarball").s();
        var bent = List.of(
                link.replace(escaped(path), escaped(other)),
                link.replace("X-Amz-Expires=60", "X-Amz-Expires=9999"),
                link.substring(0, link.length() - 1),
                link.substring(0, link.indexOf('?')));

        assertThat(bent).doesNotContain(link);
        for (var url : bent) {
            assertThat(registry.fetch(url).statusCode()).as(url).isIn(400, 403);
        }
        assertThat(registry.fetch(link).statusCode()).isEqualTo(200);
    }

    private static String escaped(String key) {
        return key.replace("@", "%40");
    }

    @Test
    void a_registry_that_moved_is_right_in_all_that_it_serves() {
        var moved = max.at(registry.instanceAt("https://packages.acme.test/npm"));
        var url = "https://packages.acme.test/npm/@acme/pad/-/pad-1.0.0.tgz";

        for (var encoding : List.of("gzip", "identity")) {
            for (var form : Form.values()) {
                var document = moved.send(asking(form).header("accept-encoding", encoding));
                assertThat(document.text()).contains(url).doesNotContain("npm.acme.test");
                assertThat(document.header("content-encoding")).isEqualTo(encoding.equals("gzip") ? "gzip" : "");
            }
        }
        assertThat(moved.get("/@acme/pad/1.0.0").text()).contains(url).doesNotContain("npm.acme.test");
        assertThat(JsonText.of(moved.document(NAME))).contains(url).doesNotContain("npm.acme.test");
        assertThat(moved.get("/@acme/pad").header("etag"))
                .isNotEqualTo(max.get("/@acme/pad").header("etag"));
    }

    @Test
    void a_registry_that_moved_is_corrected_for_good_by_the_next_change() {
        var moved = max.at(registry.instanceAt("https://packages.acme.test"));

        moved.published(Draft.of(NAME, "1.2.0"));

        for (var version : List.of("1.0.0", "1.1.0", "1.2.0")) {
            assertThat(Session.object(moved.manifest(NAME, version), "dist"))
                    .containsEntry("tarball", "https://packages.acme.test/@acme/pad/-/pad-" + version + ".tgz");
        }
        assertThat(registry.dump().head(NAME).get("registry").s()).isEqualTo("https://packages.acme.test");
        assertThat(max.packument(NAME).toString()).contains("https://npm.acme.test/@acme/pad/-/pad-1.2.0.tgz");
    }

    /// What authors write about a tarball's address is theirs and not the registry's.
    @Test
    void a_registry_that_moved_corrects_nothing_but_addresses_of_its_own_tarballs() {
        var said = "see https://npm.acme.test/@acme/pad/-/pad-1.0.0.tgz";
        max.published(Draft.of(NAME, "1.2.0").field("description", said));

        assertThat(max.at(registry.instanceAt("https://packages.acme.test")).manifest(NAME, "1.2.0"))
                .containsEntry("description", said);
    }

    @ParameterizedTest
    @EnumSource
    void a_document_too_large_for_an_answer_is_fetched_from_the_storage(Form form) {
        var large = LargeDocument.of(registry, NAME, 6_400_000, false);

        var packed = max.send(asking(form));
        var plain = max.send(asking(form).header("accept-encoding", "identity"));

        assertThat(packed.status()).isEqualTo(302);
        assertThat(plain.status()).isEqualTo(302);
        var fetched = registry.fetch(packed.header("location"));
        assertThat(fetched.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(fetched.headers().firstValue("content-type")).contains(form.type);
        assertThat(fetched.body()).isEqualTo(large.gzipped());
        var fetchedPlain = registry.fetch(plain.header("location"));
        assertThat(fetchedPlain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(fetchedPlain.body()).isEqualTo(large.plain());
    }

    /// Two changes later the edition is named by nobody, but who was sent to it a moment ago may just be on the way.
    @Test
    void a_link_to_a_document_lives_its_minute_whatever_is_published_meanwhile() {
        var large = LargeDocument.of(registry, NAME, 6_400_000, false);
        var link = max.send(asking(Form.FULL)).header("location");

        max.tag(NAME, "beta", "1.0.0");
        registry.clock().advance(Duration.ofSeconds(59));
        max.tag(NAME, "beta", "1.1.0");
        max.tag(NAME, "gamma", "1.1.0");
        max.tag(NAME, "delta", "1.1.0");

        assertThat(registry.fetch(link).body()).isEqualTo(large.gzipped());
    }

    @Test
    void an_edition_is_deleted_by_the_change_after_next_once_no_link_to_it_lives() {
        registry.clock().advance(Duration.ofMinutes(10));
        max.tag(NAME, "beta", "1.0.0");
        registry.clock().advance(Duration.ofMinutes(10));
        max.tag(NAME, "beta", "1.1.0");
        var previous = registry.dump().head(NAME).get("previous").s();
        assertThat(editions()).contains(previous).hasSize(2);

        registry.clock().advance(Duration.ofMinutes(10).minusMillis(1));
        max.tag(NAME, "beta", "1.0.0");
        assertThat(editions()).contains(previous).hasSize(3);
    }

    @Test
    void what_quick_changes_left_is_deleted_by_the_first_change_that_comes_after_a_rest() {
        for (var tag : List.of("one", "two", "three", "four")) {
            max.tag(NAME, tag, "1.0.0");
            registry.clock().advance(Duration.ofSeconds(100));
        }
        assertThat(editions()).hasSize(6);

        registry.clock().advance(Duration.ofMinutes(10));
        max.tag(NAME, "five", "1.0.0");

        assertThat(editions()).hasSize(2);
        assertThat(registry.dump().unnamed()).isEmpty();
        registry.assertTidy();
    }

    /// What another publisher has just printed, and will name in a moment, is younger than any rubbish.
    @Test
    void what_is_about_to_be_named_is_not_taken_for_what_was_left() {
        max.tag(NAME, "one", "1.0.0");
        max.tag(NAME, "two", "1.0.0");
        registry.clock().advance(Duration.ofMinutes(11));
        var quick = new AtomicBoolean();
        var slow = max.at(registry.instance((operation, request, onward) -> {
            var printed = onward.send(request);
            if (operation.equals("putObject")
                    && keyOf(request).endsWith("abbreviated.json.gz")
                    && !quick.getAndSet(true)) {
                max.tag(NAME, "three", "1.0.0");
                assertThat(registry.dump().objects()).containsKey(keyOf(request));
            }
            return printed;
        }));

        assertThat(slow.tag(NAME, "four", "1.0.0").status()).isEqualTo(200);

        assertThat(quick).isTrue();
        assertThat(max.tags(NAME)).containsKeys("three", "four");
        registry.assertTidy();
    }

    private static String keyOf(Object request) {
        var path = ((HttpExecuteRequest) request).httpRequest().getUri().getPath();
        return path.substring(path.indexOf("documents/"));
    }

    private Set<String> editions() {
        return registry.dump().objects().keySet().stream()
                .filter(key -> key.startsWith("documents/" + NAME + "/"))
                .map(key -> key.split("/", -1)[3])
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void a_large_document_that_packs_well_is_answered_to_who_can_unpack_it(Form form) {
        var large = LargeDocument.of(registry, NAME, 5_000_000, true);

        var packed = max.send(asking(form));

        assertThat(packed.status()).isEqualTo(200);
        assertThat(packed.text().getBytes(UTF_8)).isEqualTo(large.plain());
        assertThat(max.send(asking(form).header("accept-encoding", "identity")).status())
                .isEqualTo(302);
    }

    @Test
    void who_has_the_current_large_document_is_told_so() {
        LargeDocument.of(registry, NAME, 6_400_000, false);
        var etag = max.send(asking(Form.FULL).header("if-none-match", "*")).header("etag");

        assertThat(max.send(asking(Form.FULL).header("if-none-match", etag)).status())
                .isEqualTo(304);
    }

    @Test
    void nobody_is_sent_to_a_large_document_that_they_may_not_see() {
        LargeDocument.of(registry, NAME, 6_400_000, false);

        registry.refuses(registry.as(Who.OUTSIDER).event("GET", "/" + NAME), 404, "not_found");
        registry.refuses(registry.as(Who.ANONYMOUS).event("GET", "/" + NAME), 401, "authentication_required");
    }

    @Test
    void one_version_of_a_large_document_and_what_a_client_edits_of_it_are_answered() {
        LargeDocument.of(registry, NAME, 6_400_000, false);

        assertThat(max.get("/@acme/pad/1.0.0").json()).containsEntry("version", "1.0.0");
        assertThat(Session.object(max.document(NAME), "versions")).containsOnlyKeys("1.0.0", "1.1.0");
        assertThat(max.publish(Draft.of(NAME, "1.2.0")).status()).isEqualTo(201);
        assertThat(max.tarball(PAD)).isEqualTo(PAD.bytes());
    }
}
