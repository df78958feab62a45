package dev.slipway.audit;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.TokenId;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.AccountId;
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

    /// The stable name that the log is filtered by, such as `version.published`.
    String name();

    /// What it was done to, such as `@acme/pad@1.2.0`.
    String target();

    /// What else there is to know, with before and after for a change; names and values for people and programs.
    Map<String, String> details();

    record VersionPublished(
            String pkg, String version, String tag, String integrity, long bytes, Optional<Visibility> created)
            implements AuditAction {
        @Override
        public String name() {
            return "version.published";
        }

        @Override
        public String target() {
            return pkg + "@" + version;
        }

        @Override
        public Map<String, String> details() {
            var details = new LinkedHashMap<String, String>();
            details.put("tag", tag);
            details.put("integrity", integrity);
            details.put("bytes", Long.toString(bytes));
            created.ifPresent(visibility -> details.put("createdPackageAs", lower(visibility)));
            return details;
        }
    }

    record TagMoved(String pkg, String tag, Optional<String> from, String to) implements AuditAction {
        @Override
        public String name() {
            return "tag.moved";
        }

        @Override
        public String target() {
            return pkg;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("tag", tag, "before", from.orElse(""), "after", to);
        }
    }

    record TagRemoved(String pkg, String tag, String from) implements AuditAction {
        @Override
        public String name() {
            return "tag.removed";
        }

        @Override
        public String target() {
            return pkg;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("tag", tag, "before", from);
        }
    }

    /// @param messages version to message; an empty message says that the version is deprecated no longer
    record VersionsDeprecated(String pkg, Map<String, String> messages) implements AuditAction {

        /// An entry is one item of at most 400 KB, and a package may have thousands of versions with long names.
        private static final int LONGEST_LIST = 100_000;

        @Override
        public String name() {
            return "version.deprecated";
        }

        @Override
        public String target() {
            return pkg;
        }

        /// Versions mostly share a message: each message once, with the versions that it is said of.
        @Override
        public Map<String, String> details() {
            var versions = new LinkedHashMap<String, StringJoiner>();
            messages.forEach((version, message) -> versions.computeIfAbsent(message, _ -> new StringJoiner(" "))
                    .add(version));
            var details = new LinkedHashMap<String, String>();
            versions.forEach((message, list) -> {
                var number = details.size() / 2 + 1;
                details.put("message" + number, message);
                details.put("versions" + number, cut(list.toString(), LONGEST_LIST / versions.size()));
            });
            return details;
        }

        private static String cut(String list, int length) {
            return list.length() > length ? list.substring(0, length) + "…" : list;
        }
    }

    record VersionsUnpublished(String pkg, Collection<String> versions) implements AuditAction {
        @Override
        public String name() {
            return "version.unpublished";
        }

        @Override
        public String target() {
            return pkg;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("versions", String.join(" ", new TreeSet<>(versions)));
        }
    }

    record PackageUnpublished(String pkg, int versions) implements AuditAction {
        @Override
        public String name() {
            return "package.unpublished";
        }

        @Override
        public String target() {
            return pkg;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("versions", Integer.toString(versions));
        }
    }

    record VersionInstalled(String pkg, String version) implements AuditAction {
        @Override
        public String name() {
            return "version.installed";
        }

        @Override
        public String target() {
            return pkg + "@" + version;
        }

        @Override
        public Map<String, String> details() {
            return Map.of();
        }
    }

    record OrganizationCreated(String displayName) implements AuditAction {
        @Override
        public String name() {
            return "organization.created";
        }

        @Override
        public String target() {
            return displayName;
        }

        @Override
        public Map<String, String> details() {
            return Map.of();
        }
    }

    record AccountOpened(String handle) implements AuditAction {
        @Override
        public String name() {
            return "account.opened";
        }

        @Override
        public String target() {
            return handle;
        }

        @Override
        public Map<String, String> details() {
            return Map.of();
        }
    }

    record MemberJoined(AccountId account, String handle, Role role) implements AuditAction {
        @Override
        public String name() {
            return "member.joined";
        }

        @Override
        public String target() {
            return handle;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("account", account.value(), "role", lower(role));
        }
    }

    record TokenIssued(TokenId id, String tokenName, Set<Scope> scopes, String expires) implements AuditAction {
        @Override
        public String name() {
            return "token.issued";
        }

        @Override
        public String target() {
            return tokenName;
        }

        @Override
        public Map<String, String> details() {
            var scopeNames = scopes.stream().map(AuditAction::lower).sorted().collect(Collectors.joining(" "));
            return Map.of("token", id.value(), "scopes", scopeNames, "expires", expires);
        }
    }

    record TokenRevoked(TokenId id, String tokenName) implements AuditAction {
        @Override
        public String name() {
            return "token.revoked";
        }

        @Override
        public String target() {
            return tokenName;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("token", id.value());
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
