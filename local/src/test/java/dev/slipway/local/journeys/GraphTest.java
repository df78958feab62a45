package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A dependency graph of 200 packages, five or so levels deep, as an ordinary application has it.
@ExtendWith(Journeys.class)
class GraphTest {

    private static final int SIZE = 200;

    private static List<PackageSource> graph;

    /// Each needs the three whose numbers are about three times its own, so that from the first one all are reached.
    @BeforeAll
    static void publish_the_graph(Journey journey) {
        var names = IntStream.range(0, SIZE)
                .mapToObj(n -> journey.newName("node-" + n))
                .toList();
        graph = IntStream.range(0, SIZE)
                .mapToObj(n -> {
                    var node = PackageSource.of(names.get(n), "1.0.0");
                    for (var next = 3 * n + 1; next <= 3 * n + 3 && next < SIZE; next++) {
                        node = node.dependingOn(names.get(next), "^1.0.0");
                    }
                    return node;
                })
                .toList();
        graph.parallelStream().forEach(journey::given);
    }

    @Test
    void npm_installs_it_without_a_lockfile_and_by_it(Journey journey) {
        installs(Client.NPM, journey);
    }

    @Test
    void pnpm_installs_it_without_a_lockfile_and_by_it(Journey journey) {
        installs(Client.PNPM, journey);
    }

    @Test
    void bun_installs_it_without_a_lockfile_and_by_it(Journey journey) {
        installs(Client.BUN, journey);
    }

    private static void installs(Client client, Journey journey) {
        var author = journey.desk(Who.MEMBER, client);
        var app = author.projectNeeding(Map.of(graph.getFirst().name(), "^1.0.0"));

        author.install(app).succeeded();

        app.holds(graph.getFirst());
        assertThat(graph)
                .allSatisfy(node -> assertThat(app.read(client.lockfile())).containsPattern(node.name() + "\\b"));

        var colleague = journey.desk(Who.MEMBER, client);
        var copy = colleague.checkout(app);

        colleague.installFrozen(copy).succeeded();

        copy.holds(graph.getFirst());
    }
}
