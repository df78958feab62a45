package dev.slipway.bench.sidebyside;

import dev.slipway.bench.Caller;
import dev.slipway.bench.Registry;
import dev.slipway.bench.Release;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What both registries hold: a package of 100 versions, one of 5,000, and a graph of 200 packages.
final class Fixture {
    static final String SCOPE = "@acme";
    static final String HUNDRED = SCOPE + "/hundred";
    static final String THOUSANDS = SCOPE + "/thousands";

    private static final int GRAPH = 200;
    private static final int GRAPH_ROOTS = 20;
    private static final int GRAPH_VERSIONS = 5;

    private Fixture() {}

    /// Publishes everything, one version after the other, and says how many milliseconds each took in the mean.
    static double fill(Registry registry, int thousands) throws IOException {
        var from = System.nanoTime();
        var published = 0;
        var everything = Stream.of(
                        Release.versions(HUNDRED, 100),
                        Release.versions(THOUSANDS, thousands),
                        IntStream.range(0, GRAPH).boxed().flatMap(Fixture::graphVersions))
                .flatMap(releases -> releases);
        try (var caller = new Caller()) {
            for (var release : (Iterable<Release>) everything::iterator) {
                registry.publish(caller, release);
                published++;
                if (published % 500 == 0) {
                    System.err.printf("… %s holds %,d versions%n", registry.name(), published);
                }
            }
        }
        return (System.nanoTime() - from) / 1e6 / published;
    }

    /// As npm writes it.
    static String path(String packageName) {
        return "/" + packageName.replace("/", "%2f");
    }

    static String tarballPath(String packageName, String version) {
        var bare = packageName.substring(packageName.indexOf('/') + 1);
        return "/%s/-/%s-%s.tgz".formatted(packageName, bare, version);
    }

    /// A project that wants the whole graph.
    static String project() {
        var dependencies = IntStream.range(0, GRAPH_ROOTS)
                .mapToObj(Fixture::graphName)
                .map("\"%s\": \"^1.0.0\""::formatted)
                .toList();
        return "{\"name\": \"project\", \"version\": \"1.0.0\", \"dependencies\": {%s}}"
                .formatted(String.join(", ", dependencies));
    }

    private static Stream<Release> graphVersions(int number) {
        return IntStream.range(0, GRAPH_VERSIONS)
                .mapToObj(patch -> new Release(graphName(number), "1.0." + patch, graphDependencies(number)));
    }

    /// A tree of three children each, so that all are reached, with a second way to about half of them.
    private static List<String> graphDependencies(int number) {
        var children = IntStream.range(0, 3).map(child -> GRAPH_ROOTS + 3 * number + child);
        var across = IntStream.of(GRAPH - 1 - number).filter(other -> other > number);
        return IntStream.concat(children, across)
                .filter(other -> other < GRAPH)
                .distinct()
                .mapToObj(Fixture::graphName)
                .toList();
    }

    private static String graphName(int number) {
        return "%s/graph-%03d".formatted(SCOPE, number);
    }
}
