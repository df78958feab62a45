package dev.slipway.adapters.web;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `GET /console/organizations/{org}/teams/{team}`: what a team gives, and who is of it.
///
/// Forms: `POST /console/organizations/{org}/teams/{team}` with `act` `save` (`name`, `description`, each permission by
/// its name = `on` or absent, `allPackages` = `none`, `reader`, `maintainer` or `owner`), `add` (`member`, a handle or
/// `service:` and a name), `remove` (`member`), `delete`.
///
/// @param founding empty for a built-in one
/// @param form for whoever may change it
/// @param newcomer whom to add, for whoever may
/// @param next the cursor of the next page of members
public record TeamPage(
        Chrome frame,
        OrganizationHead organization,
        TeamName name,
        String description,
        Optional<Founding> founding,
        Power power,
        Optional<Form> form,
        Optional<Field> newcomer,
        List<Row> members,
        boolean mayDelete,
        Optional<String> next)
        implements Page {

    public TeamPage {
        members = List.copyOf(members);
    }

    public record Founding(Handle by, Instant at) {}

    /// @param everywhere what it is to all packages; empty for nothing
    public record Power(Set<Permission> permissions, Optional<PackageRole> everywhere) {

        public Power {
            permissions = Set.copyOf(permissions);
        }

        public boolean nothing() {
            return permissions.isEmpty() && everywhere.isEmpty();
        }
    }

    /// @param naming empty for a built-in one
    /// @param permissions those that the viewer may give
    /// @param everywhere the roles in all packages that the viewer may give
    public record Form(Optional<Naming> naming, Set<Permission> permissions, Set<PackageRole> everywhere) {

        public Form {
            permissions = Set.copyOf(permissions);
            everywhere = Set.copyOf(everywhere);
        }
    }

    public record Naming(Field name, Field description) {}

    /// @param name a handle, or `service:` and a name
    /// @param role empty for a service account
    /// @param withoutEffect for a billing manager, to whom teams give nothing
    public record Row(String name, Optional<Role> role, boolean withoutEffect, boolean removable) {}
}
