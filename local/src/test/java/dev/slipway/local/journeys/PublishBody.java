package dev.slipway.local.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// The document that `npm publish` sends, made without npm: for hundreds of packages at once, and for what must happen
/// at one exact moment.
final class PublishBody {

    private PublishBody() {}

    static String of(PackageSource source) {
        return of(source, "latest");
    }

    static String of(PackageSource source, String tag) {
        var tarball = tarball(source);
        var version = new LinkedHashMap<>(source.manifest());
        version.put("_id", source.spec());
        version.put(
                "dist",
                Map.of("integrity", integrity(tarball), "shasum", shasum(tarball), "tarball", guessedAddress(source)));

        var attachment = new LinkedHashMap<String, Object>();
        attachment.put("content_type", "application/octet-stream");
        attachment.put("data", Base64.getEncoder().encodeToString(tarball));
        attachment.put("length", tarball.length);

        var body = new LinkedHashMap<String, Object>();
        body.put("_id", source.name());
        body.put("name", source.name());
        body.put("dist-tags", Map.of(tag, source.version()));
        body.put("versions", Map.of(source.version(), version));
        body.put("access", null);
        body.put("_attachments", Map.of(source.name() + "-" + source.version() + ".tgz", attachment));
        return Json.write(body);
    }

    static byte[] tarball(PackageSource source) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            add("package.json", Json.write(source.manifest()).getBytes(UTF_8), tar);
            for (var file : source.files().entrySet()) {
                add(file.getKey(), file.getValue(), tar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Clients guess where the tarball will be. The registry knows better.
    private static String guessedAddress(PackageSource source) {
        return "http://localhost:9/%1$s/-/%1$s-%2$s.tgz".formatted(source.name(), source.version());
    }

    static String integrity(byte[] tarball) {
        return "sha512-" + Base64.getEncoder().encodeToString(digest("SHA-512", tarball));
    }

    static String shasum(byte[] tarball) {
        return HexFormat.of().formatHex(digest("SHA-1", tarball));
    }

    private static void add(String path, byte[] content, TarArchiveOutputStream tar) throws IOException {
        var entry = new TarArchiveEntry("package/" + path);
        entry.setSize(content.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
