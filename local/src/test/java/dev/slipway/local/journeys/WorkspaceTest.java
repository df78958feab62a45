package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Ten packages that need each other, developed in one folder and published by one command.
@ExtendWith(Journeys.class)
class WorkspaceTest {

    @Test
    void npm_publishes_a_workspace_of_ten_packages(Journey journey) {
        var desk = journey.desk(Who.MAINTAINER, Client.NPM);
        var packages = packages(journey, "^1.0.0");
        var workspace = workspace(desk, packages);

        desk.run(workspace, "publish", "--workspaces").succeeded();

        installs(journey, Client.NPM, packages);
    }

    @Test
    void pnpm_publishes_a_workspace_of_ten_packages(Journey journey) {
        var desk = journey.desk(Who.MAINTAINER, Client.PNPM);
        var packages = packages(journey, "workspace:^");
        var workspace = workspace(desk, packages).write("pnpm-workspace.yaml", "packages: ['packages/*']\n");
        desk.install(workspace).succeeded();

        desk.run(workspace, "--recursive", "publish", "--no-git-checks").succeeded();

        installs(journey, Client.PNPM, packages);
    }

    @Test
    void berry_publishes_a_workspace_of_ten_packages(Journey journey) {
        var desk = journey.desk(Who.MAINTAINER, Client.BERRY);
        var packages = packages(journey, "workspace:^");
        var workspace = workspace(desk, packages);
        desk.install(workspace).succeeded();

        desk.run(workspace, "workspaces", "foreach", "--all", "--no-private", "--topological", "npm", "publish")
                .succeeded();

        installs(journey, Client.BERRY, packages);
    }

    /// Each needs the one before it and the first.
    private static List<PackageSource> packages(Journey journey, String range) {
        var names = IntStream.range(0, 10)
                .mapToObj(n -> journey.newName("part-" + n))
                .toList();
        return IntStream.range(0, 10)
                .mapToObj(n -> {
                    var part = PackageSource.of(names.get(n), "1.0.0");
                    return n == 0
                            ? part
                            : part.dependingOn(names.getFirst(), range).dependingOn(names.get(n - 1), range);
                })
                .toList();
    }

    private static Project workspace(Desk desk, List<PackageSource> packages) {
        var root = desk.project(
                Map.of("name", "workspace", "version", "1.0.0", "private", true, "workspaces", List.of("packages/*")));
        for (var part : packages) {
            part.writeTo(root.folder()
                    .resolve("packages")
                    .resolve(part.name().substring(part.name().indexOf('/') + 1)));
        }
        return root;
    }

    /// Somebody elsewhere installs the last one and gets them all, by ranges that mean something outside the workspace.
    private static void installs(Journey journey, Client client, List<PackageSource> packages) {
        var desk = journey.desk(Who.MEMBER, client);
        var app = desk.emptyProject();
        desk.add(app, packages.getLast().name()).succeeded();
        app.holds(packages.getLast());
        for (var part : packages) {
            assertThat(app.read(client.lockfile())).contains(part.name());
            var needs = Json.object(journey.packument(part.name()), "versions", "1.0.0", "dependencies");
            assertThat(needs == null ? Map.of() : needs)
                    .allSatisfy((_, range) -> assertThat(range).isEqualTo("^1.0.0"));
        }
    }
}
