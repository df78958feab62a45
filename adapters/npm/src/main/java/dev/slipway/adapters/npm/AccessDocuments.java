package dev.slipway.adapters.npm;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Principal;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.Handle;
import dev.slipway.packages.ListPackages;
import java.util.Collection;
import java.util.Map;

/// The answers of `npm access` and `npm owner`, and pnpm's where they differ.
public final class AccessDocuments {

    private AccessDocuments() {}

    /// npm's: `{"public": false}`
    public static String visibility(Visibility visibility) {
        return Json.print(out -> {
            out.writeStartObject();
            out.writeBooleanField("public", visibility == Visibility.PUBLIC);
            out.writeEndObject();
        });
    }

    /// pnpm's: `{"access": "restricted"}`
    public static String status(Visibility visibility) {
        return Documents.object(Map.of("access", visibility == Visibility.PUBLIC ? "public" : "restricted"));
    }

    /// `{"@acme/pad": "write"}`, in this order.
    public static String packages(Collection<ListPackages.Item> items) {
        return Json.print(out -> {
            out.writeStartObject();
            for (var item : items) {
                out.writeStringField(item.listing().name().toString(), permission(item.role()));
            }
            out.writeEndObject();
        });
    }

    /// npm's: `{"ada": "write"}`, in this order.
    public static String collaborators(Map<Handle, PackageRole> people) {
        return Json.print(out -> {
            out.writeStartObject();
            for (var person : people.entrySet()) {
                out.writeStringField(person.getKey().value(), permission(person.getValue()));
            }
            out.writeEndObject();
        });
    }

    /// pnpm's: `[{"user": "ada", "permissions": "write"}]`, in this order.
    public static String collaboratorList(Map<Handle, PackageRole> people) {
        return Json.print(out -> {
            out.writeStartArray();
            for (var person : people.entrySet()) {
                out.writeStartObject();
                out.writeStringField("user", person.getKey().value());
                out.writeStringField("permissions", permission(person.getValue()));
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /// pnpm's: `[{"username": "ada", "email": ""}]`, in this order.
    public static String owners(Collection<Handle> owners) {
        return Json.print(out -> {
            out.writeStartArray();
            for (var owner : owners) {
                out.writeStartObject();
                out.writeStringField("username", owner.value());
                out.writeStringField("email", Manifests.NO_EMAIL);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /// Whom `npm owner add` names; addresses are nobody's business.
    public static String user(Principal.Person person) {
        return Json.print(out -> {
            out.writeStartObject();
            out.writeStringField("name", person.handle().value());
            out.writeStringField("email", Manifests.NO_EMAIL);
            out.writeEndObject();
        });
    }

    /// npm tells reading and writing apart and nothing else.
    private static String permission(PackageRole role) {
        return role == PackageRole.READER ? "read" : "write";
    }
}
