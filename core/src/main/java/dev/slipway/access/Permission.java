package dev.slipway.access;

/// The rows of the permission table that a route asks for today. `docs/security.md` has the table.
public enum Permission {
    SEE_ORGANIZATION(Scope.READ),
    READ_PACKAGES(Scope.READ),
    PUBLISH_PACKAGES(Scope.PUBLISH),
    CREATE_PACKAGES(Scope.PUBLISH),
    MANAGE_PACKAGE(Scope.PUBLISH),
    MANAGE_MEMBERS(Scope.MANAGE),
    MANAGE_MACHINE_TOKENS(Scope.MANAGE),
    CHANGE_SETTINGS(Scope.MANAGE),
    /// Appoint owners, hand the organization over, delete it.
    OWN_ORGANIZATION(Scope.MANAGE),
    /// What every member may do, such as leave.
    BELONG(Scope.MANAGE);

    private final Scope scope;

    Permission(Scope scope) {
        this.scope = scope;
    }

    /// What a token must allow for this to be done with it.
    public Scope scope() {
        return scope;
    }

    /// Whether the role alone gives it, under the organization's settings.
    boolean givenBy(Role role, OrgPolicy policy) {
        return switch (this) {
            case SEE_ORGANIZATION, BELONG -> true;
            case READ_PACKAGES -> role.atLeast(Role.MEMBER);
            case PUBLISH_PACKAGES, CREATE_PACKAGES ->
                role.atLeast(Role.MAINTAINER) || (role == Role.MEMBER && policy.membersCanPublish());
            case MANAGE_PACKAGE, MANAGE_MEMBERS, MANAGE_MACHINE_TOKENS, CHANGE_SETTINGS -> role.atLeast(Role.ADMIN);
            case OWN_ORGANIZATION -> role == Role.OWNER;
        };
    }
}
