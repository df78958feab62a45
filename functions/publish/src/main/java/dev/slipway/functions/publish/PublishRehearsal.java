package dev.slipway.functions.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.adapters.dynamodb.RehearsalTable;
import dev.slipway.adapters.lambda.Rehearsal;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.packages.Integrity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Publishes a package, version after version, to a table and a bucket that are in memory alone: everything from the
/// parsing of what npm sends to the transaction.
final class PublishRehearsal {

    /// The first two load the code, that of a new package and that of a further version. So often the JVM compiles what
    /// it runs most, which would else happen after the restore, while somebody waits.
    private static final int VERSIONS = 100;

    private static final String NAME = "@" + RehearsalTable.ORGANIZATION + "/pad";
    private static final int TAR_BLOCK = 512;

    private PublishRehearsal() {}

    static void run(InstantSource time) throws IOException {
        var stage = RehearsalTable.open(time.instant());
        var bucket = Bucket.rehearsing();
        var handler =
                new PublishHandler(Rehearsal.ENVIRONMENT, stage.table(), bucket, time, OutputStream.nullOutputStream());
        var rehearsal = new Rehearsal(handler, stage.token());
        for (int version = 0; version < VERSIONS; version++) {
            rehearsal.expect(201, "PUT", "/" + NAME, Map.of(), document("1.0." + version));
        }
        stage.table().close();
        bucket.close();
    }

    /// As npm sends it.
    private static String document(String version) throws IOException {
        var manifest = """
                "name": "%s", "version": "%s", "description": "What is published when nobody publishes",
                "keywords": ["rehearsal"], "license": "Apache-2.0", "main": "index.js",
                "scripts": {"test": "node --test"}, "engines": {"node": ">=20"},
                "dependencies": {"%1$s-a": "^1.0.0"}, "devDependencies": {"%1$s-b": "^1.0.0"}""".formatted(NAME, version);
        var tarball = tarball("{" + manifest + "}");
        var integrity = Integrity.of(tarball);
        return """
                {"_id": "%1$s", "name": "%1$s", "dist-tags": {"latest": "%2$s"},
                 "versions": {"%2$s": {%3$s, "_id": "%1$s@%2$s", "readme": "# Pad",
                  "dist": {"integrity": "%4$s", "shasum": "%5$s", "tarball": "https://npm.invalid/pad-%2$s.tgz"}}},
                 "access": null,
                 "_attachments": {"%1$s-%2$s.tgz": {"content_type": "application/octet-stream",
                  "data": "%6$s", "length": %7$d}}}""".formatted(
                        NAME,
                        version,
                        manifest,
                        integrity.sha512(),
                        integrity.sha1(),
                        Base64.getEncoder().encodeToString(tarball),
                        tarball.length);
    }

    private static byte[] tarball(String manifest) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            file(gzip, "package/package.json", manifest);
            file(gzip, "package/index.js", "export default 1;\n");
            gzip.write(new byte[2 * TAR_BLOCK]);
        }
        return packed.toByteArray();
    }

    /// A header of one block, then the content, filled up to whole blocks.
    private static void file(OutputStream tar, String path, String text) throws IOException {
        var content = text.getBytes(UTF_8);
        var header = new byte[TAR_BLOCK];
        put(header, 0, path);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(content.length));
        put(header, 136, "%011o".formatted(0));
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
        var octets = text.getBytes(UTF_8);
        System.arraycopy(octets, 0, header, at, octets.length);
    }
}
