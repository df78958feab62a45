package dev.slipway.access;

import dev.slipway.kernel.Malformed;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a route can ask for. `docs/security.md` has the table of who has what.
///
/// Where one row of that table gives more and takes away as well, there are two here: what costs more is refused while
/// an organization isn't paid for, and clearing up goes on.
public enum Permission {
    SEE_ORGANIZATION(Scope.READ),
    READ_PACKAGES(Scope.READ),
    PUBLISH_PACKAGES(Scope.PUBLISH),
    CREATE_PACKAGES(Scope.PUBLISH),
    /// A package's visibility, collaborators and grants, and taking back what was published.
    MANAGE_PACKAGE(Scope.PUBLISH),
    INVITE_MEMBERS(Scope.MANAGE),
    /// Remove members and change their roles, revoke invitations.
    MANAGE_MEMBERS(Scope.MANAGE),
    MANAGE_TEAMS(Scope.MANAGE),
    MANAGE_SERVICE_ACCOUNTS(Scope.MANAGE),
    ISSUE_MACHINE_TOKENS(Scope.MANAGE),
    /// List and revoke them.
    MANAGE_MACHINE_TOKENS(Scope.MANAGE),
    /// See where the organization is told of what happens in it, and change it.
    MANAGE_WEBHOOKS(Scope.MANAGE),
    /// What was done, by whom and from where. A token that only reads is enough, so that a machine can fetch it.
    READ_AUDIT_LOG(Scope.READ),
    /// Profile, settings, and who is let in.
    CHANGE_SETTINGS(Scope.MANAGE),
    /// Appoint owners, hand the organization over, delete it.
    OWN_ORGANIZATION(Scope.MANAGE),
    /// See what the organization costs, and pay for it: also, and above all, while it isn't paid for.
    MANAGE_BILLING(Scope.MANAGE),
    /// What every member may do, such as leave.
    BELONG(Scope.MANAGE);

    /// Those that a team may carry by itself. What concerns packages a team carries by its role in them.
    public static final Set<Permission> CARRIED_BY_TEAMS = Set.of(
            SEE_ORGANIZATION,
            CREATE_PACKAGES,
            INVITE_MEMBERS,
            MANAGE_MEMBERS,
            MANAGE_TEAMS,
            MANAGE_SERVICE_ACCOUNTS,
            ISSUE_MACHINE_TOKENS,
            MANAGE_MACHINE_TOKENS,
            MANAGE_WEBHOOKS,
            READ_AUDIT_LOG,
            CHANGE_SETTINGS);

    private final Scope scope;

    Permission(Scope scope) {
        this.scope = scope;
    }

    /// The one of this name, in lower case as people and programs write it: `manage_teams`.
    ///
    /// @throws Malformed `invalid_permission`
    public static Permission named(String name) {
        return Stream.of(values())
                .filter(one -> one.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Malformed(
                        "invalid_permission",
                        "\"" + Malformed.shown(name) + "\" is no permission: use one of "
                                + Stream.of(values()).map(Permission::wireName).collect(Collectors.joining(", "))
                                + "."));
    }

    /// The one of this name, if a team may carry it.
    ///
    /// @throws Malformed `invalid_permission`
    public static Permission carriedByTeams(String name) {
        return CARRIED_BY_TEAMS.stream()
                .filter(one -> one.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Malformed(
                        "invalid_permission",
                        "\"" + Malformed.shown(name) + "\" is no permission that a team carries: use some of "
                                + CARRIED_BY_TEAMS.stream()
                                        .map(Permission::wireName)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /// @see #named
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a token must allow for this to be done with it.
    public Scope scope() {
        return scope;
    }

    /// Whether an organization must be paid for, where anybody is billed.
    boolean needsSubscription() {
        return switch (this) {
            case PUBLISH_PACKAGES, CREATE_PACKAGES, INVITE_MEMBERS, ISSUE_MACHINE_TOKENS -> true;
            case SEE_ORGANIZATION,
                    READ_PACKAGES,
                    MANAGE_PACKAGE,
                    MANAGE_MEMBERS,
                    MANAGE_TEAMS,
                    MANAGE_SERVICE_ACCOUNTS,
                    MANAGE_MACHINE_TOKENS,
                    MANAGE_WEBHOOKS,
                    READ_AUDIT_LOG,
                    CHANGE_SETTINGS,
                    OWN_ORGANIZATION,
                    MANAGE_BILLING,
                    BELONG -> false;
        };
    }

    /// Whether an outsider who asks for it is told that they are no member, instead of that nothing is there. Whoever
    /// wants to write under a scope says its name already, and needs to know what is wrong.
    boolean toldToOutsiders() {
        return this == PUBLISH_PACKAGES || this == CREATE_PACKAGES || this == MANAGE_PACKAGE;
    }

    /// Whether the role alone gives it, whatever the settings.
    boolean givenBy(Role role) {
        return switch (this) {
            case SEE_ORGANIZATION, BELONG -> true;
            case READ_PACKAGES -> role.atLeast(Role.MEMBER);
            case PUBLISH_PACKAGES, CREATE_PACKAGES -> role.atLeast(Role.MAINTAINER);
            case MANAGE_PACKAGE,
                    INVITE_MEMBERS,
                    MANAGE_MEMBERS,
                    MANAGE_TEAMS,
                    MANAGE_SERVICE_ACCOUNTS,
                    ISSUE_MACHINE_TOKENS,
                    MANAGE_MACHINE_TOKENS,
                    MANAGE_WEBHOOKS,
                    READ_AUDIT_LOG,
                    CHANGE_SETTINGS -> role.atLeast(Role.ADMIN);
            case OWN_ORGANIZATION -> role == Role.OWNER;
            // No matter of rank: an admin, who ranks above them, sees no bills.
            case MANAGE_BILLING -> role == Role.OWNER || role == Role.BILLING;
        };
    }

    /// Whether the setting that members publish gives it to the role `member`.
    boolean givenBySetting() {
        return this == PUBLISH_PACKAGES || this == CREATE_PACKAGES;
    }
}
