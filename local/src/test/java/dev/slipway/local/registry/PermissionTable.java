package dev.slipway.local.registry;

import static dev.slipway.local.registry.PermissionTable.Given.NEVER;
import static dev.slipway.local.registry.PermissionTable.Given.OWN;
import static dev.slipway.local.registry.PermissionTable.Given.SETTING;
import static dev.slipway.local.registry.PermissionTable.Given.YES;

import java.util.Set;

/// What the product says of who may do what ("Who may do what", "Packages", "Tokens"), and the status that follows
/// from it. Written from those pages and not from the code, so that the two check each other.
final class PermissionTable {

    private PermissionTable() {}

    /// The rows of the table that the npm routes need.
    ///
    /// | permission                     | member  | maintainer | admin | owner | billing |
    /// |--------------------------------|---------|------------|-------|-------|---------|
    /// | read the org's packages        | ✓       | ✓          | ✓     | ✓     |         |
    /// | publish, tag, deprecate        | setting | ✓          | ✓     | ✓     |         |
    /// | create packages                | setting | ✓          | ✓     | ✓     |         |
    /// | package settings, unpublish    | own     | own        | ✓     | ✓     |         |
    private enum Permission {
        READ(YES, YES, YES, YES, NEVER),
        PUBLISH(SETTING, YES, YES, YES, NEVER),
        CREATE(SETTING, YES, YES, YES, NEVER),
        MANAGE(OWN, OWN, YES, YES, NEVER);

        private final Given member;
        private final Given maintainer;
        private final Given admin;
        private final Given owner;
        private final Given billing;

        Permission(Given member, Given maintainer, Given admin, Given owner, Given billing) {
            this.member = member;
            this.maintainer = maintainer;
            this.admin = admin;
            this.owner = owner;
            this.billing = billing;
        }

        Given to(Role role) {
            return switch (role) {
                case MEMBER -> member;
                case MAINTAINER -> maintainer;
                case ADMIN -> admin;
                case OWNER -> owner;
                case BILLING -> billing;
                case NONE -> NEVER;
            };
        }
    }

    enum Given {
        YES,
        /// If the organization lets members publish.
        SETTING,
        /// On packages that belong to them.
        OWN,
        NEVER
    }

    enum Role {
        MEMBER,
        MAINTAINER,
        ADMIN,
        OWNER,
        BILLING,
        NONE
    }

    /// A package as it is when somebody comes.
    @SuppressWarnings("AvoidCommonTypeNames") // it is what the table is about
    enum Package {
        PUBLIC,
        PRIVATE,
        /// Visible to the organization; nobody outside was given a grant.
        ORG,
        ABSENT
    }

    /// @param membersCanPublish the organization's setting
    static int expected(Who who, Operation operation, Package found, boolean membersCanPublish) {
        var kind = operation.kind();
        switch (kind) {
            case OPEN -> {
                return 200;
            }
            case WRONG_METHOD -> {
                return 405;
            }
            case NOTHING -> {
                return 404;
            }
            default -> {}
        }
        if (badToken(who)) {
            return 401;
        }
        if (kind == Operation.Kind.IDENTITY) {
            return who == Who.ANONYMOUS ? 401 : 200;
        }
        if (who != Who.ANONYMOUS && !scopes(who).contains(operation.writes() ? "publish" : "read")) {
            return 403;
        }
        if (kind == Operation.Kind.SEARCH) {
            return 200;
        }
        return operation.writes()
                ? writing(who, kind, found, membersCanPublish)
                : reading(who, kind, found, membersCanPublish);
    }

    /// "An anonymous caller gets 401 for anything not public, there or not; a signed-in outsider gets 404."
    private static int reading(Who who, Operation.Kind kind, Package found, boolean membersCanPublish) {
        int ok = kind == Operation.Kind.DOWNLOAD ? 302 : 200;
        if (found == Package.PUBLIC) {
            return ok;
        }
        if (who == Who.ANONYMOUS) {
            return 401;
        }
        if (role(who) == Role.NONE) {
            return 404;
        }
        if (!may(who, Permission.READ, found, membersCanPublish)) {
            return 403;
        }
        return found == Package.ABSENT ? 404 : ok;
    }

    /// "Publishing under an org you are no member of is 403."
    private static int writing(Who who, Operation.Kind kind, Package found, boolean membersCanPublish) {
        if (who == Who.ANONYMOUS) {
            return 401;
        }
        var permission = switch (kind) {
            case PUBLISH -> found == Package.ABSENT ? Permission.CREATE : Permission.PUBLISH;
            case CHANGE -> Permission.PUBLISH;
            default -> Permission.MANAGE;
        };
        if (!may(who, permission, found, membersCanPublish)) {
            return 403;
        }
        if (kind == Operation.Kind.PUBLISH) {
            return 201;
        }
        if (found == Package.ABSENT) {
            return 404;
        }
        return kind == Operation.Kind.CONFIRM ? 409 : 200;
    }

    private static boolean may(Who who, Permission permission, Package found, boolean membersCanPublish) {
        var own = who == Who.PACKAGE_OWNER && found != Package.ABSENT;
        return switch (permission.to(role(who))) {
            case YES -> true;
            case SETTING -> membersCanPublish || (own && permission == Permission.PUBLISH);
            case OWN -> own;
            case NEVER -> false;
        };
    }

    /// A token that is none, or none any more, is refused before anything else.
    static boolean badToken(Who who) {
        return switch (who) {
            case GARBLED, UNKNOWN, EXPIRED, REVOKED -> true;
            default -> false;
        };
    }

    /// In `acme`. Its machines upload releases, as a maintainer does, and manage nothing.
    static Role role(Who who) {
        return switch (who) {
            case BILLING -> Role.BILLING;
            case MEMBER, PACKAGE_OWNER -> Role.MEMBER;
            case MAINTAINER, MACHINE_READING, MACHINE_PUBLISHING, MACHINE_IDLE -> Role.MAINTAINER;
            case ADMIN, ADMIN_READING, ADMIN_PUBLISHING, ADMIN_MANAGING, ADMIN_IDLE -> Role.ADMIN;
            case OWNER -> Role.OWNER;
            case ANONYMOUS, GARBLED, UNKNOWN, EXPIRED, REVOKED, OUTSIDER, STRANGER, REMOVED, MACHINE_ELSEWHERE ->
                Role.NONE;
        };
    }

    /// What the token is for: it only ever narrows what its holder may do. Who publishes reads.
    static Set<String> scopes(Who who) {
        return switch (who) {
            case MACHINE_READING, ADMIN_READING -> Set.of("read");
            case MACHINE_PUBLISHING, ADMIN_PUBLISHING, MACHINE_ELSEWHERE -> Set.of("read", "publish");
            case ADMIN_MANAGING -> Set.of("manage");
            case MACHINE_IDLE, ADMIN_IDLE -> Set.of();
            default -> Set.of("read", "publish", "manage");
        };
    }
}
