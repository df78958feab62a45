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
import dev.slipway.kernel.Texts;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /// A command line was let in; that it took its token is an entry of its own.
    ///
    /// @param client what it calls itself
    /// @param asker the address that it asked from
    record LoginApproved(String client, String asker) implements AuditAction {}

    record LoginDenied(String client, String asker) implements AuditAction {}

    /// The stable name that a log is filtered by.
    default String name() {
        return switch (this) {
            case VersionPublished _ -> "version.published";
            case TagMoved _ -> "tag.moved";
            case TagRemoved _ -> "tag.removed";
            case VersionsDeprecated _ -> "version.deprecated";
            case VersionsUnpublished _ -> "version.unpublished";
            case PackageUnpublished _ -> "package.unpublished";
            case VersionInstalled _ -> "version.installed";
            case OrganizationCreated _ -> "organization.created";
            case AccountOpened _ -> "account.opened";
            case EmailAdded _ -> "account.email_added";
            case IdentityLinked _ -> "account.identity_linked";
            case IdentityUnlinked _ -> "account.identity_unlinked";
            case SignedIn _ -> "account.signed_in";
            case SessionEnded _ -> "session.ended";
            case MemberJoined _ -> "member.joined";
            case RoleChanged _ -> "member.role_changed";
            case MemberRemoved _ -> "member.removed";
            case MemberLeft _ -> "member.left";
            case OrganizationChanged _ -> "organization.changed";
            case OrganizationDeleted _ -> "organization.deleted";
            case OrganizationRestored _ -> "organization.restored";
            case TransferStarted _ -> "transfer.started";
            case TransferAccepted _ -> "transfer.accepted";
            case TransferDeclined _ -> "transfer.declined";
            case TransferRevoked _ -> "transfer.revoked";
            case TokenIssued _ -> "token.issued";
            case TokenRevoked _ -> "token.revoked";
            case InvitationCreated _ -> "invitation.created";
            case InvitationMailed _ -> "invitation.mailed";
            case InvitationResent _ -> "invitation.resent";
            case InvitationRevoked _ -> "invitation.revoked";
            case InvitationDeclined _ -> "invitation.declined";
            case InvitationExpired _ -> "invitation.expired";
            case InvitationAccepted _ -> "invitation.accepted";
            case SeatsChanged _ -> "seats.changed";
            case PoolSeatsChanged _ -> "pool_seats.changed";
            case PoolPlaceGiven _ -> "pool_place.given";
            case PoolPlaceTaken _ -> "pool_place.taken";
            case CheckoutOpened _ -> "billing.checkout_opened";
            case SeatsAsked _ -> "billing.seats_asked";
            case SeatsDenied _ -> "billing.seats_denied";
            case EndAsked _ -> "billing.end_asked";
            case SubscriptionChanged _ -> "billing.changed";
            case TeamCreated _ -> "team.created";
            case TeamChanged _ -> "team.changed";
            case TeamDeleted _ -> "team.deleted";
            case TeamMemberAdded _ -> "team.member_added";
            case TeamMemberRemoved _ -> "team.member_removed";
            case ServiceAccountCreated _ -> "service_account.created";
            case ServiceAccountDeleted _ -> "service_account.deleted";
            case TokenLeaked _ -> "token.leaked";
            case VisibilityChanged _ -> "package.visibility_changed";
            case PoolSharingChanged _ -> "package.pool_changed";
            case CollaboratorChanged _ -> "package.collaborator_changed";
            case GrantGiven _ -> "grant.given";
            case GrantWithdrawn _ -> "grant.withdrawn";
            case AllowListChanged _ -> "allow_list.changed";
            case SignInRuleChanged _ -> "sign_in_rule.changed";
            case ProvisioningChanged _ -> "provisioning.changed";
            case MemberProvisioned _ -> "member.provisioned";
            case MemberNotProvisioned _ -> "member.not_provisioned";
            case LoginApproved _ -> "login.approved";
            case LoginDenied _ -> "login.denied";
        };
    }

    /// What it was done to, such as `@acme/pad@1.2.0`.
    default String target() {
        return switch (this) {
            case VersionPublished action -> action.pkg() + "@" + action.version();
            case TagMoved action -> action.pkg();
            case TagRemoved action -> action.pkg();
            case VersionsDeprecated action -> action.pkg();
            case VersionsUnpublished action -> action.pkg();
            case PackageUnpublished action -> action.pkg();
            case VersionInstalled action -> action.pkg() + "@" + action.version();
            case OrganizationCreated action -> action.displayName();
            case AccountOpened action -> action.handle();
            case EmailAdded action -> action.email().value();
            case IdentityLinked action -> action.issuer();
            case IdentityUnlinked action -> action.issuer();
            case SignedIn action -> action.device();
            case SessionEnded action -> action.device();
            case MemberJoined action -> action.handle();
            case RoleChanged action -> action.handle();
            case MemberRemoved action -> action.handle();
            case MemberLeft action -> action.handle();
            case OrganizationChanged action -> action.org();
            case OrganizationDeleted action -> action.org();
            case OrganizationRestored action -> action.org();
            case TransferStarted action -> action.to();
            case TransferAccepted action -> action.to();
            case TransferDeclined action -> action.to();
            case TransferRevoked action -> action.to();
            case TokenIssued action -> action.tokenName();
            case TokenRevoked action -> action.tokenName();
            case InvitationCreated action -> action.to();
            case InvitationMailed action -> action.to();
            case InvitationResent action -> action.to();
            case InvitationRevoked action -> action.to();
            case InvitationDeclined action -> action.to();
            case InvitationExpired action -> action.to();
            case InvitationAccepted action -> action.to();
            case SeatsChanged _ -> "seats";
            case PoolSeatsChanged _ -> "pool seats";
            case PoolPlaceGiven action -> action.handle();
            case PoolPlaceTaken action -> action.handle();
            case CheckoutOpened _, EndAsked _, SubscriptionChanged _ -> "subscription";
            case SeatsAsked action -> action.kind();
            case SeatsDenied action -> action.kind();
            case TeamCreated action -> action.teamName();
            case TeamChanged action -> action.teamName();
            case TeamDeleted action -> action.teamName();
            case TeamMemberAdded action -> action.teamName();
            case TeamMemberRemoved action -> action.teamName();
            case ServiceAccountCreated action -> action.accountName();
            case ServiceAccountDeleted action -> action.accountName();
            case TokenLeaked action -> action.tokenName();
            case VisibilityChanged action -> action.pkg();
            case PoolSharingChanged action -> action.pkg();
            case CollaboratorChanged action -> action.pkg();
            case GrantGiven action -> action.pkg();
            case GrantWithdrawn action -> action.pkg();
            case AllowListChanged action -> action.org();
            case SignInRuleChanged action -> action.org();
            case ProvisioningChanged action -> action.org();
            case MemberProvisioned action -> action.handle();
            case MemberNotProvisioned action -> action.handle();
            case LoginApproved action -> action.client();
            case LoginDenied action -> action.client();
        };
    }

    /// What else there is to know, with before and after for a change; names and values for people and programs.
    default Map<String, String> details() {
        return switch (this) {
            case VersionPublished action -> published(action);
            case TagMoved(var _, var tag, var from, var to) ->
                Map.of("tag", tag, "before", from.orElse(""), "after", to);
            case TagRemoved(var _, var tag, var from) -> Map.of("tag", tag, "before", from);
            case VersionsDeprecated action -> deprecated(action.changes());
            case VersionsUnpublished action -> Map.of("versions", String.join(" ", new TreeSet<>(action.versions())));
            case PackageUnpublished action -> Map.of("versions", Integer.toString(action.versions()));
            case MemberJoined action -> Map.of("account", action.account().value(), "role", lower(action.role()));
            case RoleChanged(var account, var _, var before, var after) ->
                Map.of("account", account.value(), "before", lower(before), "after", lower(after));
            case MemberRemoved(var account, var _, var role, var machineTokens) -> gone(account, role, machineTokens);
            case MemberLeft(var account, var _, var role, var machineTokens) -> gone(account, role, machineTokens);
            case OrganizationChanged action -> changed(action.changes());
            case TransferStarted action -> Map.of("transfer", action.transfer());
            case TransferAccepted(var transfer, var from, var _, var before) ->
                Map.of("transfer", transfer, "from", from, "before", lower(before), "after", lower(Role.OWNER));
            case TransferDeclined action -> Map.of("transfer", action.transfer(), "from", action.from());
            case TransferRevoked action -> Map.of("transfer", action.transfer());
            case TokenIssued action ->
                Map.of("token", action.id().value(), "scopes", scopes(action.scopes()), "expires", action.expires());
            case IdentityUnlinked action -> Map.of("identity", action.identity());
            case SignedIn(var session, var means, var _) -> Map.of("session", session.value(), "means", means.value());
            case SessionEnded action -> Map.of("session", action.session().value());
            case TokenRevoked action -> Map.of("token", action.id().value());
            case InvitationCreated(var id, var _, var role, var teams, var pool, var until) ->
                with(teams, pool, Map.of("invitation", id, "role", lower(role), "until", until.toString()));
            case InvitationMailed(var id, var _, var mail) -> Map.of("invitation", id, "mail", mail);
            case InvitationResent(var id, var _, var role, var before, var until) ->
                Map.of("invitation", id, "role", lower(role), "before", before.toString(), "after", until.toString());
            case InvitationRevoked(var id, var _, var role) -> Map.of("invitation", id, "role", lower(role));
            case InvitationDeclined(var id, var _, var role) -> Map.of("invitation", id, "role", lower(role));
            case InvitationExpired(var id, var _, var role, var until) ->
                Map.of("invitation", id, "role", lower(role), "until", until.toString());
            case InvitationAccepted(var id, var _, var role, var teams, var pool, var account, var handle) ->
                with(
                        teams,
                        pool,
                        Map.of("invitation", id, "role", lower(role), "account", account.value(), "handle", handle));
            case SeatsChanged(var before, var after) ->
                Map.of("before", Long.toString(before), "after", Long.toString(after));
            case PoolSeatsChanged(var before, var after) ->
                Map.of("before", Long.toString(before), "after", Long.toString(after));
            case PoolPlaceGiven action -> Map.of("account", action.account().value());
            case PoolPlaceTaken action -> Map.of("account", action.account().value());
            case PoolSharingChanged(var _, var shared) ->
                Map.of("before", Boolean.toString(!shared), "after", Boolean.toString(shared));
            case CheckoutOpened(var seats, var poolSeats) ->
                Map.of("seats", Long.toString(seats), "poolSeats", Long.toString(poolSeats));
            case SeatsAsked(var _, var before, var after) ->
                Map.of("before", Long.toString(before), "after", Long.toString(after));
            case SeatsDenied(var _, var before, var after, var why) ->
                Map.of("before", Long.toString(before), "after", Long.toString(after), "why", why);
            case EndAsked(var ends) -> Map.of("before", Boolean.toString(!ends), "after", Boolean.toString(ends));
            case SubscriptionChanged action -> changed(action.changes());
            case TeamCreated action -> Map.of("team", action.team().value());
            case TeamChanged action -> {
                var details = changed(action.changes());
                details.put("team", action.team().value());
                yield details;
            }
            case TeamDeleted action -> Map.of("team", action.team().value());
            case TeamMemberAdded action -> Map.of("team", action.team().value(), "member", action.member());
            case TeamMemberRemoved action -> Map.of("team", action.team().value(), "member", action.member());
            case ServiceAccountCreated action ->
                Map.of("serviceAccount", action.account().value());
            case ServiceAccountDeleted action ->
                Map.of("serviceAccount", action.account().value());
            case TokenLeaked action -> Map.of("token", action.id().value(), "source", action.source());
            case VisibilityChanged(var _, var before, var after) ->
                Map.of("before", lower(before), "after", lower(after));
            case CollaboratorChanged(var _, var collaborator, var before, var after) ->
                Map.of("collaborator", collaborator, "before", lower(before), "after", lower(after));
            case GrantGiven action -> Map.of("account", action.account().value(), "handle", action.handle());
            case GrantWithdrawn action -> Map.of("account", action.account().value(), "handle", action.handle());
            case AllowListChanged(var _, var before, var after) ->
                Map.of("before", joined(before), "after", joined(after));
            case SignInRuleChanged(var _, var before, var after, var breakGlass) ->
                Map.of("before", joined(before), "after", joined(after), "breakGlass", breakGlass);
            case ProvisioningChanged(var _, var issuer, var before, var after) ->
                Map.of("issuer", issuer, "before", lower(before), "after", lower(after));
            case MemberProvisioned(var account, var _, var role, var issuer) ->
                Map.of("account", account.value(), "role", lower(role), "issuer", issuer);
            case MemberNotProvisioned(var account, var _, var issuer, var reason) ->
                Map.of("account", account.value(), "issuer", issuer, "reason", reason);
            case LoginApproved action -> Map.of("asker", action.asker());
            case LoginDenied action -> Map.of("asker", action.asker());
            case AccountOpened(var _, var email) ->
                email.map(address -> Map.of("email", address.value())).orElseGet(Map::of);
            case VersionInstalled _,
                    OrganizationCreated _,
                    OrganizationDeleted _,
                    OrganizationRestored _,
                    EmailAdded _,
                    IdentityLinked _ -> Map.of();
        };
    }

    /// Nothing is said of teams where there are none, nor of the Pool where it doesn't come with it.
    private static Map<String, String> with(Collection<String> teams, boolean pool, Map<String, String> others) {
        var details = new LinkedHashMap<>(others);
        if (!teams.isEmpty()) {
            details.put("teams", String.join(" ", new TreeSet<>(teams)));
        }
        if (pool) {
            details.put("pool", "true");
        }
        return details;
    }

    private static Map<String, String> gone(AccountId account, Role role, int machineTokens) {
        return Map.of(
                "account", account.value(), "role", lower(role), "machineTokens", Integer.toString(machineTokens));
    }

    private static Map<String, String> changed(Map<String, Values> changes) {
        var details = new LinkedHashMap<String, String>();
        changes.forEach((name, values) -> {
            details.put(name + ".before", values.before());
            details.put(name + ".after", values.after());
        });
        return details;
    }

    private static Map<String, String> published(VersionPublished action) {
        var details = new LinkedHashMap<String, String>();
        details.put("tag", action.tag());
        action.tagged().ifPresent(version -> details.put("before", version));
        details.put("integrity", action.integrity());
        details.put("bytes", Long.toString(action.bytes()));
        action.created().ifPresent(visibility -> details.put("createdPackageAs", lower(visibility)));
        return details;
    }

    /// Versions mostly share their messages: each pair of them once, with the versions that it is said of. An entry is
    /// one item of at most 400 KB: where thousands of versions get a message each, texts are cut and the last left out.
    private static Map<String, String> deprecated(Map<String, VersionsDeprecated.Messages> changes) {
        var versions = new LinkedHashMap<VersionsDeprecated.Messages, StringJoiner>();
        changes.forEach((version, messages) ->
                versions.computeIfAbsent(messages, _ -> new StringJoiner(" ")).add(version));
        var shown = Math.min(versions.size(), 1_000);
        var longest = 40_000 / shown;
        var details = new LinkedHashMap<String, String>();
        versions.entrySet().stream().limit(shown).forEach(entry -> {
            var number = details.size() / 3 + 1;
            details.put("before" + number, cut(entry.getKey().before(), longest));
            details.put("after" + number, cut(entry.getKey().after(), longest));
            details.put("versions" + number, cut(entry.getValue().toString(), longest));
        });
        if (versions.size() > shown) {
            details.put("leftOut", Integer.toString(versions.size() - shown));
        }
        return details;
    }

    private static String cut(String list, int length) {
        return list.length() > length ? Texts.cut(list, length) + "…" : list;
    }

    private static String scopes(Set<Scope> scopes) {
        return scopes.stream().map(AuditAction::lower).sorted().collect(Collectors.joining(" "));
    }

    private static String joined(Set<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    /// @return empty for nothing
    private static String lower(Optional<? extends Enum<?>> constant) {
        return constant.map(AuditAction::lower).orElse("");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
