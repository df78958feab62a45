package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a version's `package.json` says about what an installer will do, in the words that matter for trust. Taken
/// once from the publish document and once from the tarball; the two must agree, or a client would resolve one set of
/// dependencies and run another ("manifest confusion").
///
/// @param dependencies name to range, of `dependencies`, `optionalDependencies` and `peerDependencies` together
/// @param installScripts `preinstall`, `install` and `postinstall`
/// @param commands the names that `bin` puts on a user's path
public record Manifest(
        String name,
        String version,
        SortedMap<String, String> dependencies,
        SortedMap<String, String> installScripts,
        List<String> commands) {

    public Manifest {
        dependencies = new TreeMap<>(dependencies);
        installScripts = new TreeMap<>(installScripts);
        commands = commands.stream().sorted().toList();
    }

    /// What this manifest, sent by the client, says otherwise than the one inside the tarball.
    ///
    /// @param buildsNatively whether the tarball holds a `binding.gyp`: npm then adds `install: node-gyp rebuild` to
    ///     what it sends, and to nothing else
    Optional<String> disagreement(Manifest packed, PackageName expected, Version version, boolean buildsNatively) {
        if (!packed.name.equals(expected.toString())) {
            return Optional.of(
                    "its package.json is for \"" + shown(packed.name) + "\", the request for \"" + expected + "\"");
        }
        if (!sameVersion(packed.version, version)) {
            return Optional.of(
                    "its package.json says version \"" + shown(packed.version) + "\", the request \"" + version + "\"");
        }
        return difference("dependency", dependencies, packed.dependencies)
                .or(() -> difference("install script", scriptsToCompare(packed, buildsNatively), packed.installScripts))
                .or(() -> commands.equals(packed.commands)
                        ? Optional.empty()
                        : Optional.of("its package.json installs the commands " + packed.commands + ", the request "
                                + commands));
    }

    private Map<String, String> scriptsToCompare(Manifest packed, boolean buildsNatively) {
        var scripts = new TreeMap<>(installScripts);
        if (buildsNatively && !packed.installScripts.containsKey("install")) {
            scripts.remove("install", "node-gyp rebuild");
        }
        return scripts;
    }

    private static Optional<String> difference(String what, Map<String, String> sent, Map<String, String> packed) {
        var names = new TreeMap<>(sent);
        names.putAll(packed);
        return names.keySet().stream()
                .filter(name -> !sent.getOrDefault(name, "").equals(packed.getOrDefault(name, "")))
                .findFirst()
                .map(name -> "its package.json and the request differ in the " + what + " \"" + shown(name) + "\"");
    }

    private static boolean sameVersion(String text, Version version) {
        return Version.looksLike(text) && new Version(text).equals(version);
    }

    private static String shown(String text) {
        return Malformed.shown(text);
    }
}
