package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Credential;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRosters;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.local.backends.StoredServiceAccount;
import dev.slipway.org.AddToTeam;
import dev.slipway.org.ChangeTeam;
import dev.slipway.org.CreateTeam;
import dev.slipway.org.DeleteTeam;
import dev.slipway.org.Everywhere;
import dev.slipway.org.ListTeamMembers;
import dev.slipway.org.ListTeams;
import dev.slipway.org.RemoveFromTeam;
import dev.slipway.org.ShowTeam;
import dev.slipway.org.TeammateName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The use cases about teams on the table of [Offices], and short ways to say what a test needs of them.
final class TeamRoom {

    final CreateTeam createTeam;
    final ChangeTeam changeTeam;
    final DeleteTeam deleteTeam;
    final ListTeams listTeams;
    final ShowTeam showTeam;
    final ListTeamMembers listTeamMembers;
    final AddToTeam addToTeam;
    final RemoveFromTeam removeFromTeam;

    private final Offices offices;

    /// All teams that ever were, by id: what one left behind must be found, too.
    private final Map<OrgSlug, Set<TeamId>> everMade = new ConcurrentHashMap<>();

    TeamRoom(Offices offices) {
        this.offices = offices;
        var ids = Ids.random();
        var organizations = new DynamoOrganizations(offices.table);
        var memberships = new DynamoMemberships(offices.table);
        var standings = new DynamoStandings(offices.table);
        var rosters = new DynamoRosters(offices.table);
        this.createTeam = new CreateTeam(rosters, organizations, standings, ids);
        this.changeTeam = new ChangeTeam(rosters, organizations, standings, ids);
        this.deleteTeam = new DeleteTeam(rosters, organizations, standings, ids);
        this.listTeams = new ListTeams(rosters, standings);
        this.showTeam = new ShowTeam(rosters, standings);
        this.listTeamMembers = new ListTeamMembers(rosters, memberships, standings);
        var accounts = new DynamoServiceAccounts(offices.table);
        this.addToTeam = new AddToTeam(rosters, memberships, accounts, organizations, standings, ids);
        this.removeFromTeam = new RemoveFromTeam(rosters, memberships, accounts, organizations, standings, ids);
    }

    static TeamName team(String name) {
        return new TeamName(name);
    }

    static CreateTeam.Wish wish(String name, Permission... permissions) {
        return new CreateTeam.Wish(team(name), "", Set.of(permissions), new Everywhere(Optional.empty()));
    }

    static CreateTeam.Wish wish(String name, PackageRole everywhere, Permission... permissions) {
        return new CreateTeam.Wish(team(name), "", Set.of(permissions), new Everywhere(Optional.of(everywhere)));
    }

    static ChangeTeam.Wish nothing() {
        return new ChangeTeam.Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ChangeTeam.Wish renamed(String name) {
        return new ChangeTeam.Wish(Optional.of(team(name)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ChangeTeam.Wish carrying(Permission... permissions) {
        return new ChangeTeam.Wish(
                Optional.empty(), Optional.empty(), Optional.of(Set.of(permissions)), Optional.empty());
    }

    static ChangeTeam.Wish everywhere(String role) {
        return new ChangeTeam.Wish(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Everywhere.named(role)));
    }

    CreateTeam.Outcome create(Token who, OrgSlug org, CreateTeam.Wish wish) {
        var outcome = createTeam.run(People.by(who), org, wish);
        if (outcome instanceof CreateTeam.Outcome.Created(var team)) {
            everMade.computeIfAbsent(org, _ -> ConcurrentHashMap.newKeySet()).add(team.id());
        }
        return outcome;
    }

    /// A team that is there.
    void created(Token who, OrgSlug org, CreateTeam.Wish wish) {
        assertThat(create(who, org, wish)).isInstanceOf(CreateTeam.Outcome.Created.class);
    }

    ChangeTeam.Outcome change(Token who, OrgSlug org, String name, ChangeTeam.Wish wish) {
        return changeTeam.run(People.by(who), org, team(name), wish);
    }

    DeleteTeam.Outcome delete(Token who, OrgSlug org, String name) {
        return deleteTeam.run(People.by(who), org, team(name));
    }

    AddToTeam.Outcome add(Token who, OrgSlug org, String name, String mate) {
        return addToTeam.run(People.by(who), org, team(name), TeammateName.of(mate));
    }

    void added(Token who, OrgSlug org, String name, String mate) {
        assertThat(add(who, org, name, mate)).isInstanceOf(AddToTeam.Outcome.Added.class);
    }

    RemoveFromTeam.Outcome remove(Token who, OrgSlug org, String name, String mate) {
        return removeFromTeam.run(People.by(who), org, team(name), TeammateName.of(mate));
    }

    /// The names of all teams, as somebody sees them.
    List<String> teams(Token who, OrgSlug org) {
        return switch (listTeams.run(People.by(who), org, Slice.first(200))) {
            case ListTeams.Outcome.Listed(var page) ->
                page.items().stream().map(team -> team.power().name().value()).toList();
            case ListTeams.Outcome.Refused(var why) -> throw new AssertionError(why);
        };
    }

    /// Who is of a team, read in parts.
    Set<String> members(Token who, OrgSlug org, String name, int limit) {
        var members = new TreeSet<String>();
        var slice = Slice.first(limit);
        while (true) {
            var listed = (ListTeamMembers.Outcome.Listed) listTeamMembers.run(People.by(who), org, team(name), slice);
            assertThat(listed.page().items()).hasSizeLessThanOrEqualTo(limit);
            listed.page()
                    .items()
                    .forEach(mate -> assertThat(members.add(mate.name().toString()))
                            .as("%s once", mate.name())
                            .isTrue());
            if (listed.page().next().isEmpty()) {
                return members;
            }
            slice = new Slice(listed.page().next(), limit);
        }
    }

    Set<String> members(Token who, OrgSlug org, String name) {
        return members(who, org, name, 200);
    }

    /// What somebody may do in the organization at this moment.
    Set<Permission> may(Token who, OrgSlug org) {
        return new DynamoStandings(offices.table)
                .findIn(People.by(who).presented(), org)
                .given();
    }

    boolean may(Token who, OrgSlug org, Permission permission) {
        return may(who, org).contains(permission);
    }

    Token member(Token owner, OrgSlug org, String handle, Role role) {
        return offices.everything(offices.people.member(owner, org, handle, role));
    }

    /// Somebody who manages teams by the team `managers`, and by nothing else.
    Token manager(Token owner, OrgSlug org, String handle, Permission... more) {
        var permissions = new TreeSet<>(Set.of(more));
        permissions.add(Permission.MANAGE_TEAMS);
        created(owner, org, wish("managers", permissions.toArray(Permission[]::new)));
        var manager = member(owner, org, handle, Role.MEMBER);
        added(owner, org, "managers", handle);
        return manager;
    }

    /// A service account, with a token of its.
    Token service(OrgSlug org, String name) {
        var id = new ServiceAccountId(Ids.random().next(People.NOW));
        return token(org, StoredServiceAccount.put(offices.database.client(), offices.name, org, id, name, List.of()));
    }

    private Token token(OrgSlug org, Principal.ServiceAccount account) {
        var token = Token.draw(Token.Kind.MACHINE);
        var id = new TokenId(Ids.random().next(People.NOW));
        var machine = new Principal.Machine(id, "ci", org, Optional.of(account));
        var credential = new Credential(
                id,
                Token.Kind.MACHINE,
                machine,
                "ci",
                Set.of(Scope.READ, Scope.PUBLISH, Scope.MANAGE),
                Limits.NONE,
                token.prefix(),
                Means.SETUP,
                People.NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var issued = new TokenIssued(id, "ci", credential.scopes(), "never");
        offices.people.tokens.issue(
                token.hash(),
                credential,
                People.nobody().entry(Ids.random().next(People.NOW), new Book.OfOrganization(org), machine, issued));
        return token;
    }

    /// The ids that stand on a member's item.
    Set<String> idsOf(Principal.Person person, OrgSlug org) {
        return offices.item("MEMBERS#" + org, person.id().value())
                .map(item -> item.get("teams"))
                .map(teams -> Set.copyOf(teams.ss()))
                .orElse(Set.of());
    }

    /// Asserts that what members and service accounts are of is what the lists of the teams say.
    void assertRosters(OrgSlug org) {
        var expected = new TreeSet<String>();
        var teams = new TreeSet<>(Set.of(TeamId.EVERYONE.value(), TeamId.ADMINISTRATORS.value()));
        everMade.getOrDefault(org, Set.of()).forEach(team -> teams.add(team.value()));
        for (var partition : List.of("MEMBERS#" + org, "SERVICES#" + org)) {
            for (var item : offices.items(partition)) {
                if (item.containsKey("teams")) {
                    item.get("teams").ss().forEach(team -> {
                        teams.add(team);
                        expected.add(team + " " + item.get("sk").s());
                    });
                }
            }
        }
        var listed = new TreeSet<String>();
        for (var team : teams) {
            offices.items("TEAM#" + org + "#" + team)
                    .forEach(item -> listed.add(team + " " + item.get("sk").s()));
        }
        assertThat(listed).isEqualTo(expected);
    }

    /// What an organization's log says was done to a team, by the name of the action.
    Map<String, Long> logged(OrgSlug org) {
        var logged = new HashMap<String, Long>();
        for (var action :
                List.of("team.created", "team.changed", "team.deleted", "team.member_added", "team.member_removed")) {
            logged.put(action, offices.logged(org, action));
        }
        return logged;
    }

    Handle handle(String text) {
        return new Handle(text);
    }

    void put(Map<String, AttributeValue> item) {
        offices.database
                .client()
                .putItem(request -> request.tableName(offices.name).item(item));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
