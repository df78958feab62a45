package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an organization stores is counted to the byte, and bounded.
class StorageTest extends OnARegistry {

    private static final String PAD = "@acme/pad";

    private Session max;

    @BeforeEach
    void signIn() {
        max = registry.as(Who.MAINTAINER);
    }

    /// A version whose tarball gzip can't make much smaller.
    private static Draft weighing(String name, String version, int bytes) {
        var noise = new StringBuilder();
        new Random(version.hashCode()).ints(bytes, ' ', '~').forEach(c -> noise.append((char) c));
        return Draft.of(name, version).content(noise.toString());
    }

    private static int weight(Draft draft) {
        return draft.bytes().length;
    }

    @Test
    void what_is_stored_is_counted_up_and_down() {
        var first = weighing(PAD, "1.0.0", 1_000);
        var second = weighing(PAD, "1.1.0", 20_000);
        var other = weighing("@acme/other", "1.0.0", 5_000);

        max.published(first);
        assertThat(registry.dump().storedBytes()).isEqualTo(weight(first));
        max.published(second, other);
        assertThat(registry.dump().storedBytes()).isEqualTo(weight(first) + weight(second) + weight(other));
        max.publish(second);
        max.publish(weighing(PAD, "1.1.0", 30_000));
        max.deprecate(PAD, "1.0.0", "old");
        max.tag(PAD, "beta", "1.0.0");
        assertThat(registry.dump().storedBytes()).isEqualTo(weight(first) + weight(second) + weight(other));
        max.unpublish(PAD, "1.1.0");
        assertThat(registry.dump().storedBytes()).isEqualTo(weight(first) + weight(other));
        max.unpublishAll(PAD);
        assertThat(registry.dump().storedBytes()).isEqualTo(weight(other));
        registry.clock().advance(Duration.ofSeconds(1));
        var anew = weighing(PAD, "2.0.0", 3_000);
        max.published(anew);
        assertThat(registry.dump().storedBytes()).isEqualTo(weight(other) + weight(anew));
        registry.assertTidy();
    }

    @Test
    void a_quota_may_be_used_to_its_last_byte() {
        var draft = weighing(PAD, "1.0.0", 2_000);
        registry.quota(weight(draft));

        assertThat(max.publish(draft).status()).isEqualTo(201);
        assertThat(registry.dump().storedBytes()).isEqualTo(weight(draft));
    }

    @Test
    void one_byte_more_is_refused_with_the_figures_and_leaves_nothing() {
        var first = weighing(PAD, "1.0.0", 2_000);
        var second = weighing(PAD, "1.1.0", 3_000);
        max.published(first);
        registry.quota(weight(first) + weight(second) - 1);

        var answer = registry.refuses(max.event("PUT", "/" + PAD).body(second.body()), 402, "storage_quota_exceeded");

        assertThat(answer.json())
                .containsEntry("usedBytes", weight(first))
                .containsEntry("quotaBytes", weight(first) + weight(second) - 1)
                .containsEntry("neededBytes", weight(second));
        assertThat(answer.json().get("error").toString())
                .contains("" + weight(first), "" + weight(second), "unpublish", "ask an owner")
                .doesNotContain("/billing");
    }

    @Test
    void a_tarball_larger_than_the_whole_quota_is_refused() {
        registry.quota(100);

        registry.refuses(
                max.event("PUT", "/" + PAD).body(weighing(PAD, "1.0.0", 2_000).body()), 402, "storage_quota_exceeded");
    }

    /// Not even for a moment: who is past the quota must not be able to make the bucket busy.
    @Test
    void a_publish_past_the_quota_stores_nothing_and_opens_no_transaction() {
        max.published(weighing(PAD, "1.0.0", 2_000));
        registry.quota(2_000);
        var asked = new ArrayList<String>();
        var watched = max.at(registry.instance((operation, request, onward) -> {
            asked.add(operation);
            return onward.send(request);
        }));

        assertThat(watched.publish(weighing(PAD, "1.1.0", 2_000)).status()).isEqualTo(402);

        assertThat(asked).containsExactly("batchGetItem", "getItem");
    }

    /// The figure that was read may be old by the time the bytes are counted.
    @Test
    void a_quota_that_fills_up_while_a_tarball_is_stored_refuses_it_and_takes_it_back() {
        var first = weighing(PAD, "1.0.0", 2_000);
        var second = weighing(PAD, "1.1.0", 2_000);
        max.published(first);
        registry.quota(weight(first) + weight(second));
        var between = weighing("@acme/other", "1.0.0", 10);
        var stored = new AtomicBoolean();
        var late = max.at(registry.instance((operation, request, onward) -> {
            if (operation.equals("putObject") && !stored.getAndSet(true)) {
                max.published(between);
            }
            return onward.send(request);
        }));

        Registry.assertRefusal(late.publish(second), 402, "storage_quota_exceeded");

        assertThat(stored).isTrue();
        assertThat(registry.dump().storedBytes()).isEqualTo(weight(first) + weight(between));
        registry.assertTidy();
    }

    @Test
    void what_is_taken_back_makes_room() {
        var first = weighing(PAD, "1.0.0", 2_000);
        var second = weighing("@acme/other", "1.0.0", 2_000);
        max.published(first);
        registry.quota(weight(first) + 10);
        assertThat(max.publish(second).status()).isEqualTo(402);

        max.unpublishAll(PAD);

        assertThat(max.publish(second).status()).isEqualTo(201);
        registry.assertTidy();
    }

    /// Past the quota, because it shrank, everything but a publish goes on: nobody's packages are held hostage.
    @Test
    void past_the_quota_all_but_publishing_goes_on() {
        var first = weighing(PAD, "1.0.0", 2_000);
        max.published(first, weighing(PAD, "1.1.0", 2_000));
        registry.quota(10);

        assertThat(max.tarball(first)).isEqualTo(first.bytes());
        assertThat(max.tag(PAD, "beta", "1.0.0").status()).isEqualTo(200);
        assertThat(max.deprecate(PAD, "1.0.0", "old").status()).isEqualTo(200);
        assertThat(max.unpublish(PAD, "1.1.0").status()).isEqualTo(200);
        assertThat(max.publish(first).status()).isEqualTo(200);
        registry.refuses(
                max.event("PUT", "/" + PAD).body(weighing(PAD, "1.2.0", 1).body()), 402, "storage_quota_exceeded");
    }

    @Test
    void organizations_are_counted_apart() {
        registry.quota(10);
        var elsewhere = Draft.of("@globex/pad", "1.0.0");

        registry.as(Who.STRANGER).published(elsewhere);

        assertThat(registry.dump().storedBytes()).isZero();
        assertThat(registry.dump()
                        .item("STORAGE#globex", "STORAGE")
                        .get("bytes")
                        .n())
                .isEqualTo(Integer.toString(weight(elsewhere)));
    }
}
