package dev.slipway.local.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.adapters.npm.TarballBuilder;
import dev.slipway.packages.Integrity;
import java.util.Base64;
import java.util.Random;

/// A package of ordinary size, as npm publishes it: some 1.2 KB of `package.json`, a tarball of some 16 KB. The same
/// name and version make the same bytes.
///
/// @param access as npm writes it into the document: `null`, unless it was told otherwise
public record Pad(String name, String version, String access) {

    private static final int CODE_BYTES = 15_000;

    public Pad(String name, String version) {
        this(name, version, "null");
    }

    /// The same for everyone to see.
    Pad open() {
        return new Pad(name, version, "\"public\"");
    }

    /// What `npm publish` sends.
    public String publishDocument() {
        var tarball = tarball();
        var integrity = Integrity.of(tarball);
        return """
                {"_id":"%1$s","name":"%1$s","description":"Pads text on the left","dist-tags":{"latest":"%2$s"},\
                "versions":{"%2$s":{%3$s,"_id":"%1$s@%2$s","_nodeVersion":"24.11.0","_npmVersion":"11.6.2",\
                "dist":{"integrity":"%4$s","shasum":"%5$s","tarball":"http://localhost/%1$s/-/%6$s"}}},"access":%7$s,\
                "_attachments":{"%1$s-%2$s.tgz":{"content_type":"application/octet-stream","data":"%8$s","length":%9$d}}}""".formatted(
                        name,
                        version,
                        members(),
                        integrity.sha512(),
                        integrity.sha1(),
                        file(),
                        access,
                        Base64.getEncoder().encodeToString(tarball),
                        tarball.length);
    }

    public String file() {
        return name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
    }

    /// Code that packs badly, so that the tarball is about as large as what is in it.
    byte[] tarball() {
        var code = new byte[CODE_BYTES];
        new Random(1).nextBytes(code);
        return TarballBuilder.npm(name, version)
                .packageJson("{" + members() + "}")
                .file("dist/index.js", code)
                .file("README.md", "# pad\n\nPads text on the left.\n".getBytes(UTF_8))
                .build();
    }

    private String members() {
        return """
                "name":"%s","version":"%s","description":"Pads text on the left","keywords":["text","pad","left"],\
                "homepage":"https://github.com/acme/pad#readme","bugs":{"url":"https://github.com/acme/pad/issues"},\
                "repository":{"type":"git","url":"git+https://github.com/acme/pad.git"},"license":"Apache-2.0",\
                "author":{"name":"Acme Corporation","email":"packages@acme.example"},"type":"module",\
                "main":"./dist/index.js","types":"./dist/index.d.ts",\
                "exports":{".":{"types":"./dist/index.d.ts","default":"./dist/index.js"}},"files":["dist"],\
                "scripts":{"build":"tsc -p tsconfig.build.json","lint":"eslint src","test":"node --test"},\
                "dependencies":{"@acme/text":"^2.4.1","@acme/width":"^3.1.4","ansi-regex":"^6.2.2","emoji-regex":"^10.6.0",\
                "get-east-asian-width":"^1.4.0","strip-ansi":"^7.1.2"},\
                "devDependencies":{"@types/node":"^24.10.1","eslint":"^9.39.1","typescript":"^5.9.3"},\
                "engines":{"node":">=20"}""".formatted(name, version);
    }
}
