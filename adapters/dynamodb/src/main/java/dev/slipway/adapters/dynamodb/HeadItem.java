package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Visibility;
import dev.slipway.packages.DistTag;
import dev.slipway.packages.EditionId;
import dev.slipway.packages.EditionRef;
import dev.slipway.packages.Form;
import dev.slipway.packages.Listing;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Summary;
import dev.slipway.packages.Version;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A package's head. It stays under 4 KB with fewer than some 60 tags of usual length, and so costs one read unit.
final class HeadItem {

    private HeadItem() {}

    static Map<String, AttributeValue> write(PackageHead head) {
        var item = Attributes.item(Keys.head(head.name()), "package", 1)
                .text("name", head.name().toString())
                .number("revision", head.revision())
                .number("begun", head.begun())
                .text("visibility", head.access().visibility().name())
                .maps("people", AccessForm.writePeople(head.access().people()))
                .map("teams", AccessForm.writeTeams(head.access().teams()))
                .map("grants", AccessForm.writeGrants(head.access().grants()))
                .flagged("inPool", head.access().inPool())
                .map("tags", head.shownTags())
                .text("previous", head.previous().map(EditionId::value))
                .number("versions", head.versions())
                .number("storedBytes", head.storedBytes())
                .instant("createdAt", head.createdAt())
                .instant("modifiedAt", head.modifiedAt());
        head.edition().ifPresent(ref -> {
            item.text("edition", ref.id().value())
                    .text("registry", ref.registry())
                    .number("fullBytes", ref.bytes(Form.FULL))
                    .number("abbreviatedBytes", ref.bytes(Form.ABBREVIATED));
            list(item, head);
        });
        return item.build();
    }

    /// Only what can be installed is listed: the indexes leave out items that lack their keys.
    private static void list(Attributes item, PackageHead head) {
        item.text("version", head.summary().version())
                .text("description", head.summary().description())
                .list("keywords", head.summary().keywords())
                .text("publisher", head.summary().publisher())
                .text("listedUnder", Keys.packagesOf(head.name().scope()))
                .text("listedAs", head.name().toString());
        if (head.access().visibility() == Visibility.PUBLIC) {
            item.text("publicUnder", Keys.PUBLIC).text("publicAs", head.name().toString());
        } else if (head.access().inPool()) {
            item.text("publicUnder", Keys.POOL).text("publicAs", head.name().toString());
        }
    }

    static PackageHead read(Map<String, AttributeValue> item) {
        var tags = new HashMap<DistTag, Version>();
        Attributes.map(item, "tags").forEach((tag, version) -> tags.put(new DistTag(tag), new Version(version)));
        var edition = Attributes.findText(item, "edition")
                .map(id -> new EditionRef(
                        new EditionId(id),
                        Attributes.text(item, "registry"),
                        Attributes.number(item, "fullBytes"),
                        Attributes.number(item, "abbreviatedBytes")));
        return new PackageHead(
                PackageName.stored(Attributes.text(item, "name")),
                Attributes.number(item, "revision"),
                Attributes.number(item, "begun"),
                AccessForm.read(item),
                tags,
                edition,
                Attributes.findText(item, "previous").map(EditionId::new),
                (int) Attributes.number(item, "versions"),
                Attributes.number(item, "storedBytes"),
                Attributes.instant(item, "createdAt"),
                Attributes.instant(item, "modifiedAt"),
                edition.isPresent() ? summary(item) : Summary.EMPTY);
    }

    /// Whether there is something to install, and it is public.
    static boolean everyoneMayRead(Map<String, AttributeValue> item) {
        return item.containsKey("edition") && AccessForm.visibility(item) == Visibility.PUBLIC;
    }

    /// Whether there is something to install, and whoever has a place in the Pool may read it for that alone.
    static boolean poolMayRead(Map<String, AttributeValue> item) {
        return item.containsKey("edition") && Attributes.findFlag(item, "inPool");
    }

    /// Whether lists show it.
    static boolean listed(Map<String, AttributeValue> item) {
        return item.containsKey("listedAs");
    }

    static Listing readListing(Map<String, AttributeValue> item) {
        return new Listing(
                PackageName.stored(Attributes.text(item, "listedAs")),
                AccessForm.read(item),
                summary(item),
                Attributes.instant(item, "modifiedAt"));
    }

    private static Summary summary(Map<String, AttributeValue> item) {
        return new Summary(
                Attributes.text(item, "version"),
                Attributes.text(item, "description"),
                Attributes.list(item, "keywords"),
                Attributes.text(item, "publisher"));
    }
}
