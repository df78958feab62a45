package dev.slipway.local.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.adapters.npm.Documents;
import dev.slipway.adapters.s3.S3Editions;
import dev.slipway.packages.Edition;
import dev.slipway.packages.EditionId;
import dev.slipway.packages.PackageName;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// A package's document as it is after thousands of publishes, put in the place of the one that is there: the same
/// document with a long text in one manifest, for both forms.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LargeDocument(byte[] plain, byte[] gzipped) {

    private static final String ID = "01KAKJ8D0F6S1V9X4C2B7M5N3Q";

    /// Made once for all tests that begin alike.
    private static final Map<String, LargeDocument> MADE = new ConcurrentHashMap<>();

    /// @param packsWell whether the text is of the kind that gzip makes small
    static LargeDocument of(Registry registry, String name, int bytes, boolean packsWell) {
        var packument = registry.as(Who.OWNER).packument(name);
        Session.object(Session.object(packument, "versions"), "1.1.0").put("config", "THE TEXT");
        var large = MADE.computeIfAbsent(JsonText.of(packument) + bytes + packsWell, _ -> {
            var plain = JsonText.of(packument)
                    .replace("THE TEXT", packsWell ? "x".repeat(bytes) : noise(bytes))
                    .getBytes(UTF_8);
            return new LargeDocument(plain, Documents.gzipped(plain));
        });
        large.replace(registry, name);
        return large;
    }

    private void replace(Registry registry, String name) {
        var edition = new Edition(gzipped, gzipped, plain.length, plain.length);
        new S3Editions(registry.bucket()).store(PackageName.parse(name), new EditionId(ID), edition);
        registry.showEdition(name, ID, plain.length);
    }

    private static String noise(int bytes) {
        var noise = new byte[bytes / 4 * 3];
        new Random(3).nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise);
    }
}
