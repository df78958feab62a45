package dev.slipway.audit;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.audit.AuditAction.AccountOpened;
import dev.slipway.audit.AuditAction.AddressRefused;
import dev.slipway.audit.AuditAction.AllowListChanged;
import dev.slipway.audit.AuditAction.AuditExported;
import dev.slipway.audit.AuditAction.CheckoutOpened;
import dev.slipway.audit.AuditAction.CollaboratorChanged;
import dev.slipway.audit.AuditAction.EmailAdded;
import dev.slipway.audit.AuditAction.EndAsked;
import dev.slipway.audit.AuditAction.EventsArchived;
import dev.slipway.audit.AuditAction.GrantGiven;
import dev.slipway.audit.AuditAction.GrantWithdrawn;
import dev.slipway.audit.AuditAction.IdentityLinked;
import dev.slipway.audit.AuditAction.IdentityUnlinked;
import dev.slipway.audit.AuditAction.InvitationAccepted;
import dev.slipway.audit.AuditAction.InvitationCreated;
import dev.slipway.audit.AuditAction.InvitationDeclined;
import dev.slipway.audit.AuditAction.InvitationExpired;
import dev.slipway.audit.AuditAction.InvitationMailed;
import dev.slipway.audit.AuditAction.InvitationResent;
import dev.slipway.audit.AuditAction.InvitationRevoked;
import dev.slipway.audit.AuditAction.LoginApproved;
import dev.slipway.audit.AuditAction.LoginDenied;
import dev.slipway.audit.AuditAction.MemberJoined;
import dev.slipway.audit.AuditAction.MemberLeft;
import dev.slipway.audit.AuditAction.MemberNotProvisioned;
import dev.slipway.audit.AuditAction.MemberProvisioned;
import dev.slipway.audit.AuditAction.MemberRemoved;
import dev.slipway.audit.AuditAction.OrganizationChanged;
import dev.slipway.audit.AuditAction.OrganizationCreated;
import dev.slipway.audit.AuditAction.OrganizationDeleted;
import dev.slipway.audit.AuditAction.OrganizationRestored;
import dev.slipway.audit.AuditAction.PackageUnpublished;
import dev.slipway.audit.AuditAction.PoolPlaceGiven;
import dev.slipway.audit.AuditAction.PoolPlaceTaken;
import dev.slipway.audit.AuditAction.PoolSeatsChanged;
import dev.slipway.audit.AuditAction.PoolSharingChanged;
import dev.slipway.audit.AuditAction.ProvisioningChanged;
import dev.slipway.audit.AuditAction.RoleChanged;
import dev.slipway.audit.AuditAction.SeatsAsked;
import dev.slipway.audit.AuditAction.SeatsChanged;
import dev.slipway.audit.AuditAction.SeatsDenied;
import dev.slipway.audit.AuditAction.ServiceAccountCreated;
import dev.slipway.audit.AuditAction.ServiceAccountDeleted;
import dev.slipway.audit.AuditAction.SessionEnded;
import dev.slipway.audit.AuditAction.SignInRefused;
import dev.slipway.audit.AuditAction.SignInRuleChanged;
import dev.slipway.audit.AuditAction.SignedIn;
import dev.slipway.audit.AuditAction.SubscriptionChanged;
import dev.slipway.audit.AuditAction.TagMoved;
import dev.slipway.audit.AuditAction.TagRemoved;
import dev.slipway.audit.AuditAction.TeamChanged;
import dev.slipway.audit.AuditAction.TeamCreated;
import dev.slipway.audit.AuditAction.TeamDeleted;
import dev.slipway.audit.AuditAction.TeamMemberAdded;
import dev.slipway.audit.AuditAction.TeamMemberRemoved;
import dev.slipway.audit.AuditAction.TokenAddressRefused;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.AuditAction.TokenLeaked;
import dev.slipway.audit.AuditAction.TokenRevoked;
import dev.slipway.audit.AuditAction.TransferAccepted;
import dev.slipway.audit.AuditAction.TransferDeclined;
import dev.slipway.audit.AuditAction.TransferRevoked;
import dev.slipway.audit.AuditAction.TransferStarted;
import dev.slipway.audit.AuditAction.Values;
import dev.slipway.audit.AuditAction.VersionInstalled;
import dev.slipway.audit.AuditAction.VersionPublished;
import dev.slipway.audit.AuditAction.VersionsDeprecated;
import dev.slipway.audit.AuditAction.VersionsUnpublished;
import dev.slipway.audit.AuditAction.VisibilityChanged;
import dev.slipway.audit.AuditAction.WebhookChanged;
import dev.slipway.audit.AuditAction.WebhookCreated;
import dev.slipway.audit.AuditAction.WebhookDeleted;
import dev.slipway.audit.AuditAction.WebhookPaused;
import dev.slipway.audit.AuditAction.WebhookResent;
import dev.slipway.audit.AuditAction.WebhookResumed;
import dev.slipway.audit.AuditAction.WebhookSecretRotated;
import dev.slipway.audit.AuditAction.WebhookTestSent;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Texts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What else there is to know of an action.
final class ActionDetails {

    private ActionDetails() {}

    /// What else there is to know, with before and after for a change; names and values for people and programs.
    static Map<String, String> of(AuditAction done) {
        return switch (done) {
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
            case AuditExported action -> exported(action);
            case AddressRefused action -> Map.of("asked", action.asked());
            case SignInRefused action -> Map.of("asked", action.asked(), "wanted", joined(action.wanted()));
            case TokenAddressRefused action ->
                Map.of("asked", action.asked(), "token", action.id().value());
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
            case EventsArchived(var events, var from, var to, var first, var last) ->
                Map.of(
                        "events",
                        Long.toString(events),
                        "from",
                        from.toString(),
                        "to",
                        to.toString(),
                        "firstSeal",
                        Long.toString(first),
                        "lastSeal",
                        Long.toString(last));
            case WebhookCreated(var webhook, var _, var events) ->
                Map.of("webhook", webhook, "events", String.join(" ", new TreeSet<>(events)));
            case WebhookChanged action -> {
                var details = changed(action.changes());
                details.put("webhook", action.webhook());
                yield details;
            }
            case WebhookDeleted action -> Map.of("webhook", action.webhook());
            case WebhookSecretRotated(var webhook, var _, var expired) ->
                Map.of("webhook", webhook, "expired", Boolean.toString(expired));
            case WebhookPaused(var webhook, var _, var why) -> Map.of("webhook", webhook, "why", why);
            case WebhookResumed action -> Map.of("webhook", action.webhook());
            case WebhookTestSent(var webhook, var _, var delivery) -> Map.of("webhook", webhook, "delivery", delivery);
            case WebhookResent(var webhook, var _, var delivery, var event) ->
                Map.of("webhook", webhook, "delivery", delivery, "event", event);
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

    private static Map<String, String> exported(AuditExported action) {
        var details = new LinkedHashMap<>(action.narrowedTo());
        details.put("format", action.format());
        details.put("from", action.from().toString());
        details.put("to", action.to().toString());
        return details;
    }

    private static String cut(String list, int length) {
        return list.length() > length ? Texts.cut(list, length) + "…" : list;
    }

    private static String scopes(Set<Scope> scopes) {
        return scopes.stream().map(ActionDetails::lower).sorted().collect(Collectors.joining(" "));
    }

    private static String joined(Set<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    /// @return empty for nothing
    private static String lower(Optional<? extends Enum<?>> constant) {
        return constant.map(ActionDetails::lower).orElse("");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
