package dev.slipway.adapters.npm;

import dev.slipway.packages.Printer.Change;
import dev.slipway.packages.Release;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A version's manifest, as documents hold it.
final class Manifests {

    /// What an installer needs of a manifest.
    ///
    /// @see <a href="https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md">abbreviated version
    ///     object</a>
    private static final List<String> ABBREVIATED = List.of(
            "name",
            "version",
            "deprecated",
            "dependencies",
            "optionalDependencies",
            "devDependencies",
            "bundleDependencies",
            "bundledDependencies",
            "peerDependencies",
            "peerDependenciesMeta",
            "bin",
            "directories",
            "dist",
            "engines",
            "os",
            "cpu",
            "libc",
            "funding",
            "acceptDependencies",
            "_hasShrinkwrap",
            "hasInstallScript");

    /// npm prints "undefined" where a person has no e-mail address, and nobody's is given away here.
    static final String NO_EMAIL = "";

    private Manifests() {}

    /// What the client sent, with what only the server may say.
    static Json.Obj complete(Change.Added added, String registry) {
        var release = added.release();
        var name = release.name().toString();
        var version = release.version().value();
        var sent = Json.object(added.manifestJson().getBytes(StandardCharsets.UTF_8), "the manifest");
        Map<String, Json> members = new LinkedHashMap<>(sent.members());
        members.put("name", new Json.Text(name));
        members.put("version", new Json.Text(version));
        members.put("_id", new Json.Text(name + "@" + version));
        members.put("dist", dist(release, registry));
        members.put("_npmUser", user(release));
        members.put("_hasShrinkwrap", new Json.Bool(added.hasShrinkwrap()));
        if (ManifestReader.read(sent).installScripts().isEmpty()) {
            members.remove("hasInstallScript");
        } else {
            members.put("hasInstallScript", new Json.Bool(true));
        }
        return new Json.Obj(members);
    }

    private static Json user(Release release) {
        var user = new LinkedHashMap<String, Json>();
        user.put("name", new Json.Text(release.publisher().shownName()));
        user.put("email", new Json.Text(NO_EMAIL));
        return new Json.Obj(user);
    }

    private static Json dist(Release release, String registry) {
        var dist = new LinkedHashMap<String, Json>();
        dist.put("integrity", new Json.Text(release.integrity().sha512()));
        dist.put("shasum", new Json.Text(release.integrity().sha1()));
        dist.put("tarball", new Json.Text(TarballUrls.of(registry, release.name(), release.version())));
        dist.put("fileCount", new Json.Numeral(Integer.toString(release.files())));
        dist.put("unpackedSize", new Json.Numeral(Long.toString(release.unpackedBytes())));
        return new Json.Obj(dist);
    }

    static Json.Obj abbreviated(Json.Obj manifest) {
        var kept = new LinkedHashMap<String, Json>();
        for (var field : ABBREVIATED) {
            manifest.find(field).ifPresent(value -> kept.put(field, value));
        }
        return new Json.Obj(kept);
    }

    /// @param message empty to take a deprecation back
    static String deprecated(String json, String message) {
        var members = new LinkedHashMap<>(
                Json.object(json.getBytes(StandardCharsets.UTF_8), "a manifest").members());
        if (message.isEmpty()) {
            members.remove("deprecated");
        } else {
            members.put("deprecated", new Json.Text(message));
        }
        return new Json.Obj(members).print();
    }
}
