package dev.slipway.adapters.dynamodb;

import dev.slipway.packages.DistTag;
import dev.slipway.packages.Integrity;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Release;
import dev.slipway.packages.TarballKey;
import dev.slipway.packages.Version;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A version. It outlives its unpublishing, since it is what keeps the number taken.
final class ReleaseItem {

    private ReleaseItem() {}

    static Map<String, AttributeValue> write(Release release) {
        return Attributes.item(Keys.version(release.name(), release.version()), "version", 1)
                .text("name", release.name().toString())
                .text("version", release.version().value())
                .text("sha512", release.integrity().sha512())
                .text("sha1", release.integrity().sha1())
                .number("bytes", release.bytes())
                .number("files", release.files())
                .number("unpackedBytes", release.unpackedBytes())
                .text("tarball", release.tarball().value())
                .text("tag", release.tag().value())
                .map("publisher", PrincipalForm.write(release.publisher()))
                .number("revision", release.revision())
                .instant("publishedAt", release.publishedAt())
                .instant("unpublishedAt", release.unpublishedAt())
                .build();
    }

    static Release read(Map<String, AttributeValue> item) {
        return new Release(
                PackageName.stored(Attributes.text(item, "name")),
                new Version(Attributes.text(item, "version")),
                new Integrity(Attributes.text(item, "sha512"), Attributes.text(item, "sha1")),
                Attributes.number(item, "bytes"),
                (int) Attributes.number(item, "files"),
                Attributes.number(item, "unpackedBytes"),
                new TarballKey(Attributes.text(item, "tarball")),
                new DistTag(Attributes.text(item, "tag")),
                PrincipalForm.read(Attributes.map(item, "publisher")),
                Attributes.number(item, "revision"),
                Attributes.instant(item, "publishedAt"),
                Attributes.findInstant(item, "unpublishedAt"));
    }
}
