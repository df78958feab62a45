package dev.slipway.adapters.web;

import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization;
import java.util.Set;

/// The organization that a page is about, as the viewer stands to it.
///
/// @param role the viewer's
/// @param may what the viewer may do in it; a page shows no form for anything else
public record OrganizationHead(OrgSlug slug, String name, Organization.Kind kind, Role role, Set<Permission> may) {

    public OrganizationHead {
        may = Set.copyOf(may);
    }

    public boolean mayManageMembers() {
        return may.contains(Permission.MANAGE_MEMBERS);
    }

    public boolean mayInvite() {
        return may.contains(Permission.INVITE_MEMBERS);
    }

    public boolean mayManageTeams() {
        return may.contains(Permission.MANAGE_TEAMS);
    }

    public boolean mayChangeSettings() {
        return may.contains(Permission.CHANGE_SETTINGS);
    }

    /// Billing managers have no part in packages.
    public boolean mayReadPackages() {
        return role.takesSeat();
    }

    public boolean mayOwn() {
        return may.contains(Permission.OWN_ORGANIZATION);
    }

    public boolean company() {
        return kind == Organization.Kind.COMPANY;
    }
}
