package dev.slipway.adapters.npm;

import dev.slipway.access.Visibility;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.Texts;
import dev.slipway.packages.DistTag;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Publication;
import dev.slipway.packages.RevisionIntent;
import dev.slipway.packages.Version;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a client puts at a package's path. One route has several meanings, and the document tells which.
///
/// With a tarball in `_attachments` it publishes; without one it is what the client read earlier and changed.
public sealed interface UploadedDocument {

    /// `npm publish`
    record ToPublish(Publication publication) implements UploadedDocument {}

    /// `npm deprecate`, `npm unpublish @acme/pad@1.2.0`
    record ToRevise(RevisionIntent intent) implements UploadedDocument {}

    /// `pnpm star`: the whole document with somebody in `users`. No document of ours has anybody there.
    record ToStar() implements UploadedDocument {}

    /// `npm owner add`, `npm owner rm`
    ///
    /// @param revision the `_rev` that the client read
    /// @param owners all that there are to be
    record ToReviseOwners(long revision, Set<Handle> owners) implements UploadedDocument {

        public ToReviseOwners {
            owners = Set.copyOf(owners);
        }
    }

    /// A change of something that isn't kept here, such as `npm star`.
    record Unsupported(String sentence) implements UploadedDocument {}

    String NO_STARS = "Stars are not kept in this registry.";

    /// A manifest past this is no manifest; five thousand of them would be no document.
    int LARGEST_MANIFEST = 512 * 1024;

    /// What npm's own registry keeps of a readme.
    int LONGEST_README = 64 * 1024;

    /// Reads the document that was put at `/@acme/pad`.
    static UploadedDocument parse(PackageName name, byte[] body) {
        var document = Json.object(body, "the request's body");
        var own = document.text("name").or(() -> document.text("_id"));
        if (own.isPresent() && !own.get().equals(name.toString())) {
            throw new Malformed(
                    "name_mismatch",
                    "The document is for \"" + Malformed.shown(own.get()) + "\", but the URL is for \"" + name + "\".");
        }
        return document.object("_attachments").members().isEmpty()
                ? revision(name, document, document.text("_rev"), false)
                : new ToPublish(publication(name, document));
    }

    /// Reads the document that was put at `/@acme/pad/-rev/12`.
    static UploadedDocument parseRevision(PackageName name, String revision, byte[] body) {
        return revision(name, Json.object(body, "the request's body"), Optional.of(revision), true);
    }

    /// The number in a `_rev`. What is no number of ours was never read from here, and so is stale.
    static long revisionNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static UploadedDocument revision(
            PackageName name, Json.Obj document, Optional<String> revision, boolean removes) {
        if (!(document.find("versions").orElse(null) instanceof Json.Obj(var members))) {
            if (removes && document.find("maintainers").orElse(null) instanceof Json.Array(var elements)) {
                return new ToReviseOwners(revisionNumber(revision.orElse("")), owners(elements));
            }
            return new Unsupported(
                    document.find("users").isPresent()
                            ? NO_STARS
                            : "The document has neither versions nor a tarball: there is nothing to publish.");
        }
        if (!document.object("users").members().isEmpty()) {
            return new ToStar();
        }
        if (revision.isEmpty()) {
            throw new Malformed(
                    "revision_missing",
                    "The document has no tarball in \"_attachments\" to publish, and no \"_rev\" to change an earlier one.");
        }
        var versions = new HashMap<Version, Optional<String>>();
        members.forEach((version, manifest) -> {
            var message = manifest instanceof Json.Obj object ? object.text("deprecated") : Optional.<String>empty();
            versions.put(new Version(version), message.filter(text -> !text.isEmpty()));
        });
        return new ToRevise(new RevisionIntent(name, revisionNumber(revision.get()), versions, removes));
    }

    private static Set<Handle> owners(List<Json> elements) {
        var owners = new HashSet<Handle>();
        for (var element : elements) {
            var name = element instanceof Json.Obj one ? one.text("name") : Optional.<String>empty();
            owners.add(name.map(Handle::new)
                    .orElseThrow(
                            () -> new Malformed("invalid_owners", "Each of \"maintainers\" must have a \"name\".")));
        }
        return owners;
    }

    private static Publication publication(PackageName name, Json.Obj document) {
        var versions = document.object("versions").members();
        if (versions.size() != 1 || !(versions.values().iterator().next() instanceof Json.Obj manifest)) {
            throw new Malformed(
                    "invalid_publish_document",
                    "A publish names exactly one version in \"versions\", but this one names " + versions.size() + ".");
        }
        var version = Version.parse(versions.keySet().iterator().next());
        requireSame(name, version, manifest);
        var attachment = attachment(document);
        var readme = document.text("readme").or(() -> manifest.text("readme")).map(UploadedDocument::shortened);
        return new Publication(
                name,
                version,
                tag(document, version),
                access(document),
                ManifestReader.read(manifest),
                manifestJson(manifest),
                readme,
                manifest.text("description").orElse(""),
                keywords(manifest),
                bytes(attachment),
                claims(manifest, attachment));
    }

    private static void requireSame(PackageName name, Version version, Json.Obj manifest) {
        var named = manifest.text("name").orElse("");
        var versioned = manifest.text("version").orElse("");
        if (!named.equals(name.toString())
                || !Version.looksLike(versioned)
                || !new Version(versioned).equals(version)) {
            throw new Malformed(
                    "manifest_mismatch",
                    "The manifest is of \"" + Malformed.shown(named + "@" + versioned)
                            + "\", but the request publishes \"" + name + "@" + version + "\".");
        }
    }

    /// The readme stands once in a document and not in each version; what begins with `_rev` or `_attachments` would be
    /// ours to say.
    private static String manifestJson(Json.Obj manifest) {
        var kept = new LinkedHashMap<>(manifest.members());
        List.of("readme", "readmeFilename", "_attachments", "_rev", "_npmUser", "dist")
                .forEach(kept::remove);
        var deprecated = manifest.text("deprecated").filter(message -> !message.isEmpty());
        deprecated.ifPresent(RevisionIntent::requireFits);
        if (deprecated.isEmpty()) {
            // Clients take anything that is there for a deprecation, and what is no text could not be taken back.
            kept.remove("deprecated");
        }
        var json = new Json.Obj(kept).print();
        if (json.length() > LARGEST_MANIFEST) {
            throw new Malformed(
                    "manifest_too_large",
                    "The manifest has " + json.length() + " characters, and " + LARGEST_MANIFEST + " is the most.");
        }
        return json;
    }

    private static Json.Obj attachment(Json.Obj document) {
        var tarballs = new ArrayList<Json.Obj>();
        document.object("_attachments").members().forEach((file, attachment) -> {
            if (file.endsWith(".tgz") && attachment instanceof Json.Obj object) {
                tarballs.add(object);
            }
        });
        if (tarballs.size() != 1) {
            throw new Malformed(
                    "invalid_publish_document",
                    "A publish carries exactly one .tgz in \"_attachments\", but this one carries " + tarballs.size()
                            + ".");
        }
        return tarballs.getFirst();
    }

    private static byte[] bytes(Json.Obj attachment) {
        var data = attachment
                .text("data")
                .orElseThrow(() -> new Malformed("invalid_attachment", "The tarball has no \"data\" in base64."));
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException _) {
            throw new Malformed("invalid_attachment", "The tarball's \"data\" is not base64.");
        }
    }

    private static Publication.Claims claims(Json.Obj manifest, Json.Obj attachment) {
        var dist = manifest.object("dist");
        Optional<Long> length = attachment.find("length").orElse(null) instanceof Json.Numeral(var digits)
                ? Optional.of(revisionNumber(digits))
                : Optional.empty();
        return new Publication.Claims(length, dist.text("integrity"), dist.text("shasum"));
    }

    /// Clients send one tag. Of several, the one that isn't `latest` is what the person chose.
    private static DistTag tag(Json.Obj document, Version version) {
        var sent = document.find("dist-tags");
        if (sent.isPresent() && !(sent.get() instanceof Json.Obj)) {
            throw new Malformed(
                    "invalid_tag", "\"dist-tags\" must be an object, such as {\"latest\": \"" + version + "\"}.");
        }
        Map<String, Json> tags = document.object("dist-tags").members();
        DistTag chosen = DistTag.LATEST;
        for (var entry : tags.entrySet()) {
            var tag = DistTag.parse(entry.getKey());
            if (!(entry.getValue() instanceof Json.Text(var to))
                    || !Version.looksLike(to)
                    || !new Version(to).equals(version)) {
                throw new Malformed(
                        "invalid_tag",
                        "The dist-tag \"" + tag + "\" must point at the version that is published, " + version + ".");
            }
            chosen = tag.equals(DistTag.LATEST) ? chosen : tag;
        }
        return chosen;
    }

    private static Optional<Visibility> access(Json.Obj document) {
        return document.find("access")
                .filter(json -> !(json instanceof Json.Null))
                .map(json -> switch (json) {
                    case Json.Text(var text) when text.equals("public") -> Visibility.PUBLIC;
                    case Json.Text(var text) when text.equals("restricted") -> Visibility.PRIVATE;
                    case Json.Text _, Json.Obj _, Json.Array _, Json.Numeral _, Json.Bool _, Json.Null _ ->
                        throw new Malformed("invalid_access", "\"access\" must be \"public\" or \"restricted\".");
                });
    }

    private static List<String> keywords(Json.Obj manifest) {
        var words = new ArrayList<String>();
        if (manifest.find("keywords").orElse(null) instanceof Json.Array(var elements)) {
            elements.forEach(element -> {
                if (element instanceof Json.Text(var word)) {
                    words.add(word);
                }
            });
        }
        return words;
    }

    private static String shortened(String readme) {
        return Texts.cut(readme, LONGEST_README);
    }
}
