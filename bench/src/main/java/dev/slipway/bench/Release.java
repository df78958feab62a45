package dev.slipway.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A version of a package as npm would publish it: a manifest of about 1 KB, a tarball of two files.
///
/// @param name with its scope
/// @param dependencies names, each wanted as `^1.0.0`
public record Release(String name, String version, List<String> dependencies) {
    private static final int TAR_BLOCK = 512;

    /// The body of the PUT.
    public byte[] publishDocument() {
        var tarball = tarball();
        return """
                {
                  "_id": "%1$s",
                  "name": "%1$s",
                  "description": "One of the packages that the benchmarks are about",
                  "dist-tags": {"latest": "%2$s"},
                  "versions": {"%2$s": {
                    %3$s,
                    "_id": "%1$s@%2$s",
                    "_nodeVersion": "20.19.5",
                    "_npmVersion": "11.6.2",
                    "dist": {
                      "integrity": "sha512-%4$s",
                      "shasum": "%5$s",
                      "tarball": "http://localhost/%1$s/-/%1$s-%2$s.tgz"
                    }
                  }},
                  "access": null,
                  "_attachments": {"%1$s-%2$s.tgz": {
                    "content_type": "application/octet-stream",
                    "data": "%6$s",
                    "length": %7$d
                  }}
                }
                """.formatted(
                        name,
                        version,
                        manifest(),
                        Base64.getEncoder().encodeToString(digest("SHA-512", tarball)),
                        HexFormat.of().formatHex(digest("SHA-1", tarball)),
                        Base64.getEncoder().encodeToString(tarball),
                        tarball.length)
                .getBytes(StandardCharsets.UTF_8);
    }

    public byte[] tarball() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            file(gzip, "package/package.json", "{%s}%n".formatted(manifest()));
            file(gzip, "package/index.js", "export const name = '%s';%n".formatted(name));
            gzip.write(new byte[2 * TAR_BLOCK]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /// The members of `package.json`, without the braces.
    private String manifest() {
        return """
                "name": "%1$s",
                "version": "%2$s",
                "description": "One of the packages that the benchmarks are about",
                "keywords": ["benchmark", "fixture"],
                "repository": {"type": "git", "url": "git+https://example.com/acme/benchmark.git"},
                "license": "Apache-2.0",
                "author": {"name": "Acme"},
                "type": "module",
                "main": "index.js",
                "engines": {"node": ">=20"},
                "scripts": {"build": "tsup src/index.ts --dts", "test": "vitest run"},
                "dependencies": {%3$s},
                "devDependencies": {"tsup": "^8.5.0", "typescript": "^5.9.3", "vitest": "^3.2.4"}""".formatted(
                name,
                version,
                dependencies.stream().map("\"%s\": \"^1.0.0\""::formatted).collect(Collectors.joining(", ")));
    }

    /// One file of a tar archive: a block of header, then the content, filled up to whole blocks.
    private static void file(OutputStream tar, String path, String text) throws IOException {
        var content = text.getBytes(StandardCharsets.UTF_8);
        var header = new byte[TAR_BLOCK];
        put(header, 0, path);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(content.length));
        put(header, 136, "%011o".formatted(499_162_500)); // npm's date of everything: 1985-10-26
        Arrays.fill(header, 148, 156, (byte) ' ');
        put(header, 156, "0");
        put(header, 257, "ustar\u000000");
        var sum = 0;
        for (byte octet : header) {
            sum += octet & 0xff;
        }
        put(header, 148, "%06o\0".formatted(sum));
        tar.write(header);
        tar.write(Arrays.copyOf(content, Math.ceilDiv(content.length, TAR_BLOCK) * TAR_BLOCK));
    }

    private static void put(byte[] header, int at, String text) {
        var octets = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octets, 0, header, at, octets.length);
    }

    private static byte[] digest(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// So many versions of one package: 1.0.0, 1.0.1, … 1.1.0, …
    public static Stream<Release> versions(String name, int count) {
        return Stream.iterate(0, number -> number < count, number -> number + 1)
                .map(number -> new Release(
                        name, "1.%d.%d".formatted(number / 100, number % 100), List.of(name + "-a", name + "-b")));
    }
}
