package dev.slipway.local.registry;

import static dev.slipway.local.registry.OrganizationOperation.Row.ADMINS;
import static dev.slipway.local.registry.OrganizationOperation.Row.MEMBERS;
import static dev.slipway.local.registry.OrganizationOperation.Row.ONESELF;
import static dev.slipway.local.registry.OrganizationOperation.Row.OWNERS;
import static dev.slipway.local.registry.OrganizationOperation.Row.PEOPLE;

import dev.slipway.local.registry.PermissionTable.Role;

/// What the function `organization` is asked by its API, about `acme`, and the status that whoever may gets.
///
/// What can't be done twice is asked in a way that is refused after the decision, such as about a member who isn't
/// there: that somebody may is then told by that refusal.
enum OrganizationOperation {
    LIST_MINE("GET", "/api/v1/orgs", "", ONESELF, "read", 200),
    FOUND("POST", "/api/v1/orgs", "{\"name\": \"%s\"}", ONESELF, "manage", 201),
    SHOW("GET", "/api/v1/orgs/acme", "", MEMBERS, "read", 200),
    CHANGE("PATCH", "/api/v1/orgs/acme", "{\"description\": \"%s\"}", ADMINS, "manage", 200),
    DELETE("DELETE", "/api/v1/orgs/acme", "", OWNERS, "manage", 400),
    RESTORE("POST", "/api/v1/orgs/acme/restore", "", OWNERS, "manage", 409),
    LIST_MEMBERS("GET", "/api/v1/orgs/acme/members", "", MEMBERS, "read", 200),
    CHANGE_ROLE("PATCH", "/api/v1/orgs/acme/members/max", "{\"role\": \"maintainer\"}", ADMINS, "manage", 200),
    REMOVE("DELETE", "/api/v1/orgs/acme/members/not-there", "", ADMINS, "manage", 404),
    LEAVE("DELETE", "/api/v1/orgs/acme/members/%s", "", PEOPLE, "manage", 204),
    LIST_TOKENS_OF_MAKER("GET", "/api/v1/orgs/acme/members/not-there/tokens", "", ADMINS, "manage", 404),
    LIST_SERVICE_ACCOUNTS("GET", "/api/v1/orgs/acme/service-accounts", "", MEMBERS, "read", 200),
    CREATE_SERVICE_ACCOUNT(
            "POST", "/api/v1/orgs/acme/service-accounts", "{\"name\": \"%s\"}", ADMINS, "manage", 201),
    SHOW_SERVICE_ACCOUNT("GET", "/api/v1/orgs/acme/service-accounts/not-there", "", MEMBERS, "read", 404),
    DELETE_SERVICE_ACCOUNT("DELETE", "/api/v1/orgs/acme/service-accounts/not-there", "", ADMINS, "manage", 404),
    LIST_MACHINE_TOKENS("GET", "/api/v1/orgs/acme/tokens", "", ADMINS, "manage", 200),
    ISSUE_MACHINE_TOKEN(
            "POST", "/api/v1/orgs/acme/tokens", "{\"name\": \"%s\", \"scopes\": []}", ADMINS, "manage", 201),
    REVOKE_MACHINE_TOKEN(
            "DELETE", "/api/v1/orgs/acme/tokens/01ARZ3NDEKTSV4RRFFQ69G5FAV", "", ADMINS, "manage", 404),
    LIST_TRANSFERS("GET", "/api/v1/orgs/acme/transfers", "", OWNERS, "manage", 200),
    START_TRANSFER("POST", "/api/v1/orgs/acme/transfers", "{\"to\": \"not-there\"}", OWNERS, "manage", 404),
    SHOW_TRANSFER("GET", "/api/v1/orgs/acme/transfers/01ARZ3NDEKTSV4RRFFQ69G5FAV", "", OWNERS, "manage", 404),
    REVOKE_TRANSFER("DELETE", "/api/v1/orgs/acme/transfers/01ARZ3NDEKTSV4RRFFQ69G5FAV", "", OWNERS, "manage", 404),
    ACCEPT_TRANSFER("POST", "/api/v1/transfers/accept", "{\"token\": \"none\"}", ONESELF, "manage", 410),
    DECLINE_TRANSFER("POST", "/api/v1/transfers/decline", "{\"token\": \"none\"}", ONESELF, "manage", 410);

    /// The rows of the product's table ("Who may do what") that these need.
    ///
    /// | permission                                   | member | maintainer | admin | owner | billing |
    /// |----------------------------------------------|--------|------------|-------|-------|---------|
    /// | see the org, its members, service accounts   | ✓      | ✓          | ✓     | ✓     | ✓       |
    /// | remove, change roles of members below owner  |        |            | ✓     | ✓     |         |
    /// | service accounts, machine tokens             |        |            | ✓     | ✓     |         |
    /// | org settings: profile                        |        |            | ✓     | ✓     |         |
    /// | appoint owners, transfer ownership, delete   |        |            |       | ✓     |         |
    enum Row {
        /// What concerns nobody but the caller.
        ONESELF,
        MEMBERS,
        /// Members who are people: machines can't leave.
        PEOPLE,
        ADMINS,
        OWNERS
    }

    private final String method;
    private final String path;
    private final String body;
    private final Row row;
    private final String scope;
    private final int done;

    OrganizationOperation(String method, String path, String body, Row row, String scope, int done) {
        this.method = method;
        this.path = path;
        this.body = body;
        this.row = row;
        this.scope = scope;
        this.done = done;
    }

    String method() {
        return method;
    }

    String path(Who who) {
        return path.formatted(handle(who));
    }

    /// @param text something new, where something is changed
    String body(String text) {
        return body.formatted(text);
    }

    /// "An anonymous caller gets 401; a signed-in outsider gets 404."
    int expected(Who who) {
        if (who == Who.ANONYMOUS || PermissionTable.badToken(who)) {
            return 401;
        }
        if (!PermissionTable.scopes(who).contains(scope)) {
            return 403;
        }
        if (row == Row.ONESELF) {
            return machine(who) ? 403 : done;
        }
        var role = PermissionTable.role(who);
        if (role == Role.NONE) {
            return 404;
        }
        if (!given(role)) {
            return 403;
        }
        return this == LEAVE && role == Role.OWNER ? 409 : done;
    }

    /// Whether somebody may, whatever becomes of it.
    boolean may(Who who) {
        return switch (expected(who)) {
            case 401, 403 -> false;
            case 404 -> done == 404 && PermissionTable.role(who) != Role.NONE;
            default -> true;
        };
    }

    private boolean given(Role role) {
        return switch (row) {
            case ONESELF, MEMBERS, PEOPLE -> true;
            case ADMINS -> role == Role.ADMIN || role == Role.OWNER;
            case OWNERS -> role == Role.OWNER;
        };
    }

    private static boolean machine(Who who) {
        return who.name().startsWith("MACHINE");
    }

    private static String handle(Who who) {
        return switch (who) {
            case MAINTAINER -> "max";
            case MEMBER -> "mia";
            case PACKAGE_OWNER -> "pia";
            case BILLING -> "bill";
            case REMOVED -> "rex";
            case ADMIN, ADMIN_READING, ADMIN_PUBLISHING, ADMIN_MANAGING, ADMIN_IDLE -> "abe";
            case STRANGER -> "gus";
            case OUTSIDER -> "otto";
            default -> "ada";
        };
    }
}
