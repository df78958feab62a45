package dev.slipway.adapters.npm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A printed document taken apart: the manifest of each version as the text that it is, unread, since a change
/// touches one of perhaps thousands.
///
/// @param versions version to manifest, as JSON text, in the order of their publishing
/// @param times version to the time it was published
/// @param readme only a full document has one
record Packument(Map<String, String> versions, Map<String, String> times, Optional<String> readme) {

    static Packument empty() {
        return new Packument(new LinkedHashMap<>(), new LinkedHashMap<>(), Optional.empty());
    }

    /// Takes a printed document apart. Each call gives maps of its own, which the caller may change.
    static Packument read(byte[] gzipped) {
        return readPlain(unzip(gzipped));
    }

    static Packument readPlain(byte[] json) {
        Map<String, String> versions = new LinkedHashMap<>();
        Map<String, String> times = new LinkedHashMap<>();
        Optional<String> readme = Optional.empty();
        try (var parser = Json.FACTORY.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "versions" -> slices(parser, json, versions);
                    case "time" -> texts(parser, times);
                    case "readme" -> readme = Optional.of(parser.getText());
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a document that we printed is not JSON", e);
        }
        times.remove("created");
        times.remove("modified");
        return new Packument(versions, times, readme);
    }

    private static void slices(JsonParser parser, byte[] json, Map<String, String> versions) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var version = parser.currentName();
            parser.nextToken();
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int to = (int) parser.currentLocation().getByteOffset();
            versions.put(version, new String(json, from, to - from, StandardCharsets.UTF_8));
        }
    }

    private static void texts(JsonParser parser, Map<String, String> texts) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            texts.put(name, parser.getText());
        }
    }

    /// The message of a manifest that is deprecated. Reads no further than it must and keeps nothing else.
    static Optional<String> deprecation(String manifest) {
        // Most manifests are not deprecated, and looking for the word is fifty times faster than parsing.
        if (!manifest.contains("\"deprecated\"")) {
            return Optional.empty();
        }
        try (var parser = Json.FACTORY.createParser(manifest)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var deprecated = parser.currentName().equals("deprecated");
                if (parser.nextToken() == JsonToken.VALUE_STRING && deprecated) {
                    return Optional.of(parser.getText()).filter(text -> !text.isEmpty());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a manifest that we printed is not JSON", e);
        }
    }

    static byte[] unzip(byte[] gzipped) {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(gzipped), 64 * 1024)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a document that we printed is not gzip", e);
        }
    }

    static byte[] zip(byte[] plain) {
        var zipped = new ByteArrayOutputStream(plain.length / 6 + 512);
        try (var stream = new GZIPOutputStream(zipped, 64 * 1024)) {
            stream.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
        return zipped.toByteArray();
    }
}
