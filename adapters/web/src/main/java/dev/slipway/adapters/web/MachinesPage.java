package dev.slipway.adapters.web;

import dev.slipway.access.Limits;
import dev.slipway.access.Permission;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Sighting;
import dev.slipway.access.TeamName;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `GET /console/organizations/{org}/machines`: service accounts, and for those who manage them, machine tokens.
///
/// Forms: `POST /console/organizations/{org}/machines` with `act` `create-account` (`name`), `delete-account`
/// (`account`, its name), `issue` (`account`, empty for the organization itself, and what [TokensPage] has but
/// `manage`), `revoke` (`token`, its id).
///
/// @param fresh the token that was just made, which is shown this once
public record MachinesPage(
        Chrome frame,
        OrganizationHead organization,
        List<Account> accounts,
        Drafts drafts,
        Optional<Fresh> fresh,
        List<Row> tokens,
        Optional<String> next)
        implements Page {

    public MachinesPage {
        accounts = List.copyOf(accounts);
        tokens = List.copyOf(tokens);
    }

    public boolean mayManageAccounts() {
        return organization.may().contains(Permission.MANAGE_SERVICE_ACCOUNTS);
    }

    public boolean mayManageTokens() {
        return organization.may().contains(Permission.MANAGE_MACHINE_TOKENS);
    }

    public boolean mayIssue() {
        return organization.may().contains(Permission.ISSUE_MACHINE_TOKENS);
    }

    /// What stands in the forms.
    ///
    /// @param account the name of the service account that is to be made
    /// @param owner the service account that the token is for; empty for the organization itself
    public record Drafts(Field account, String owner, TokensPage.Draft token) {

        /// The forms before anything was typed into them.
        public static final Drafts EMPTY = new Drafts(Field.EMPTY, "", TokensPage.Draft.EMPTY);
    }

    /// @param registry the registry's URL
    public record Fresh(Token token, String name, String registry) {}

    public record Account(ServiceAccountName name, List<TeamName> teams, Instant createdAt, Handle createdBy) {

        public Account {
            teams = List.copyOf(teams);
        }
    }

    /// @param prefix the first characters of the token
    /// @param account the service account that it acts for; empty for the organization itself
    /// @param expired whether it is over
    public record Row(
            TokenId id,
            String name,
            String prefix,
            Optional<ServiceAccountName> account,
            Optional<Handle> maker,
            Set<Scope> scopes,
            Limits limits,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Sighting> lastSeen,
            boolean expired) {

        public Row {
            scopes = Set.copyOf(scopes);
        }
    }
}
