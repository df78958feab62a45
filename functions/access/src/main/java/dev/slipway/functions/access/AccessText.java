package dev.slipway.functions.access;

import dev.slipway.access.Permission;
import dev.slipway.access.Visibility;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.packages.ListPackages;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.ReadDownloads;
import dev.slipway.packages.ShowPackage;
import java.util.Optional;

/// Packages and who may touch them as our own API has them.
final class AccessText {

    private AccessText() {}

    static void write(JsonText json, ListPackages.Item item) {
        var listing = item.listing();
        json.text("name", listing.name().toString())
                .text("visibility", listing.access().visibility().wireName())
                .text("version", listing.summary().version())
                .text("description", said(listing.summary().description()))
                .instant("modifiedAt", listing.modifiedAt())
                .text("role", item.role().wireName());
    }

    static void write(JsonText json, ShowPackage.Outcome.Shown found, Optional<ReadDownloads.Anonymous> downloads) {
        PackageHead head = found.head();
        json.text("name", head.name().toString())
                .text("visibility", head.access().visibility().wireName())
                .flag("pool", head.access().inPool())
                .text("version", head.summary().version())
                .text("description", said(head.summary().description()))
                .number("versions", head.versions())
                .instant("createdAt", head.createdAt())
                .instant("modifiedAt", head.modifiedAt())
                .texts(
                        "may",
                        found.may().stream().map(Permission::wireName).sorted().toList());
        downloads.ifPresent(counted -> json.object(
                "anonymousDownloads",
                inside -> inside.number("week", counted.week()).number("month", counted.month())));
    }

    static String visibility(PackageName name, Visibility visibility) {
        return JsonText.of(json -> json.text("name", name.toString()).text("visibility", visibility.wireName()));
    }

    static void write(JsonText json, ShowPackage.Person person) {
        json.text("handle", person.handle().value())
                .text("account", person.account().value())
                .text("role", person.role().wireName())
                .flag("member", person.member());
    }

    static void write(JsonText json, ShowPackage.Team team) {
        json.text("team", team.name().value())
                .text("id", team.id().value())
                .text("role", team.role().wireName());
    }

    static void write(JsonText json, ShowPackage.Guest guest, Visibility visibility) {
        json.text("handle", guest.handle().value())
                .text("account", guest.account().value())
                .flag("effective", visibility == Visibility.ORG);
    }

    /// Why a grant does nothing yet, for whoever has just given it.
    static Optional<String> waits(PackageName name, Visibility visibility) {
        return switch (visibility) {
            case ORG -> Optional.empty();
            case PRIVATE ->
                Optional.of("Nothing changes yet: " + name + " is private, and guests read it only while its visibility"
                        + " is \"org\".");
            case PUBLIC ->
                Optional.of("Nothing changes yet: " + name + " is public, and everybody reads it. The grant counts"
                        + " while its visibility is \"org\".");
        };
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }
}
