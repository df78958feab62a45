package dev.slipway.adapters.npm;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.access.Principal;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.SearchPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The smaller answers of the protocol, and those that are cut from a printed document.
public final class Documents {

    private Documents() {}

    /// What a client reads before it changes a document and puts it back: all that `npm deprecate` and
    /// `npm unpublish` touch, and nothing else, so that what they upload is a sixth of the full document and fits the
    /// 6 MB that a function takes even for thousands of versions.
    ///
    /// @param abbreviated the gzipped abbreviated document
    public static String slim(PackageHead head, byte[] abbreviated) {
        var packument = Packument.read(abbreviated);
        return Json.print(out -> {
            out.writeStartObject();
            out.writeStringField("_id", head.name().toString());
            out.writeStringField("_rev", Long.toString(head.revision()));
            out.writeStringField("name", head.name().toString());
            NpmPrinter.tags(out, head);
            out.writeObjectFieldStart("users");
            out.writeEndObject();
            NpmPrinter.maintainers(out, head);
            out.writeObjectFieldStart("versions");
            for (var version : packument.versions().entrySet()) {
                out.writeObjectFieldStart(version.getKey());
                out.writeStringField("name", head.name().toString());
                out.writeStringField("version", version.getKey());
                var message = Packument.deprecation(version.getValue());
                if (message.isPresent()) {
                    out.writeStringField("deprecated", message.get());
                }
                out.writeObjectFieldStart("dist");
                out.writeStringField("tarball", tarball(version.getValue()));
                out.writeEndObject();
                out.writeEndObject();
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    /// The manifest of one version, cut from the full document.
    ///
    /// @param full the gzipped full document
    public static Optional<String> manifest(byte[] full, String version) {
        return Optional.ofNullable(Packument.read(full).versions().get(version));
    }

    /// The plain text of a gzipped document.
    public static byte[] plain(byte[] gzipped) {
        return Packument.unzip(gzipped);
    }

    /// A plain document, gzipped.
    public static byte[] gzipped(byte[] plain) {
        return Packument.zip(plain);
    }

    /// `{"username": …}`
    public static String whoami(Principal principal) {
        return object(Map.of("username", principal.shownName()));
    }

    /// Tag to version, or any other flat object of texts, in this order.
    public static String object(Map<String, String> members) {
        return Json.print(out -> {
            out.writeStartObject();
            for (var member : members.entrySet()) {
                out.writeStringField(member.getKey(), member.getValue());
            }
            out.writeEndObject();
        });
    }

    /// What a write answers: `ok`, with what it was done to.
    public static String done(String id) {
        return Json.print(out -> {
            out.writeStartObject();
            out.writeBooleanField("ok", true);
            out.writeBooleanField("success", true);
            out.writeStringField("id", id);
            out.writeEndObject();
        });
    }

    /// The version that `npm dist-tag add` sends, a JSON string.
    public static String versionOf(byte[] body) {
        return Json.string(body, "the request's body");
    }

    /// The page of a search, as `GET /-/v1/search` answers it.
    public static String search(List<SearchPackages.Hit> page, int total, Instant now) {
        return Json.print(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("objects");
            for (var hit : page) {
                hit(out, hit);
            }
            out.writeEndArray();
            out.writeNumberField("total", total);
            out.writeStringField("time", now.toString());
            out.writeEndObject();
        });
    }

    private static void hit(JsonGenerator out, SearchPackages.Hit hit) throws IOException {
        var listing = hit.listing();
        out.writeStartObject();
        out.writeObjectFieldStart("package");
        out.writeStringField("name", listing.name().toString());
        out.writeStringField("scope", listing.name().scope().value());
        out.writeStringField("version", listing.summary().version());
        out.writeStringField("description", listing.summary().description());
        out.writeArrayFieldStart("keywords");
        for (var keyword : listing.summary().keywords()) {
            out.writeString(keyword);
        }
        out.writeEndArray();
        out.writeStringField("date", listing.modifiedAt().toString());
        out.writeObjectFieldStart("links");
        out.writeEndObject();
        // npm prints "undefined", and pnpm fails, where the publisher lacks a name.
        out.writeObjectFieldStart("publisher");
        out.writeStringField("username", listing.summary().publisher());
        out.writeEndObject();
        out.writeArrayFieldStart("maintainers");
        out.writeStartObject();
        out.writeStringField("username", listing.summary().publisher());
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
        out.writeObjectFieldStart("score");
        out.writeNumberField("final", hit.score());
        out.writeEndObject();
        out.writeNumberField("searchScore", hit.score());
        out.writeEndObject();
    }

    /// `dist.tarball` of a manifest.
    private static String tarball(String manifest) {
        try (var parser = Json.FACTORY.createParser(manifest)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isDist = parser.currentName().equals("dist");
                parser.nextToken();
                while (isDist && parser.nextToken() == JsonToken.FIELD_NAME) {
                    var isTarball = parser.currentName().equals("tarball");
                    parser.nextToken();
                    if (isTarball) {
                        return parser.getText();
                    }
                    parser.skipChildren();
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a manifest that we printed is not JSON", e);
        }
        throw new IllegalStateException("a manifest that we printed names no tarball");
    }
}
