package dev.slipway.local.people;

import dev.slipway.access.Decision;
import dev.slipway.access.Lifetime;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Sighting;
import dev.slipway.access.TeamId;
import dev.slipway.access.Token;
import dev.slipway.access.TokenRequest;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.CreateServiceAccount;
import dev.slipway.org.DeleteServiceAccount;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.ListMachineTokens;
import dev.slipway.org.ListServiceAccounts;
import dev.slipway.org.MachineToken;
import dev.slipway.org.ServiceAccount;
import dev.slipway.org.ShowServiceAccount;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The use cases about machines, on the table of [Offices]. Teams, for which there are no use cases here, are put into
/// the items that decide.
final class Machines {

    final Offices offices;
    final CreateServiceAccount create;
    final DeleteServiceAccount delete;
    final ListServiceAccounts listAccounts;
    final ShowServiceAccount show;
    final IssueMachineToken issue;
    final ListMachineTokens listTokens;

    Machines(Offices offices) {
        this.offices = offices;
        var ids = Ids.random();
        var standings = new DynamoStandings(offices.table);
        var accounts = new DynamoServiceAccounts(offices.table);
        var tokens = new DynamoMachineTokens(offices.table);
        this.create = new CreateServiceAccount(accounts, standings, ids);
        this.delete = new DeleteServiceAccount(accounts, tokens, standings, ids);
        this.listAccounts = new ListServiceAccounts(accounts, standings);
        this.show = new ShowServiceAccount(accounts, standings);
        this.issue = new IssueMachineToken(tokens, accounts, standings, ids);
        this.listTokens = new ListMachineTokens(tokens, accounts, new DynamoMemberships(offices.table), standings);
    }

    ServiceAccount account(Token by, OrgSlug org, String name) {
        var made = create.run(People.by(by), org, new ServiceAccountName(name));
        return ((CreateServiceAccount.Outcome.Created) made).account();
    }

    static TokenRequest request(Scope... scopes) {
        return new TokenRequest("ci", Set.of(scopes), new Lifetime.Forever());
    }

    Token token(Token by, OrgSlug org, Scope... scopes) {
        return issued(issue.toOrganization(People.by(by), org, request(scopes)));
    }

    Token token(Token by, OrgSlug org, String account, Scope... scopes) {
        return issued(issue.toServiceAccount(People.by(by), org, new ServiceAccountName(account), request(scopes)));
    }

    static Token issued(IssueMachineToken.Outcome outcome) {
        return ((IssueMachineToken.Outcome.Issued) outcome).token();
    }

    List<MachineToken> tokens(Token by, OrgSlug org) {
        return ((ListMachineTokens.Outcome.Listed) listTokens.run(People.by(by), org, Slice.first(200)))
                .page()
                .items();
    }

    /// Who calls with this token, and what they are there.
    OrgStanding standing(Token token, OrgSlug org, Instant at) {
        var shown = new Presented.ByHash(token.hash(), Optional.of(new Sighting(at, "192.0.2.1")));
        return new DynamoStandings(offices.table).findIn(shown, org);
    }

    boolean may(Token token, OrgSlug org, Permission permission) {
        return standing(token, org, People.NOW).may(permission, People.NOW) instanceof Decision.Allowed;
    }

    /// A team with these powers.
    TeamId team(OrgSlug org, String name, Optional<PackageRole> everywhere, Permission... permissions) {
        var id = new TeamId(Ids.random().next(People.NOW));
        var power = new HashMap<String, AttributeValue>();
        power.put("name", AttributeValue.fromS(name));
        power.put(
                "permissions",
                AttributeValue.fromL(List.of(permissions).stream()
                        .map(one -> AttributeValue.fromS(one.name()))
                        .toList()));
        everywhere.ifPresent(role -> power.put("everywhere", AttributeValue.fromS(role.name())));
        offices.change(
                "ORG#" + org,
                "ORGANIZATION",
                "SET teams.#team = :power",
                Map.of("#team", id.value()),
                Map.of(":power", AttributeValue.fromM(power)));
        return id;
    }

    void join(OrgSlug org, Principal.Person member, TeamId team) {
        add("MEMBERS#" + org, member.id().value(), team);
    }

    void join(ServiceAccount account, TeamId team) {
        add("SERVICES#" + account.org(), account.who().id().value(), team);
        offices.put(Map.of(
                "pk", AttributeValue.fromS("TEAM#" + account.org() + "#" + team),
                "sk", AttributeValue.fromS(account.who().id().value()),
                "type", AttributeValue.fromS("team-member"),
                "form", AttributeValue.fromN("1")));
    }

    private void add(String pk, String sk, TeamId team) {
        offices.change(
                pk,
                sk,
                "ADD #teams :team",
                Map.of("#teams", "teams"),
                Map.of(":team", AttributeValue.fromSs(List.of(team.value()))));
    }
}
