package dev.slipway.adapters.npm;

import dev.slipway.packages.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads out of a `package.json` what decides over an installation, in one form whatever spelling it came in: clients
/// normalize what they send and leave the file in the tarball as its author wrote it.
final class ManifestReader {

    private static final List<String> DEPENDENCY_FIELDS =
            List.of("dependencies", "optionalDependencies", "peerDependencies");
    private static final List<String> INSTALL_SCRIPTS = List.of("preinstall", "install", "postinstall");

    private ManifestReader() {}

    static Manifest read(Json.Obj json) {
        return new Manifest(
                json.text("name").orElse(""),
                json.text("version").orElse("").trim(),
                dependencies(json),
                installScripts(json),
                commands(json));
    }

    private static SortedMap<String, String> dependencies(Json.Obj json) {
        var dependencies = new TreeMap<String, String>();
        for (var field : DEPENDENCY_FIELDS) {
            json.object(field).members().forEach((name, range) -> {
                if (range instanceof Json.Text(var text)) {
                    // In one set, since clients move an optional dependency between the two fields. A peer dependency
                    // may name a package again with another range, so its name tells that it is one.
                    dependencies.put(field.equals("peerDependencies") ? "peer " + name : name, text.trim());
                }
            });
        }
        return dependencies;
    }

    private static SortedMap<String, String> installScripts(Json.Obj json) {
        var scripts = new TreeMap<String, String>();
        var all = json.object("scripts");
        for (var name : INSTALL_SCRIPTS) {
            all.text(name).filter(script -> !script.isBlank()).ifPresent(script -> scripts.put(name, script.trim()));
        }
        return scripts;
    }

    /// `bin` is a path, for a command named like the package, or a map from command to path.
    private static List<String> commands(Json.Obj json) {
        return switch (json.find("bin").orElseGet(Json.Null::new)) {
            case Json.Text _ -> List.of(commandOf(json.text("name").orElse("")));
            case Json.Obj(Map<String, Json> members) -> {
                var commands = new ArrayList<String>();
                members.keySet().forEach(name -> commands.add(commandOf(name)));
                yield commands;
            }
            case Json.Array _, Json.Numeral _, Json.Bool _, Json.Null _ -> List.of();
        };
    }

    private static String commandOf(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
