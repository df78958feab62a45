package dev.slipway.access;

import dev.slipway.kernel.Malformed;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody, or a team, is to one package or to all of an organization's. Each includes those before it.
public enum PackageRole {
    /// Installs it, and finds it.
    READER,
    /// Uploads releases, moves tags, deprecates.
    MAINTAINER,
    /// Manages it and its collaborators: visibility, grants, unpublishing.
    OWNER;

    /// The one of this name, in lower case as people and programs write it.
    ///
    /// @throws Malformed `invalid_package_role`
    public static PackageRole named(String name) {
        return Stream.of(values())
                .filter(one -> one.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Malformed(
                        "invalid_package_role",
                        "\"" + Malformed.shown(name) + "\" is no role in a package: use reader, maintainer or owner."));
    }

    /// @see #named
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The lowest one that gives this; empty if none does.
    static Optional<PackageRole> least(Permission permission) {
        return Stream.of(values()).filter(role -> role.gives(permission)).findFirst();
    }

    /// Whether whoever has it may do this to the package.
    boolean gives(Permission permission) {
        return switch (permission) {
            case READ_PACKAGES -> true;
            case PUBLISH_PACKAGES -> compareTo(MAINTAINER) >= 0;
            case MANAGE_PACKAGE -> this == OWNER;
            default -> false;
        };
    }
}
