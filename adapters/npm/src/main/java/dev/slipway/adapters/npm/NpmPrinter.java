package dev.slipway.adapters.npm;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.packages.DistTag;
import dev.slipway.packages.Edition;
import dev.slipway.packages.EditionRef;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.Printer;
import dev.slipway.packages.Release;
import dev.slipway.packages.Summary;
import dev.slipway.packages.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Prints packuments, full and abbreviated.
///
/// @see <a href="https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md">package metadata</a>
public final class NpmPrinter implements Printer {

    @Override
    public Edition print(Optional<Edition> current, PackageHead head, Change change, String registry) {
        var full = current.map(edition -> Packument.read(edition.full())).orElseGet(Packument::empty);
        var abbreviated =
                current.map(edition -> Packument.read(edition.abbreviated())).orElseGet(Packument::empty);
        head.edition()
                .map(EditionRef::registry)
                .filter(was -> !was.equals(registry))
                .ifPresent(was -> {
                    full.versions().replaceAll((_, manifest) -> TarballUrls.moved(manifest, was, registry));
                    abbreviated.versions().replaceAll((_, manifest) -> TarballUrls.moved(manifest, was, registry));
                });
        var readme = full.readme();
        switch (change) {
            case Change.Added added -> {
                add(added, registry, full, abbreviated);
                var isLatest = added.release().version().equals(head.tags().get(DistTag.LATEST));
                readme = isLatest ? added.readme() : readme;
            }
            case Change.Deprecation(var messages) ->
                messages.forEach((version, message) -> {
                    full.versions().computeIfPresent(version.value(), (_, json) -> Manifests.deprecated(json, message));
                    abbreviated
                            .versions()
                            .computeIfPresent(version.value(), (_, json) -> Manifests.deprecated(json, message));
                });
            case Change.Removed(var versions) ->
                versions.forEach(version -> {
                    full.versions().remove(version.value());
                    full.times().remove(version.value());
                    abbreviated.versions().remove(version.value());
                });
            case Change.HeadOnly _ -> {}
        }
        var fullJson = fullDocument(head, full, readme);
        var abbreviatedJson = abbreviatedDocument(head, abbreviated, full.times());
        return new Edition(
                Packument.zip(fullJson), Packument.zip(abbreviatedJson), fullJson.length, abbreviatedJson.length);
    }

    @Override
    public Map<Version, Optional<String>> versions(Edition edition) {
        var versions = new LinkedHashMap<Version, Optional<String>>();
        Packument.read(edition.abbreviated())
                .versions()
                .forEach((version, manifest) -> versions.put(new Version(version), Packument.deprecation(manifest)));
        return versions;
    }

    @Override
    public Summary summary(Edition edition, Version version) {
        var json = Packument.read(edition.full()).versions().get(version.value());
        if (json == null) {
            throw new IllegalStateException("the edition has no version " + version);
        }
        var manifest = Json.object(json.getBytes(StandardCharsets.UTF_8), "a manifest");
        var keywords = new ArrayList<String>();
        if (manifest.find("keywords").orElse(null) instanceof Json.Array(var elements)) {
            elements.forEach(element -> {
                if (element instanceof Json.Text(var word)) {
                    keywords.add(word);
                }
            });
        }
        var publisher = manifest.object("_npmUser").text("name").orElse("");
        return new Summary(version.value(), manifest.text("description").orElse(""), keywords, publisher);
    }

    private static void add(Change.Added added, String registry, Packument full, Packument abbreviated) {
        Release release = added.release();
        var version = release.version().value();
        var manifest = Manifests.complete(added, registry);
        full.versions().put(version, manifest.print());
        full.times().put(version, release.publishedAt().toString());
        abbreviated.versions().put(version, Manifests.abbreviated(manifest).print());
    }

    private static byte[] fullDocument(PackageHead head, Packument packument, Optional<String> readme) {
        return json(out -> {
            var latest = head.tags().get(DistTag.LATEST);
            out.writeStartObject();
            out.writeStringField("_id", head.name().toString());
            out.writeStringField("_rev", Long.toString(head.revision()));
            out.writeStringField("name", head.name().toString());
            if (latest != null && !head.summary().description().isEmpty()) {
                out.writeStringField("description", head.summary().description());
            }
            tags(out, head);
            versions(out, packument);
            times(out, head, packument.times());
            maintainers(out, head);
            out.writeObjectFieldStart("users");
            out.writeEndObject();
            out.writeStringField("readme", readme.orElse(""));
            out.writeEndObject();
        });
    }

    private static byte[] abbreviatedDocument(PackageHead head, Packument packument, Map<String, String> times) {
        return json(out -> {
            out.writeStartObject();
            out.writeStringField("name", head.name().toString());
            out.writeStringField("modified", head.modifiedAt().toString());
            tags(out, head);
            versions(out, packument);
            // pnpm fetches every document twice where the times are missing, since it lets new versions ripen a day.
            times(out, head, times);
            out.writeEndObject();
        });
    }

    static void tags(JsonGenerator out, PackageHead head) throws IOException {
        out.writeObjectFieldStart("dist-tags");
        for (var tag : head.shownTags().entrySet()) {
            out.writeStringField(tag.getKey(), tag.getValue());
        }
        out.writeEndObject();
    }

    private static void versions(JsonGenerator out, Packument packument) throws IOException {
        out.writeObjectFieldStart("versions");
        for (var version : packument.versions().entrySet()) {
            out.writeFieldName(version.getKey());
            out.writeRawValue(version.getValue());
        }
        out.writeEndObject();
    }

    private static void times(JsonGenerator out, PackageHead head, Map<String, String> times) throws IOException {
        out.writeObjectFieldStart("time");
        out.writeStringField("created", head.createdAt().toString());
        out.writeStringField("modified", head.modifiedAt().toString());
        for (var time : times.entrySet()) {
            out.writeStringField(time.getKey(), time.getValue());
        }
        out.writeEndObject();
    }

    static void maintainers(JsonGenerator out, PackageHead head) throws IOException {
        out.writeArrayFieldStart("maintainers");
        for (var owner : head.access().owners()) {
            out.writeStartObject();
            out.writeStringField("name", owner.value());
            out.writeStringField("email", Manifests.NO_EMAIL);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static byte[] json(Json.Written written) {
        var bytes = new ByteArrayOutputStream(64 * 1024);
        try (var out = Json.FACTORY.createGenerator(bytes)) {
            written.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
        return bytes.toByteArray();
    }
}
