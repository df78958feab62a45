package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Several people publish at the same moment.
@ExtendWith(Journeys.class)
class AtOnceTest {

    /// Each under a tag of its own, since npm refuses by itself to make an older version the latest.
    @Test
    void twenty_versions_published_at_once_are_all_there(Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var versions = IntStream.rangeClosed(1, 20)
                .mapToObj(n -> colors.version("1." + n + ".0"))
                .toList();

        var runs = atOnce(versions.stream()
                .map(version -> (Callable<Run>)
                        () -> journey.desk(Who.MAINTAINER, Client.NPM).publish(version, "--tag", branch(version)))
                .toList());

        runs.forEach(Run::succeeded);
        var packument = journey.packument(colors.name());
        assertThat(Json.object(packument, "versions")).hasSize(21);
        assertThat(versions)
                .allSatisfy(version -> assertThat(Json.at(packument, "dist-tags", branch(version)))
                        .isEqualTo(version.version()));
        var desk = journey.desk(Who.MEMBER, Client.NPM);
        var app = desk.emptyProject();
        var aliases = versions.stream().map(version -> branch(version) + "@npm:" + version.spec());
        desk.add(app, aliases.toArray(String[]::new)).succeeded();
        assertThat(versions)
                .allSatisfy(version -> assertThat(app.read("node_modules/" + branch(version) + "/index.js"))
                        .isEqualTo(version.text("index.js")));
    }

    @Test
    void one_version_published_by_five_at_once_is_exactly_one_of_theirs(Journey journey) {
        var colors = journey.newPackage("colors").version("1.0.0-rc.1");
        var contents = IntStream.rangeClosed(1, 5)
                .mapToObj(n -> colors.file("index.js", "module.exports = " + n + "\n"))
                .toList();

        var runs = atOnce(contents.stream()
                .map(content -> (Callable<Run>)
                        () -> journey.desk(Who.MAINTAINER, Client.NPM).publish(content, "--tag", "next"))
                .toList());

        assertThat(runs).filteredOn(run -> run.exitCode() == 0).hasSize(1);
        var winner = contents.get(IntStream.range(0, 5)
                .filter(n -> runs.get(n).exitCode() == 0)
                .findFirst()
                .orElseThrow());
        var desk = journey.desk(Who.MEMBER, Client.NPM);
        var app = desk.emptyProject();
        desk.add(app, colors.spec()).succeeded();
        app.holds(winner);
    }

    /// Tighter than five clients can: all five bodies are sent within the same millisecond.
    @Test
    void one_version_sent_five_times_at_once_has_the_bytes_of_its_integrity(Journey journey) {
        for (var round = 0; round < 5; round++) {
            var colors = journey.newPackage("colors");
            var contents = IntStream.rangeClosed(1, 5)
                    .mapToObj(n -> colors.file("index.js", "module.exports = " + n + "\n"))
                    .toList();

            var answers = atOnce(contents.stream()
                    .map(content -> (Callable<Integer>)
                            () -> journey.put(content, PublishBody.of(content)).statusCode())
                    .toList());

            assertThat(answers).filteredOn(status -> status < 300).hasSize(1);
            assertThat(answers).filteredOn(status -> status >= 300).containsOnly(409);
            var winner = contents.get(answers.indexOf(
                    answers.stream().filter(status -> status < 300).findFirst().orElseThrow()));
            assertThat(journey.tarball(colors)).isEqualTo(PublishBody.tarball(winner));
            assertThat(Json.at(journey.packument(colors.name()), "versions", "1.0.0", "dist", "integrity"))
                    .isEqualTo(PublishBody.integrity(PublishBody.tarball(winner)));
        }
    }

    private static String branch(PackageSource version) {
        return "branch-" + version.version().replace('.', '-');
    }

    /// Nobody begins before everybody is ready.
    private static <T> List<T> atOnce(List<Callable<T>> deeds) {
        var ready = new CountDownLatch(deeds.size());
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = deeds.stream()
                    .map(deed -> people.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return deed.call();
                    }))
                    .toList();
            return futures.stream().map(future -> join(future::get)).toList();
        }
    }

    private static <T> T join(Callable<T> result) {
        try {
            return result.call();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
