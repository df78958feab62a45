package dev.slipway.adapters.npm;

import dev.slipway.packages.PackageName;
import dev.slipway.packages.Version;
import java.util.List;
import java.util.Optional;

/// What a request to the registry asks for, read from its method and path.
///
/// A path arrives decoded, so `/@acme%2fpad`, `/@acme%2Fpad`, `/%40acme/pad` and `/@acme/pad` are one.
public sealed interface NpmOperation {

    /// What the function `install` answers.
    sealed interface Read extends NpmOperation {}

    /// What the function `publish` answers.
    sealed interface Write extends NpmOperation {}

    /// `GET /-/ping`
    record Ping() implements Read {}

    /// `GET /-/whoami`
    record WhoAmI() implements Read {}

    /// `GET /-/v1/search`
    record Search() implements Read {}

    /// `POST /-/npm/v1/security/advisories/bulk`, `…/audits`, `…/audits/quick`
    record Advisories() implements Read {}

    /// `GET /-/package/@acme/pad/dist-tags`
    record ReadTags(PackageName name) implements Read {}

    /// `GET /@acme/pad`
    record ReadDocument(PackageName name) implements Read {}

    /// `GET /@acme/pad/1.2.0`, `GET /@acme/pad/latest`
    record ReadManifest(PackageName name, String versionOrTag) implements Read {}

    /// `GET /@acme/pad/-/pad-1.2.0.tgz`
    record ReadTarball(PackageName name, Version version) implements Read {}

    /// `PUT /@acme/pad`: publish, deprecate
    record Upload(PackageName name) implements Write {}

    /// `PUT /@acme/pad/-rev/12`: unpublish a version
    record Revise(PackageName name, String revision) implements Write {}

    /// `DELETE /@acme/pad/-rev/12`: unpublish the package
    record DeletePackage(PackageName name, String revision) implements Write {}

    /// `DELETE /@acme/pad/-/pad-1.2.0.tgz/-rev/13`: the last step of unpublishing a version
    record DeleteTarball(PackageName name, Version version) implements Write {}

    /// `PUT /-/package/@acme/pad/dist-tags/beta`
    record PutTag(PackageName name, String tag) implements Write {}

    /// `DELETE /-/package/@acme/pad/dist-tags/beta`
    record DeleteTag(PackageName name, String tag) implements Write {}

    /// The path is known and the method isn't.
    ///
    /// @param allowed the methods that it answers to, with commas between
    record MethodNotAllowed(String allowed) implements NpmOperation {}

    /// A name without a scope, which no package here has.
    record Unscoped(String name) implements NpmOperation {}

    record Unknown() implements NpmOperation {}

    /// @param path decoded, beginning with a slash
    /// @throws dev.slipway.kernel.Malformed if a name in it breaks the rules of names
    static NpmOperation of(String method, String path) {
        var segments = List.of(path.substring(1).split("/", -1));
        if (segments.getFirst().equals("-")) {
            return registryOperation(method, segments.subList(1, segments.size()));
        }
        if (segments.getFirst().startsWith("@") && segments.size() > 1) {
            var name = PackageName.parse(segments.get(0) + "/" + segments.get(1));
            return packageOperation(method, name, segments.subList(2, segments.size()));
        }
        return segments.getFirst().isEmpty() ? new Unknown() : new Unscoped(segments.getFirst());
    }

    private static NpmOperation registryOperation(String method, List<String> segments) {
        return switch (String.join("/", segments)) {
            case "ping" -> get(method, new Ping());
            case "whoami" -> get(method, new WhoAmI());
            case "v1/search" -> get(method, new Search());
            case "npm/v1/security/advisories/bulk", "npm/v1/security/audits", "npm/v1/security/audits/quick" ->
                only("POST", method, new Advisories());
            default -> isTagPath(segments) ? tagOperation(method, segments) : new Unknown();
        };
    }

    private static boolean isTagPath(List<String> segments) {
        return segments.size() >= 4
                && segments.size() <= 5
                && segments.get(0).equals("package")
                && segments.get(1).startsWith("@")
                && segments.get(3).equals("dist-tags");
    }

    private static NpmOperation tagOperation(String method, List<String> segments) {
        var name = PackageName.parse(segments.get(1) + "/" + segments.get(2));
        if (segments.size() == 4) {
            return get(method, new ReadTags(name));
        }
        return switch (method) {
            case "PUT", "POST" -> new PutTag(name, segments.get(4));
            case "DELETE" -> new DeleteTag(name, segments.get(4));
            default -> new MethodNotAllowed("PUT, DELETE");
        };
    }

    private static NpmOperation packageOperation(String method, PackageName name, List<String> rest) {
        return switch (rest.size()) {
            case 0 ->
                switch (method) {
                    case "GET", "HEAD" -> new ReadDocument(name);
                    case "PUT" -> new Upload(name);
                    default -> new MethodNotAllowed("GET, HEAD, PUT");
                };
            case 1 ->
                rest.getFirst().isEmpty() || rest.getFirst().startsWith("-")
                        ? new Unknown()
                        : get(method, new ReadManifest(name, rest.getFirst()));
            case 2 ->
                switch (rest.getFirst()) {
                    case "-rev" -> revision(method, name, rest.get(1));
                    case "-" ->
                        version(name, rest.get(1))
                                .map(version -> get(method, new ReadTarball(name, version)))
                                .orElseGet(Unknown::new);
                    default -> new Unknown();
                };
            case 4 ->
                rest.get(0).equals("-") && rest.get(2).equals("-rev")
                        ? version(name, rest.get(1))
                                .map(version -> only("DELETE", method, new DeleteTarball(name, version)))
                                .orElseGet(Unknown::new)
                        : new Unknown();
            default -> new Unknown();
        };
    }

    private static NpmOperation revision(String method, PackageName name, String revision) {
        return switch (method) {
            case "PUT" -> new Revise(name, revision);
            case "DELETE" -> new DeletePackage(name, revision);
            default -> new MethodNotAllowed("PUT, DELETE");
        };
    }

    /// The version in the name of a tarball file.
    private static Optional<Version> version(PackageName name, String file) {
        var prefix = name.local() + "-";
        if (!file.startsWith(prefix) || !file.endsWith(".tgz")) {
            return Optional.empty();
        }
        var text = file.substring(prefix.length(), Math.max(prefix.length(), file.length() - ".tgz".length()));
        return Version.looksLike(text) ? Optional.of(new Version(text)) : Optional.empty();
    }

    private static NpmOperation get(String method, Read operation) {
        return method.equals("HEAD") ? operation : only("GET, HEAD", method, operation);
    }

    private static NpmOperation only(String allowed, String method, NpmOperation operation) {
        return allowed.startsWith(method) ? operation : new MethodNotAllowed(allowed);
    }
}
