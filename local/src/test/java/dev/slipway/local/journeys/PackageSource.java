package dev.slipway.local.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A package as its author has it: a package.json, and the files beside it.
record PackageSource(Map<String, Object> manifest, Map<String, byte[]> files) {

    /// A package of one module that says its own name and version, so that versions differ in their bytes too.
    static PackageSource of(String name, String version) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("name", name);
        manifest.put("version", version);
        manifest.put("license", "MIT");
        manifest.put("main", "index.js");
        return new PackageSource(manifest, Map.of()).file("index.js", module(name, version));
    }

    private static String module(String name, String version) {
        return "module.exports = '%s@%s'\n".formatted(name, version);
    }

    String name() {
        return (String) manifest.get("name");
    }

    String version() {
        return (String) manifest.get("version");
    }

    String spec() {
        return name() + "@" + version();
    }

    String text(String file) {
        return new String(files.get(file), UTF_8);
    }

    PackageSource version(String version) {
        return field("version", version).file("index.js", module(name(), version));
    }

    PackageSource field(String key, Object value) {
        var changed = new LinkedHashMap<>(manifest);
        changed.put(key, value);
        return new PackageSource(changed, files);
    }

    PackageSource dependingOn(String name, String range) {
        var dependencies = new LinkedHashMap<String, Object>();
        if (manifest.get("dependencies") instanceof Map<?, ?> present) {
            present.forEach((key, value) -> dependencies.put((String) key, value));
        }
        dependencies.put(name, range);
        return field("dependencies", dependencies);
    }

    PackageSource file(String path, String content) {
        return file(path, content.getBytes(UTF_8));
    }

    PackageSource file(String path, byte[] content) {
        var changed = new LinkedHashMap<>(files);
        changed.put(path, content);
        return new PackageSource(manifest, changed);
    }

    void writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("package.json"), Json.write(manifest));
            for (var file : files.entrySet()) {
                var path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
