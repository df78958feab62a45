package dev.slipway.audit;

import static java.util.Map.entry;

import java.util.Map;

/// The stable names that a log is filtered by. A test holds them to the actions that there are: each has one of its
/// own.
final class ActionNames {

    static final Map<Class<? extends AuditAction>, String> ALL = Map.ofEntries(
            entry(AuditAction.VersionPublished.class, "version.published"),
            entry(AuditAction.TagMoved.class, "tag.moved"),
            entry(AuditAction.TagRemoved.class, "tag.removed"),
            entry(AuditAction.VersionsDeprecated.class, "version.deprecated"),
            entry(AuditAction.VersionsUnpublished.class, "version.unpublished"),
            entry(AuditAction.PackageUnpublished.class, "package.unpublished"),
            entry(AuditAction.VersionInstalled.class, "version.installed"),
            entry(AuditAction.OrganizationCreated.class, "organization.created"),
            entry(AuditAction.AccountOpened.class, "account.opened"),
            entry(AuditAction.EmailAdded.class, "account.email_added"),
            entry(AuditAction.IdentityLinked.class, "account.identity_linked"),
            entry(AuditAction.IdentityUnlinked.class, "account.identity_unlinked"),
            entry(AuditAction.SignedIn.class, "account.signed_in"),
            entry(AuditAction.SessionEnded.class, "session.ended"),
            entry(AuditAction.MemberJoined.class, "member.joined"),
            entry(AuditAction.RoleChanged.class, "member.role_changed"),
            entry(AuditAction.MemberRemoved.class, "member.removed"),
            entry(AuditAction.MemberLeft.class, "member.left"),
            entry(AuditAction.OrganizationChanged.class, "organization.changed"),
            entry(AuditAction.OrganizationDeleted.class, "organization.deleted"),
            entry(AuditAction.OrganizationRestored.class, "organization.restored"),
            entry(AuditAction.TransferStarted.class, "transfer.started"),
            entry(AuditAction.TransferAccepted.class, "transfer.accepted"),
            entry(AuditAction.TransferDeclined.class, "transfer.declined"),
            entry(AuditAction.TransferRevoked.class, "transfer.revoked"),
            entry(AuditAction.TokenIssued.class, "token.issued"),
            entry(AuditAction.TokenRevoked.class, "token.revoked"),
            entry(AuditAction.InvitationCreated.class, "invitation.created"),
            entry(AuditAction.InvitationMailed.class, "invitation.mailed"),
            entry(AuditAction.InvitationResent.class, "invitation.resent"),
            entry(AuditAction.InvitationRevoked.class, "invitation.revoked"),
            entry(AuditAction.InvitationDeclined.class, "invitation.declined"),
            entry(AuditAction.InvitationExpired.class, "invitation.expired"),
            entry(AuditAction.InvitationAccepted.class, "invitation.accepted"),
            entry(AuditAction.SeatsChanged.class, "seats.changed"),
            entry(AuditAction.PoolSeatsChanged.class, "pool_seats.changed"),
            entry(AuditAction.PoolPlaceGiven.class, "pool_place.given"),
            entry(AuditAction.PoolPlaceTaken.class, "pool_place.taken"),
            entry(AuditAction.CheckoutOpened.class, "billing.checkout_opened"),
            entry(AuditAction.SeatsAsked.class, "billing.seats_asked"),
            entry(AuditAction.SeatsDenied.class, "billing.seats_denied"),
            entry(AuditAction.EndAsked.class, "billing.end_asked"),
            entry(AuditAction.SubscriptionChanged.class, "billing.changed"),
            entry(AuditAction.TeamCreated.class, "team.created"),
            entry(AuditAction.TeamChanged.class, "team.changed"),
            entry(AuditAction.TeamDeleted.class, "team.deleted"),
            entry(AuditAction.TeamMemberAdded.class, "team.member_added"),
            entry(AuditAction.TeamMemberRemoved.class, "team.member_removed"),
            entry(AuditAction.ServiceAccountCreated.class, "service_account.created"),
            entry(AuditAction.ServiceAccountDeleted.class, "service_account.deleted"),
            entry(AuditAction.TokenLeaked.class, "token.leaked"),
            entry(AuditAction.VisibilityChanged.class, "package.visibility_changed"),
            entry(AuditAction.PoolSharingChanged.class, "package.pool_changed"),
            entry(AuditAction.CollaboratorChanged.class, "package.collaborator_changed"),
            entry(AuditAction.GrantGiven.class, "grant.given"),
            entry(AuditAction.GrantWithdrawn.class, "grant.withdrawn"),
            entry(AuditAction.AllowListChanged.class, "allow_list.changed"),
            entry(AuditAction.SignInRuleChanged.class, "sign_in_rule.changed"),
            entry(AuditAction.ProvisioningChanged.class, "provisioning.changed"),
            entry(AuditAction.MemberProvisioned.class, "member.provisioned"),
            entry(AuditAction.MemberNotProvisioned.class, "member.not_provisioned"),
            entry(AuditAction.LoginApproved.class, "login.approved"),
            entry(AuditAction.LoginDenied.class, "login.denied"),
            entry(AuditAction.EventsArchived.class, "audit.archived"));

    private ActionNames() {}
}
