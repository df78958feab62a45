package dev.slipway.local.registry;

import dev.slipway.adapters.npm.TarballBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A version about to be published: what `npm publish` sends, every part of which can be bent out of shape.
///
/// ```java
/// Draft.of("@acme/pad", "1.0.0").tag("beta").manifest(json -> json.put("version", "1.0.1"))
/// ```
///
/// Immutable: each change gives another draft.
public record Draft(
        String name,
        String version,
        Map<String, Object> packageJson,
        String tag,
        String content,
        Optional<byte[]> otherTarball,
        Consumer<Map<String, Object>> manifestChange,
        Consumer<Map<String, Object>> attachmentChange,
        Consumer<Map<String, Object>> documentChange) {

    public static Draft of(String name, String version) {
        var packageJson = new LinkedHashMap<String, Object>();
        packageJson.put("name", name);
        packageJson.put("version", version);
        var content = "module.exports = '" + name + "@" + version + "'\n";
        return new Draft(name, version, packageJson, "latest", content, Optional.empty(), _ -> {}, _ -> {}, _ -> {});
    }

    /// Where it is published.
    String path() {
        return "/" + name;
    }

    /// Where its tarball is.
    String tarballPath() {
        return path() + "/-/" + name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
    }

    public Draft tag(String value) {
        return new Draft(
                name,
                version,
                packageJson,
                value,
                content,
                otherTarball,
                manifestChange,
                attachmentChange,
                documentChange);
    }

    public Draft access(String value) {
        return document(json -> json.put("access", value));
    }

    /// What `index.js` says, by which two tarballs of one version differ.
    Draft content(String text) {
        return new Draft(
                name, version, packageJson, tag, text, otherTarball, manifestChange, attachmentChange, documentChange);
    }

    /// A field of `package.json`, and so of the manifest.
    Draft field(String key, Object value) {
        var fields = new LinkedHashMap<>(packageJson);
        fields.put(key, value);
        return new Draft(
                name, version, fields, tag, content, otherTarball, manifestChange, attachmentChange, documentChange);
    }

    /// Other bytes in place of the tarball; all that is said of them is true.
    Draft tarball(byte[] bytes) {
        return new Draft(
                name,
                version,
                packageJson,
                tag,
                content,
                Optional.of(bytes),
                manifestChange,
                attachmentChange,
                documentChange);
    }

    /// Changes what the document says of the version, and not the tarball.
    Draft manifest(Consumer<Map<String, Object>> change) {
        return new Draft(
                name,
                version,
                packageJson,
                tag,
                content,
                otherTarball,
                manifestChange.andThen(change),
                attachmentChange,
                documentChange);
    }

    Draft attachment(Consumer<Map<String, Object>> change) {
        return new Draft(
                name,
                version,
                packageJson,
                tag,
                content,
                otherTarball,
                manifestChange,
                attachmentChange.andThen(change),
                documentChange);
    }

    /// Changes the document around it all, last.
    Draft document(Consumer<Map<String, Object>> change) {
        return new Draft(
                name,
                version,
                packageJson,
                tag,
                content,
                otherTarball,
                manifestChange,
                attachmentChange,
                documentChange.andThen(change));
    }

    byte[] bytes() {
        return otherTarball.orElseGet(() -> TarballBuilder.npm(name, version)
                .packageJson(JsonText.of(packageJson))
                .file("index.js", content)
                .build());
    }

    String integrity() {
        return integrity(bytes());
    }

    static String integrity(byte[] bytes) {
        return "sha512-" + Base64.getEncoder().encodeToString(digest("SHA-512", bytes));
    }

    static String shasum(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-1", bytes));
    }

    public String body() {
        return JsonText.of(document());
    }

    Map<String, Object> document() {
        var bytes = bytes();
        var dist = new LinkedHashMap<String, Object>();
        dist.put("integrity", integrity(bytes));
        dist.put("shasum", shasum(bytes));
        dist.put("tarball", "http://guessed.invalid" + tarballPath());
        var manifest = new LinkedHashMap<>(packageJson);
        manifest.put("_id", name + "@" + version);
        manifest.put("dist", dist);
        manifestChange.accept(manifest);

        var attachment = new LinkedHashMap<String, Object>();
        attachment.put("content_type", "application/octet-stream");
        attachment.put("data", Base64.getEncoder().encodeToString(bytes));
        attachment.put("length", bytes.length);
        attachmentChange.accept(attachment);

        var document = new LinkedHashMap<String, Object>();
        document.put("_id", name);
        document.put("name", name);
        document.put("dist-tags", objectOf(tag, version));
        document.put("versions", objectOf(version, manifest));
        document.put("access", null);
        document.put("_attachments", objectOf(name + "-" + version + ".tgz", attachment));
        documentChange.accept(document);
        return document;
    }

    private static Map<String, Object> objectOf(String key, Object value) {
        var object = new LinkedHashMap<String, Object>();
        object.put(key, value);
        return object;
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
