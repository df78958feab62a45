package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.adapters.lambda.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/// A function dies, or DynamoDB or S3 can't be reached, at every step of every change: what is there afterwards fits
/// together, the change happened as a whole or not at all, and whoever does it again succeeds.
class CrashTest extends OnARegistry {

    private static final String PAD = "@acme/pad";
    private static final Draft NEXT = Draft.of(PAD, "1.2.0");
    private static final Set<String> WRITING = Set.of("transactWriteItems", "putObject", "deleteObjects");

    /// A change, of a package that has the versions 1.0.0 and 1.1.0.
    @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
    enum Deed {
        CREATE(
                (who, _) -> who.publish(Draft.of("@acme/new", "1.0.0")),
                who -> who.get("/@acme/new").status() == 200),
        PUBLISH((who, _) -> who.publish(NEXT), who -> who.versions(PAD).containsKey("1.2.0")),
        DEPRECATE(
                (who, revision) -> who.put("/" + PAD, document(revision, "\"1.0.0\":{\"deprecated\":\"old\"}")),
                who -> who.manifest(PAD, "1.0.0").containsKey("deprecated")),
        TAG((who, _) -> who.tag(PAD, "beta", "1.0.0"), who -> who.tags(PAD).containsKey("beta")),
        UNPUBLISH_VERSION(
                (who, revision) -> who.put("/" + PAD + "/-rev/" + revision, document(revision, "\"1.0.0\":{}")),
                who -> !who.versions(PAD).containsKey("1.1.0")),
        UNPUBLISH_PACKAGE(
                (who, revision) -> who.delete("/" + PAD + "/-rev/" + revision),
                who -> who.get("/" + PAD).status() == 404);

        private final BiFunction<Session, Object, Answer> act;
        private final Predicate<Session> happened;

        Deed(BiFunction<Session, Object, Answer> act, Predicate<Session> happened) {
            this.act = act;
            this.happened = happened;
        }

        /// As npm does it: reads the package first.
        Answer doneBy(Session who) {
            return doneBy(who, who.document(PAD).get("_rev"));
        }

        Answer doneBy(Session who, Object revision) {
            return act.apply(who, revision);
        }

        private static String document(Object revision, String versions) {
            return "{\"name\":\"" + PAD + "\",\"_rev\":\"" + revision + "\",\"versions\":{" + versions + "}}";
        }
    }

    private enum Trouble {
        /// The environment is gone before the step, and with it whatever would have cleared up.
        DIES_BEFORE,
        DIES_AFTER,
        /// The step is not done and says so.
        FAILS_BEFORE,
        /// The step is done, and its answer gets lost.
        FAILS_AFTER;

        /// Dying after a step is dying before the next, and a read that fails is one that was never asked.
        boolean worthTrying(int step, List<String> steps) {
            return switch (this) {
                case DIES_BEFORE -> true;
                case DIES_AFTER -> step == steps.size();
                case FAILS_BEFORE, FAILS_AFTER -> WRITING.contains(steps.get(step - 1));
            };
        }
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// Lets all requests through but one.
    private static Between trouble(Trouble trouble, int step, AtomicInteger steps) {
        return (operation, request, onward) -> {
            if (steps.incrementAndGet() != step) {
                return onward.send(request);
            }
            if (trouble == Trouble.DIES_AFTER || trouble == Trouble.FAILS_AFTER) {
                onward.send(request);
            }
            throw trouble == Trouble.DIES_BEFORE || trouble == Trouble.DIES_AFTER
                    ? new Death()
                    : SdkClientException.create("the connection was lost at " + operation);
        };
    }

    @ParameterizedTest
    @EnumSource
    void a_crash_at_any_step_leaves_all_or_nothing_and_the_next_try_succeeds(Deed deed) {
        var steps = steps(deed);
        assertThat(steps).contains("transactWriteItems").hasSizeGreaterThan(4);
        for (var trouble : Trouble.values()) {
            for (int step = 1; step <= steps.size(); step++) {
                if (trouble.worthTrying(step, steps)) {
                    crash(deed, trouble, step, trouble + " step " + step + " of " + steps);
                }
            }
        }
    }

    /// What a deed asks of DynamoDB and S3, in order, in an environment that just started.
    private List<String> steps(Deed deed) {
        prepare(registry);
        var steps = new ArrayList<String>();
        var recording = registry.instance((operation, request, onward) -> {
            steps.add(operation);
            return onward.send(request);
        });
        var admin = registry.as(Who.ADMIN);
        var revision = admin.document(PAD).get("_rev");
        assertThat(deed.doneBy(admin.at(recording), revision).status()).isBetween(200, 201);
        assertThat(deed.happened.test(admin)).isTrue();
        return steps;
    }

    private static void prepare(Registry registry) {
        registry.as(Who.MAINTAINER).published(Draft.of(PAD, "1.0.0"), Draft.of(PAD, "1.1.0"));
    }

    private static void crash(Deed deed, Trouble trouble, int step, String when) {
        try (var fresh = another()) {
            prepare(fresh);
            crash(fresh, deed, trouble, step, when);
        }
    }

    private static void crash(Registry registry, Deed deed, Trouble trouble, int step, String when) {
        var before = registry.dump();
        var admin = registry.as(Who.ADMIN);
        var revision = admin.document(PAD).get("_rev");
        var doomed = admin.at(registry.instance(trouble(trouble, step, new AtomicInteger())));

        if (trouble == Trouble.DIES_BEFORE || trouble == Trouble.DIES_AFTER) {
            assertThatExceptionOfType(Death.class).as(when).isThrownBy(() -> deed.doneBy(doomed, revision));
        } else {
            Registry.assertRefusal(deed.doneBy(doomed, revision), 500, "internal_error");
        }

        var happened = deed.happened.test(admin);
        var after = registry.dump();
        assertThat(after.auditSince(before)).as(when).hasSize(happened ? 1 : 0);
        assertThat(after.items().equals(before.items())).as(when).isEqualTo(!happened);
        registry.assertSound();

        if (!happened || deed == Deed.CREATE || deed == Deed.PUBLISH || deed == Deed.TAG) {
            var again = deed.doneBy(admin);
            assertThat(again.status()).as(when + ": " + again.text()).isBetween(200, 201);
        }
        assertThat(deed.happened.test(admin)).as(when).isTrue();
        assertThat(registry.dump().audit().stream()
                        .filter(line -> !line.action().equals("version.installed"))
                        .count())
                .as(when)
                .isEqualTo(before.audit().size() + 1L);
        registry.assertSound();
    }

    @Test
    void a_download_whose_record_can_not_be_written_is_not_given() {
        prepare(registry);
        var draft = Draft.of(PAD, "1.0.0");
        var before = registry.dump();
        var broken = registry.instance((operation, request, onward) -> {
            if (operation.equals("putItem")) {
                throw SdkClientException.create("the connection was lost");
            }
            return onward.send(request);
        });

        var answer = registry.as(Who.MEMBER).at(broken).get(draft.tarballPath());

        Registry.assertRefusal(answer, 500, "internal_error");
        assertThat(answer.headers()).doesNotContainKey("location");
        registry.dump().sameAs(before, "what is stored after a download that failed");
        assertThat(registry.as(Who.MEMBER).tarball(draft)).isEqualTo(draft.bytes());
    }

    @Test
    void a_failure_is_logged_once_with_the_id_that_the_client_was_given() {
        var broken = registry.instance((_, _, _) -> {
            throw SdkClientException.create("no route to host");
        });

        var answer = registry.as(Who.MEMBER).at(broken).get("/@acme/pad");

        Registry.assertRefusal(answer, 500, "internal_error");
        assertThat(answer.text()).doesNotContain("no route to host");
        assertThat(registry.log().lines().filter(line -> line.contains("no route to host")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("\"correlation_id\":\"" + answer.header("x-request-id")));
    }
}
