package dev.slipway.audit;

import dev.slipway.access.Means;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TeamId;
import dev.slipway.access.TokenId;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Email;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What was done. A type for each action, so that none is recorded without what belongs to it.
///
/// Packages, versions and tags stand here as text, since the parts of the business that own those words build on this
/// one and not the other way round.
public sealed interface AuditAction {

    /// @param tagged the version that the tag pointed at before
    /// @param created what the package was made as, if this was its first version
    record VersionPublished(
            String pkg,
            String version,
            String tag,
            Optional<String> tagged,
            String integrity,
            long bytes,
            Optional<Visibility> created)
            implements AuditAction {}

    record TagMoved(String pkg, String tag, Optional<String> from, String to) implements AuditAction {}

    record TagRemoved(String pkg, String tag, String from) implements AuditAction {}

    /// @param changes version to its message before and after; an empty message says that it was, or is, not deprecated
    record VersionsDeprecated(String pkg, Map<String, Messages> changes) implements AuditAction {

        public record Messages(String before, String after) {}
    }

    record VersionsUnpublished(String pkg, Collection<String> versions) implements AuditAction {}

    record PackageUnpublished(String pkg, int versions) implements AuditAction {}

    record VersionInstalled(String pkg, String version) implements AuditAction {}

    record OrganizationCreated(String displayName) implements AuditAction {}

    /// @param email the verified address that it began with, if any
    record AccountOpened(String handle, Optional<Email> email) implements AuditAction {}

    /// An address was proved to be the account's.
    record EmailAdded(Email email) implements AuditAction {}

    /// The account can be signed in to by this provider from now on.
    record IdentityLinked(String issuer) implements AuditAction {}

    /// The account can't be signed in to by this any more.
    record IdentityUnlinked(String identity, String issuer) implements AuditAction {}

    /// @param means how they proved who they are
    /// @param device the browser's, as far as it tells
    record SignedIn(TokenId session, Means means, String device) implements AuditAction {}

    /// A session was ended: by signing out, by signing in once more, or by its owner from elsewhere.
    record SessionEnded(TokenId session, String device) implements AuditAction {}

    record MemberJoined(AccountId account, String handle, Role role) implements AuditAction {}

    record RoleChanged(AccountId account, String handle, Role before, Role after) implements AuditAction {}

    /// @param machineTokens how many they made that still work, and go on
    record MemberRemoved(AccountId account, String handle, Role role, int machineTokens) implements AuditAction {}

    /// By themselves.
    ///
    /// @param machineTokens how many they made that still work, and go on
    record MemberLeft(AccountId account, String handle, Role role, int machineTokens) implements AuditAction {}

    /// @param changes what was changed, by the name that the API has for it, with its value before and after
    record OrganizationChanged(String org, Map<String, Values> changes) implements AuditAction {}

    /// A value before and after a change; empty for none.
    record Values(String before, String after) {}

    record OrganizationDeleted(String org) implements AuditAction {}

    record OrganizationRestored(String org) implements AuditAction {}

    /// @param to the member who is to be owner
    record TransferStarted(String transfer, String to) implements AuditAction {}

    /// What makes the recipient owner and the sender admin.
    ///
    /// @param before what the recipient was
    record TransferAccepted(String transfer, String from, String to, Role before) implements AuditAction {}

    record TransferDeclined(String transfer, String from, String to) implements AuditAction {}

    record TransferRevoked(String transfer, String to) implements AuditAction {}

    /// @param expires a time, or `never`
    record TokenIssued(TokenId id, String tokenName, Set<Scope> scopes, String expires) implements AuditAction {}

    record TokenRevoked(TokenId id, String tokenName) implements AuditAction {}

    /// @param to the address, or the handle of whoever was invited by it
    /// @param teams the names of those that come with it
    /// @param until when its link stops working
    /// @param pool whether it comes with a place in the Pool
    record InvitationCreated(
            String invitation, String to, Role role, Collection<String> teams, boolean pool, Instant until)
            implements AuditAction {}

    /// @param mail what became of the mail with the link: `sent`, `failed`, `bounced`, `complained`
    record InvitationMailed(String invitation, String to, String mail) implements AuditAction {}

    /// @param before when the link before would have stopped working, which is dead now
    record InvitationResent(String invitation, String to, Role role, Instant before, Instant until)
            implements AuditAction {}

    record InvitationRevoked(String invitation, String to, Role role) implements AuditAction {}

    record InvitationDeclined(String invitation, String to, Role role) implements AuditAction {}

    /// @param until when its link stopped working, which is before it was noticed
    record InvitationExpired(String invitation, String to, Role role, Instant until) implements AuditAction {}

    /// @param teams the names of those that the new member is of
    /// @param pool whether they have a place in the Pool with it
    record InvitationAccepted(
            String invitation,
            String to,
            Role role,
            Collection<String> teams,
            boolean pool,
            AccountId account,
            String handle)
            implements AuditAction {}

    record SeatsChanged(long before, long after) implements AuditAction {}

    record PoolSeatsChanged(long before, long after) implements AuditAction {}

    /// A member has a place in the Pool from now on.
    record PoolPlaceGiven(AccountId account, String handle) implements AuditAction {}

    record PoolPlaceTaken(AccountId account, String handle) implements AuditAction {}

    /// A page was opened where the organization can subscribe.
    record CheckoutOpened(long seats, long poolSeats) implements AuditAction {}

    /// Another number of seats, or of pool seats, was asked for. That it is so is an entry of its own.
    ///
    /// @param kind `seats` or `pool_seats`
    record SeatsAsked(String kind, long before, long after) implements AuditAction {}

    /// What was asked for comes to nothing.
    ///
    /// @param why a sentence
    record SeatsDenied(String kind, long before, long after, String why) implements AuditAction {}

    /// It was asked that the subscription end with its period, or go on after all.
    record EndAsked(boolean ends) implements AuditAction {}

    /// What Stripe says of the subscription is another thing than before.
    ///
    /// @param changes by the name that the API has for it, with its value before and after
    record SubscriptionChanged(Map<String, Values> changes) implements AuditAction {}

    record TeamCreated(TeamId team, String teamName) implements AuditAction {}

    /// @param changes what was changed, by the name that the API has for it, with its value before and after
    record TeamChanged(TeamId team, String teamName, Map<String, Values> changes) implements AuditAction {}

    record TeamDeleted(TeamId team, String teamName) implements AuditAction {}

    /// @param member a handle, or the name of a service account
    record TeamMemberAdded(TeamId team, String teamName, String member) implements AuditAction {}

    record TeamMemberRemoved(TeamId team, String teamName, String member) implements AuditAction {}

    record ServiceAccountCreated(ServiceAccountId account, String accountName) implements AuditAction {}

    record ServiceAccountDeleted(ServiceAccountId account, String accountName) implements AuditAction {}

    /// Somebody found it where everybody could read it, and it was revoked at once.
    ///
    /// @param source what the finder says of where it was
    record TokenLeaked(TokenId id, String tokenName, String source) implements AuditAction {}

    record VisibilityChanged(String pkg, Visibility before, Visibility after) implements AuditAction {}

    /// @param shared whether it is shared in the Pool now; it was the contrary before
    record PoolSharingChanged(String pkg, boolean shared) implements AuditAction {}

    /// @param collaborator a handle, or the name of a team behind `team:`
    /// @param before what it was to the package; empty for nothing
    record CollaboratorChanged(
            String pkg, String collaborator, Optional<PackageRole> before, Optional<PackageRole> after)
            implements AuditAction {}

    record GrantGiven(String pkg, AccountId account, String handle) implements AuditAction {}

    record GrantWithdrawn(String pkg, AccountId account, String handle) implements AuditAction {}

    record AllowListChanged(String org, Set<Cidr> before, Set<Cidr> after) implements AuditAction {}

    /// @param before how people had to sign in; empty for any way
    record SignInRuleChanged(String org, Set<Means> before, Set<Means> after, String breakGlass)
            implements AuditAction {}

    /// Whoever comes from an issuer becomes a member from now on, or doesn't any more.
    record ProvisioningChanged(String org, String issuer, Optional<Role> before, Optional<Role> after)
            implements AuditAction {}

    /// Somebody became a member by signing in at an issuer that the organization trusts.
    record MemberProvisioned(AccountId account, String handle, Role role, String issuer) implements AuditAction {}

    /// Somebody would have become a member so, and something stood against it.
    ///
    /// @param reason such as `no_seat_left`
    record MemberNotProvisioned(AccountId account, String handle, String issuer, String reason)
            implements AuditAction {}

    /// A part of the log was written to a file.
    ///
    /// @param narrowedTo what the file is narrowed to, by the names that the API has for it
    record AuditExported(String export, String format, Instant from, Instant to, Map<String, String> narrowedTo)
            implements AuditAction {}

    /// The organization's allow-list let a request not in. Where it came from is its entry's origin.
    ///
    /// @param asked what for, such as `packument.read`
    record AddressRefused(String org, String asked) implements AuditAction {}

    /// The organization wants its people to sign in by other means.
    ///
    /// @param wanted any of these would have done
    record SignInRefused(String org, Set<Means> wanted, String asked) implements AuditAction {}

    /// A token was used from an address that it is not for.
    record TokenAddressRefused(TokenId id, String tokenName, String asked) implements AuditAction {}

    /// A command line was let in; that it took its token is an entry of its own.
    ///
    /// @param client what it calls itself
    /// @param asker the address that it asked from
    record LoginApproved(String client, String asker) implements AuditAction {}

    record LoginDenied(String client, String asker) implements AuditAction {}

    /// Events have left the log, once they were sealed: they are in the files of these seals.
    record EventsArchived(long events, Instant from, Instant to, long firstSeal, long lastSeal)
            implements AuditAction {}

    /// @param url where it sends to, without what stands behind the host: that is often a secret
    /// @param events the names of those that it is told of; `*` for all
    record WebhookCreated(String webhook, String url, Collection<String> events) implements AuditAction {}

    /// @param changes what was changed, by the name that the API has for it, with its value before and after
    record WebhookChanged(String webhook, String url, Map<String, Values> changes) implements AuditAction {}

    record WebhookDeleted(String webhook, String url) implements AuditAction {}

    /// @param expired whether the secret before is no longer signed with
    record WebhookSecretRotated(String webhook, String url, boolean expired) implements AuditAction {}

    /// @param why such as `by hand`
    record WebhookPaused(String webhook, String url, String why) implements AuditAction {}

    record WebhookResumed(String webhook, String url) implements AuditAction {}

    record WebhookTestSent(String webhook, String url, String delivery) implements AuditAction {}

    /// @param event the name of what it tells
    record WebhookResent(String webhook, String url, String delivery, String event) implements AuditAction {}

    /// The names of all actions.
    Set<String> NAMES = Set.copyOf(ActionNames.ALL.values());

    /// The stable name that a log is filtered by.
    default String name() {
        return Objects.requireNonNull(ActionNames.ALL.get(getClass()));
    }

    /// What it was done to, such as `@acme/pad@1.2.0`.
    default String target() {
        return ActionTargets.of(this);
    }

    /// What a log is filtered by, of something that something was done to: a package stands for all of its versions.
    ///
    /// @param target such as `@acme/pad@1.2.0`
    static String subject(String target) {
        var version = target.startsWith("@") ? target.indexOf('@', 1) : -1;
        return version < 0 ? target : target.substring(0, version);
    }

    /// What else there is to know, with before and after for a change; names and values for people and programs.
    default Map<String, String> details() {
        return ActionDetails.of(this);
    }
}
