package dev.slipway.audit;

import dev.slipway.access.Means;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.TokenId;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
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

    /// @param means how they proved who they are
    /// @param device the browser's, as far as it tells
    record SignedIn(TokenId session, Means means, String device) implements AuditAction {}

    /// A session was ended: by signing out, by signing in once more, or by its owner from elsewhere.
    record SessionEnded(TokenId session, String device) implements AuditAction {}

    record MemberJoined(AccountId account, String handle, Role role) implements AuditAction {}

    /// @param expires a time, or `never`
    record TokenIssued(TokenId id, String tokenName, Set<Scope> scopes, String expires) implements AuditAction {}

    record TokenRevoked(TokenId id, String tokenName) implements AuditAction {}

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
            case SignedIn _ -> "account.signed_in";
            case SessionEnded _ -> "session.ended";
            case MemberJoined _ -> "member.joined";
            case TokenIssued _ -> "token.issued";
            case TokenRevoked _ -> "token.revoked";
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
            case SignedIn action -> action.device();
            case SessionEnded action -> action.device();
            case MemberJoined action -> action.handle();
            case TokenIssued action -> action.tokenName();
            case TokenRevoked action -> action.tokenName();
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
            case TokenIssued action ->
                Map.of("token", action.id().value(), "scopes", scopes(action.scopes()), "expires", action.expires());
            case SignedIn(var session, var means, var _) -> Map.of("session", session.value(), "means", means.value());
            case SessionEnded action -> Map.of("session", action.session().value());
            case TokenRevoked action -> Map.of("token", action.id().value());
            case AccountOpened(var _, var email) ->
                email.map(address -> Map.of("email", address.value())).orElseGet(Map::of);
            case VersionInstalled _, OrganizationCreated _, EmailAdded _, IdentityLinked _ -> Map.of();
        };
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

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
