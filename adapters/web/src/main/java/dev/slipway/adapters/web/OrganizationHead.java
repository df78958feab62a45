package dev.slipway.adapters.web;

import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization;
import dev.slipway.org.ShowOrganization;
import java.time.Instant;
import java.util.Set;

/// The organization that a page is about, as the viewer stands to it.
///
/// @param role the viewer's
/// @param may what the viewer may do in it; a page shows no form for anything else
/// @param bill what all of its pages say above everything else
public record OrganizationHead(
        OrgSlug slug, String name, Organization.Kind kind, Role role, Set<Permission> may, Bill bill) {

    public OrganizationHead {
        may = Set.copyOf(may);
    }

    /// How it stands with what the organization costs.
    public sealed interface Bill {

        /// There is nothing to say.
        record Settled() implements Bill {}

        /// A payment has failed, and everything works until then.
        record Failed(Instant until) implements Bill {}

        /// It isn't paid for, and what costs more is refused.
        record Due() implements Bill {}

        private static Bill of(OrgPolicy policy, Instant now) {
            return policy.worksUntil()
                    .<Bill>map(until -> policy.lapsedAt(now) ? new Due() : new Failed(until))
                    .orElseGet(Settled::new);
        }
    }

    /// For a member who looks, from what was read for the page anyway.
    public static OrganizationHead of(ShowOrganization.Outcome.Shown found, Instant now) {
        var organization = found.organization();
        return new OrganizationHead(
                organization.slug(),
                organization.displayName(),
                organization.kind(),
                found.role().orElseThrow(),
                found.may(),
                Bill.of(organization.policy(), now));
    }

    /// Whether it isn't paid for: what costs more isn't offered then.
    public boolean lapsed() {
        return bill instanceof Bill.Due;
    }

    public boolean mayManageBilling() {
        return may.contains(Permission.MANAGE_BILLING);
    }

    public boolean mayManageWebhooks() {
        return may.contains(Permission.MANAGE_WEBHOOKS);
    }

    public boolean mayReadAuditLog() {
        return may.contains(Permission.READ_AUDIT_LOG);
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
