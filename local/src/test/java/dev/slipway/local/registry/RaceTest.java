package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.backends.AtOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;

/// Several people change a package at the same moment, each through an environment of their own, as on Lambda.
class RaceTest extends OnARegistry {

    private static final String PAD = "@acme/pad";

    private Session max;

    @BeforeEach
    void signIn() {
        max = registry.as(Who.MAINTAINER);
    }

    /// Somebody at an environment that nobody else uses.
    private Session apart(Who who) {
        return registry.as(who).at(registry.instance());
    }

    private Callable<Answer> publishing(Who who, Draft draft) {
        var session = apart(who);
        return () -> session.publish(draft);
    }

    private static List<Integer> statuses(List<Answer> answers) {
        return answers.stream().map(Answer::status).toList();
    }

    private static List<Draft> versions(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> Draft.of(PAD, "1." + n + ".0"))
                .toList();
    }

    @RepeatedTest(3)
    void of_five_who_publish_one_version_exactly_one_does() {
        exactlyOneOfFive();
    }

    @RepeatedTest(3)
    void of_five_who_publish_one_version_of_a_package_that_is_there_exactly_one_does() {
        max.published(Draft.of(PAD, "0.9.0"));

        exactlyOneOfFive();
    }

    private void exactlyOneOfFive() {
        var before = registry.dump();
        var drafts = IntStream.rangeClosed(1, 5)
                .mapToObj(n -> Draft.of(PAD, "1.0.0").content("module.exports = " + n))
                .toList();

        List<Answer> answers = AtOnce.run(
                drafts.stream().map(draft -> publishing(Who.MAINTAINER, draft)).toList());

        assertThat(statuses(answers)).containsOnlyOnce(201).containsOnly(201, 409);
        answers.stream()
                .filter(answer -> answer.status() == 409)
                .forEach(answer -> Registry.assertRefusal(answer, 409, "version_exists"));
        var winner = drafts.get(statuses(answers).indexOf(201));
        var after = registry.dump();
        assertThat(after.auditSince(before))
                .extracting(AuditLine::action, line -> line.details().get("integrity"))
                .containsExactly(tuple("version.published", winner.integrity()));
        assertThat(after.storedBytes() - before.storedBytes()).isEqualTo(winner.bytes().length);
        assertThat(max.tarball(winner)).isEqualTo(winner.bytes());
        registry.assertTidy();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void all_who_publish_different_versions_at_once_do(int people) {
        max.published(Draft.of(PAD, "1.0.0"));
        var before = registry.dump();
        var drafts = versions(people);

        List<Answer> answers = AtOnce.run(
                drafts.stream().map(draft -> publishing(Who.MAINTAINER, draft)).toList());

        assertThat(statuses(answers)).containsOnly(201);
        assertThat(max.versions(PAD)).hasSize(people + 1).containsKeys(names(drafts));
        assertThat(registry.dump().auditSince(before))
                .extracting(AuditLine::target)
                .containsExactlyInAnyOrderElementsOf(drafts.stream()
                        .map(draft -> PAD + "@" + draft.version())
                        .toList());
        registry.assertTidy();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void all_who_publish_the_first_versions_of_a_package_at_once_do(int people) {
        var drafts = versions(people);

        List<Answer> answers = AtOnce.run(
                drafts.stream().map(draft -> publishing(Who.MAINTAINER, draft)).toList());

        assertThat(statuses(answers)).containsOnly(201);
        assertThat(max.versions(PAD)).containsOnlyKeys(names(drafts));
        assertThat(registry.dump().head(PAD).get("revision").n()).isEqualTo(Integer.toString(people));
        registry.assertTidy();
    }

    private static String[] names(List<Draft> drafts) {
        return drafts.stream().map(Draft::version).toArray(String[]::new);
    }

    /// Requests don't end in the order in which they came, and the clocks of two environments differ by some
    /// milliseconds: who came first, by the clock, may well be written second.
    @Test
    void a_version_that_came_before_the_package_was_made_can_be_installed() {
        var first = Draft.of(PAD, "1.0.0");
        var second = Draft.of(PAD, "1.1.0");
        var slow = new TestClock(registry.clock().instant().minusMillis(5));
        max.published(first);

        max.at(registry.instanceWith(slow)).published(second);

        assertThat(max.versions(PAD)).containsOnlyKeys("1.0.0", "1.1.0");
        assertThat(max.tarball(second)).isEqualTo(second.bytes());
        assertThat(max.publish(second).status()).isEqualTo(200);
        registry.assertTidy();
    }

    @Test
    void twenty_whose_clocks_differ_publish_what_can_be_installed() {
        var drafts = versions(20);
        var deeds = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < drafts.size(); i++) {
            var clock = new TestClock(registry.clock().instant().plusMillis((i * 7) % 20));
            var session = max.at(registry.instanceWith(clock));
            var draft = drafts.get(i);
            deeds.add(() -> session.publish(draft));
        }

        assertThat(statuses(AtOnce.run(deeds))).containsOnly(201);

        registry.assertTidy();
    }

    /// The other way about: what was taken back must not come alive because the clock that took it back goes behind.
    @Test
    void a_version_of_an_earlier_life_stays_gone_whatever_the_clocks_say() {
        var old = Draft.of(PAD, "1.0.0");
        max.published(old);
        var slow = new TestClock(registry.clock().instant().minusMillis(5));
        var behind = max.at(registry.instanceWith(slow));
        assertThat(behind.unpublishAll(PAD).status()).isEqualTo(200);
        behind.published(Draft.of(PAD, "2.0.0"));

        Registry.assertRefusal(max.get(old.tarballPath()), 404, "version_unpublished");
        Registry.assertRefusal(max.publish(old), 409, "version_unpublished");
        registry.assertTidy();
    }

    @RepeatedTest(3)
    void the_same_publish_sent_twice_at_once_is_done_once_and_said_so() {
        var draft = Draft.of(PAD, "1.0.0");
        var before = registry.dump();

        List<Answer> answers =
                AtOnce.run(List.of(publishing(Who.MAINTAINER, draft), publishing(Who.MAINTAINER, draft)));

        assertThat(statuses(answers)).containsExactlyInAnyOrder(201, 200);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .allSatisfy(answer -> assertThat(answer.header("npm-notice")).contains("published before"));
        assertThat(registry.dump().auditSince(before)).hasSize(1);
        registry.assertTidy();
    }

    @RepeatedTest(3)
    void the_same_bytes_published_by_two_at_once_are_one_persons() {
        var draft = Draft.of(PAD, "1.0.0");

        List<Answer> answers = AtOnce.run(List.of(publishing(Who.MAINTAINER, draft), publishing(Who.ADMIN, draft)));

        assertThat(statuses(answers)).containsExactlyInAnyOrder(201, 409);
        registry.assertTidy();
    }

    /// A batch is no snapshot: of what one publish wrote at once, another may read the half that was there before and
    /// the half that was there after.
    @Test
    void a_version_that_a_torn_read_did_not_show_is_taken_all_the_same() {
        var first = Draft.of(PAD, "1.0.0");
        max.published(first);
        var before = registry.dump();
        var torn = new AtomicBoolean();
        var tearing = registry.instance((_, request, onward) -> {
            var answer = onward.send(request);
            return answer instanceof BatchGetItemResponse batch && torn.compareAndSet(false, true)
                    ? withoutVersions(batch)
                    : answer;
        });

        var answer = max.at(tearing).publish(first.content("something else"));

        Registry.assertRefusal(answer, 409, "version_exists");
        assertThat(torn).isTrue();
        registry.dump().sameAs(before, "what is stored after a torn read");
    }

    private static BatchGetItemResponse withoutVersions(BatchGetItemResponse batch) {
        var responses = new HashMap<String, List<Map<String, AttributeValue>>>();
        batch.responses()
                .forEach((table, items) -> responses.put(
                        table,
                        items.stream()
                                .filter(item -> !item.get("type").s().equals("version"))
                                .toList()));
        return batch.copy(builder -> builder.responses(responses));
    }

    @RepeatedTest(3)
    void a_publish_and_a_deprecation_at_once_lose_neither() {
        max.published(Draft.of(PAD, "1.0.0"));
        var document = max.document(PAD);
        Session.object(Session.object(document, "versions"), "1.0.0").put("deprecated", "old");
        var other = apart(Who.ADMIN);

        List<Answer> answers = AtOnce.run(List.of(
                publishing(Who.MAINTAINER, Draft.of(PAD, "1.1.0")), () -> other.put("/" + PAD, JsonText.of(document))));

        assertThat(answers.get(0).status()).isEqualTo(201);
        assertThat(answers.get(1).status()).isIn(200, 409);
        assertThat(max.versions(PAD)).containsOnlyKeys("1.0.0", "1.1.0");
        assertThat(max.manifest(PAD, "1.0.0").containsKey("deprecated"))
                .isEqualTo(answers.get(1).status() == 200);
        registry.assertTidy();
    }

    @RepeatedTest(3)
    void a_publish_and_an_unpublish_at_once_lose_neither() {
        max.published(Draft.of(PAD, "1.0.0"), Draft.of(PAD, "1.0.1"));
        var other = apart(Who.ADMIN);
        var document = Session.without(other.document(PAD), "1.0.1");

        List<Answer> answers = AtOnce.run(
                List.of(publishing(Who.MAINTAINER, Draft.of(PAD, "1.1.0")), () -> other.revise(PAD, document)));

        assertThat(answers.get(0).status()).isEqualTo(201);
        assertThat(answers.get(1).status()).isIn(200, 409);
        assertThat(max.versions(PAD)).containsKeys("1.0.0", "1.1.0");
        assertThat(max.versions(PAD).containsKey("1.0.1"))
                .isEqualTo(answers.get(1).status() == 409);
        registry.assertTidy();
    }

    @RepeatedTest(3)
    void a_publish_and_an_unpublish_of_the_whole_package_at_once_lose_no_publish() {
        max.published(Draft.of(PAD, "1.0.0"));
        registry.clock().advance(Duration.ofSeconds(1));
        var other = apart(Who.ADMIN);
        var revision = other.document(PAD).get("_rev");
        var fresh = Draft.of(PAD, "1.1.0");

        List<Answer> answers = AtOnce.run(
                List.of(publishing(Who.MAINTAINER, fresh), () -> other.delete("/" + PAD + "/-rev/" + revision)));

        assertThat(answers.get(0).status()).isEqualTo(201);
        assertThat(answers.get(1).status()).isIn(200, 409);
        assertThat(max.tarball(fresh)).isEqualTo(fresh.bytes());
        assertThat(max.versions(PAD).containsKey("1.0.0"))
                .isEqualTo(answers.get(1).status() == 409);
        registry.assertSound();
    }

    @RepeatedTest(3)
    void a_tag_moved_and_a_version_published_at_once_are_both_there() {
        max.published(Draft.of(PAD, "1.0.0"), Draft.of(PAD, "1.0.1"));
        var other = apart(Who.ADMIN);

        List<Answer> answers = AtOnce.run(List.of(
                publishing(Who.MAINTAINER, Draft.of(PAD, "2.0.0-rc.1").tag("next")),
                () -> other.tag(PAD, "stable", "1.0.0")));

        assertThat(statuses(answers)).containsExactly(201, 200);
        assertThat(max.tags(PAD))
                .containsEntry("next", "2.0.0-rc.1")
                .containsEntry("stable", "1.0.0")
                .containsEntry("latest", "1.0.1");
        registry.assertTidy();
    }

    @Test
    void ten_tags_set_at_once_are_all_there() {
        max.published(Draft.of(PAD, "1.0.0"));
        var deeds = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 10; i++) {
            var session = apart(Who.MAINTAINER);
            var tag = "tag-" + i;
            deeds.add(() -> session.tag(PAD, tag, "1.0.0"));
        }

        assertThat(statuses(AtOnce.run(deeds))).containsOnly(200);

        assertThat(max.tags(PAD)).hasSize(11);
        registry.assertTidy();
    }

    @RepeatedTest(3)
    void a_version_unpublished_by_two_at_once_is_given_back_once() {
        max.published(Draft.of(PAD, "1.0.0"), Draft.of(PAD, "1.0.1"));
        var document = Session.without(max.document(PAD), "1.0.1");
        var before = registry.dump();
        var one = apart(Who.ADMIN);
        var other = apart(Who.OWNER);

        List<Answer> answers = AtOnce.run(List.of(() -> one.revise(PAD, document), () -> other.revise(PAD, document)));

        assertThat(statuses(answers)).containsExactlyInAnyOrder(200, 409);
        assertThat(registry.dump().auditSince(before)).hasSize(1);
        registry.assertTidy();
    }

    @RepeatedTest(3)
    void a_package_unpublished_by_two_at_once_is_given_back_once() {
        max.published(Draft.of(PAD, "1.0.0"), Draft.of(PAD, "1.0.1"));
        var before = registry.dump();
        var one = apart(Who.ADMIN);
        var other = apart(Who.OWNER);

        List<Answer> answers =
                AtOnce.run(List.of(() -> one.delete("/" + PAD + "/-rev/2"), () -> other.delete("/" + PAD + "/-rev/2")));

        assertThat(statuses(answers)).containsOnlyOnce(200);
        assertThat(statuses(answers)).containsAnyOf(404, 409);
        assertThat(registry.dump().storedBytes()).isZero();
        assertThat(registry.dump().auditSince(before)).hasSize(1);
        registry.assertSound();
    }

    @RepeatedTest(3)
    void two_who_make_a_package_at_once_make_one() {
        List<Answer> answers = AtOnce.run(List.of(
                publishing(Who.MAINTAINER, Draft.of(PAD, "1.0.0").access("public")),
                publishing(Who.ADMIN, Draft.of(PAD, "1.1.0").access("restricted"))));

        assertThat(statuses(answers)).containsOnly(201);
        assertThat(answers)
                .filteredOn(answer -> !answer.header("npm-notice").isEmpty())
                .hasSize(1);
        var head = registry.dump().head(PAD);
        var second = answers.get(0).header("npm-notice").isEmpty() ? 1 : 0;
        assertThat(head.get("visibility").s()).isEqualTo(second == 1 ? "PUBLIC" : "PRIVATE");
        assertThat(head.get("people").m().values())
                .extracting(collaborator -> collaborator.m().get("handle").s())
                .containsExactly(second == 1 ? "max" : "abe");
        registry.assertTidy();
    }

    @RepeatedTest(3)
    void the_last_bytes_of_the_quota_go_to_one_of_two() {
        var one = Draft.of("@acme/one", "1.0.0");
        var two = Draft.of("@acme/two", "1.0.0");
        registry.quota(one.bytes().length + two.bytes().length - 1);

        List<Answer> answers = AtOnce.run(List.of(publishing(Who.MAINTAINER, one), publishing(Who.ADMIN, two)));

        theLastBytesWentToOne(answers, List.of(one, two));
    }

    @RepeatedTest(3)
    void the_last_bytes_of_the_quota_go_to_one_of_two_versions() {
        var one = Draft.of(PAD, "1.0.0");
        var two = Draft.of(PAD, "1.1.0");
        registry.quota(one.bytes().length + two.bytes().length - 1);

        List<Answer> answers = AtOnce.run(List.of(publishing(Who.MAINTAINER, one), publishing(Who.ADMIN, two)));

        theLastBytesWentToOne(answers, List.of(one, two));
    }

    private void theLastBytesWentToOne(List<Answer> answers, List<Draft> drafts) {
        assertThat(statuses(answers)).containsExactlyInAnyOrder(201, 402);
        int winner = statuses(answers).indexOf(201);
        var refused = answers.get(1 - winner);
        Registry.assertRefusal(refused, 402, "storage_quota_exceeded");
        assertThat(refused.json())
                .containsEntry("usedBytes", drafts.get(winner).bytes().length)
                .containsEntry("neededBytes", drafts.get(1 - winner).bytes().length);
        assertThat(registry.dump().storedBytes()).isEqualTo(drafts.get(winner).bytes().length);
        registry.assertTidy();
    }

    @Test
    void who_reads_while_others_publish_always_finds_something_whole() {
        max.published(Draft.of(PAD, "1.0.0"));
        var done = new AtomicBoolean();
        var reader = apart(Who.MEMBER);
        Callable<Integer> reading = () -> {
            int seen = 0;
            while (!done.get()) {
                var versions = reader.versions(PAD).size();
                assertThat(versions).isGreaterThanOrEqualTo(seen);
                assertThat(Session.object(reader.abbreviated(PAD), "versions")).hasSizeGreaterThanOrEqualTo(versions);
                seen = versions;
            }
            return seen;
        };
        Callable<Integer> publishing = () -> {
            try {
                apart(Who.MAINTAINER).published(versions(30).toArray(Draft[]::new));
                return 31;
            } finally {
                done.set(true);
            }
        };

        AtOnce.run(List.of(reading, reading, publishing));

        assertThat(max.versions(PAD)).hasSize(31);
        registry.assertTidy();
    }

    @Test
    void who_reads_while_a_package_comes_and_goes_finds_it_or_does_not() {
        var done = new AtomicBoolean();
        var reader = apart(Who.MEMBER);
        Callable<Integer> reading = () -> {
            while (!done.get()) {
                for (var path : List.of("/" + PAD, "/" + PAD + "/latest", "/-/package/" + PAD + "/dist-tags")) {
                    assertThat(reader.get(path).status()).as(path).isIn(200, 404);
                }
            }
            return 0;
        };
        Callable<Integer> coming = () -> {
            try {
                var admin = apart(Who.ADMIN);
                for (int life = 1; life <= 15; life++) {
                    admin.published(Draft.of(PAD, life + ".0.0"), Draft.of(PAD, life + ".1.0"));
                    assertThat(admin.unpublishAll(PAD).status()).isEqualTo(200);
                    registry.clock().advance(Duration.ofSeconds(1));
                }
                return 0;
            } finally {
                done.set(true);
            }
        };

        AtOnce.run(List.of(reading, reading, coming));

        assertThat(registry.dump().objects()).isEmpty();
        assertThat(registry.dump().storedBytes()).isZero();
    }
}
