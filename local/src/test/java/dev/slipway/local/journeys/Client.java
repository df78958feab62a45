package dev.slipway.local.journeys;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The clients that people already have, and how each says the same wish.
enum Client {
    NPM("npm/bin/npm-cli.js", "package-lock.json", "publish", "install", "install", "ci", "update"),
    PNPM(
            "pnpm/pnpm",
            "pnpm-lock.yaml",
            "publish --no-git-checks",
            "add",
            "install",
            "install --frozen-lockfile",
            "update"),
    YARN1(
            "yarn/bin/yarn.js",
            "yarn.lock",
            "publish --non-interactive",
            "add",
            "install",
            "install --frozen-lockfile",
            "upgrade"),
    BERRY(
            "@yarnpkg/cli-dist/bin/yarn.js",
            "yarn.lock",
            "npm publish",
            "add",
            "install --no-immutable",
            "install --immutable",
            "up"),
    BUN("bun/bin/bun.exe", "bun.lock", "publish", "add", "install", "install --frozen-lockfile", "update");

    private final String program;
    private final String lockfile;
    private final String publish;
    private final String add;
    private final String install;
    private final String installFrozen;
    private final String upgrade;

    Client(
            String program,
            String lockfile,
            String publish,
            String add,
            String install,
            String installFrozen,
            String upgrade) {
        this.program = program;
        this.lockfile = lockfile;
        this.publish = publish;
        this.add = add;
        this.install = install;
        this.installFrozen = installFrozen;
        this.upgrade = upgrade;
    }

    String lockfile() {
        return lockfile;
    }

    List<String> publish() {
        return words(publish);
    }

    List<String> add() {
        return words(add);
    }

    /// As the manifest says; a lockfile that doesn't fit is changed.
    List<String> install() {
        return words(install);
    }

    /// Exactly what the lockfile says, or nothing.
    List<String> installFrozen() {
        return words(installFrozen);
    }

    List<String> upgrade() {
        return words(upgrade);
    }

    /// The command line: pnpm and bun are native programs, the others are run by Node.
    List<String> commandLine(List<String> arguments) {
        var path = Clients.installed().resolve(program);
        var start = program.endsWith(".js") ? Stream.of(Clients.node(), path) : Stream.of(path);
        return Stream.concat(start.map(Path::toString), arguments.stream()).toList();
    }

    private static List<String> words(String wish) {
        return List.of(wish.split(" "));
    }
}
