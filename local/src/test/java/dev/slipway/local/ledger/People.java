package dev.slipway.local.ledger;

import dev.slipway.access.Lifetime;
import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenRequest;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.OpenAccount;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddMember;
import dev.slipway.org.ChangePoolPlace;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.Organization;
import dev.slipway.org.PoolSupply;
import java.util.Optional;
import java.util.Set;

/// Two people and a machine of `acme`, an outsider, whose own organization `brim` has no room in its storage, and one
/// whose organization gives them a place in the Pool.
record People(Caller maintainer, Caller member, Caller machine, Caller outsider, Caller placed) {

    static final OrgSlug ORGANIZATION = new OrgSlug("acme");
    static final OrgSlug FULL_ORGANIZATION = new OrgSlug("brim");

    private static final OrgSlug GIVING_ORGANIZATION = new OrgSlug("fern");

    static People settle(Table table) {
        var town = new Town(table);
        var owner = town.token(town.account("ada"), Set.of(Scope.values()));
        town.found(owner, ORGANIZATION, 5_000_000_000L);
        var maintainer = town.account("max");
        town.join(owner, maintainer, Role.MAINTAINER);
        var member = town.account("mia");
        town.join(owner, member, Role.MEMBER);
        var outsider = town.token(town.account("otto"), Set.of(Scope.values()));
        town.found(outsider, FULL_ORGANIZATION, 1);
        var placed = town.token(town.account("pol"), Set.of(Scope.values()));
        town.found(placed, GIVING_ORGANIZATION, 1);
        town.place(placed, GIVING_ORGANIZATION, new Handle("pol"));
        return new People(
                new Caller("maintainer", town.token(maintainer, Town.PUBLISHING)),
                new Caller("member", town.token(member, Town.PUBLISHING)),
                new Caller("machine", town.machineToken(owner)),
                new Caller("outsider", outsider),
                new Caller("outsider with a place", placed));
    }

    /// The use cases that stand behind no route yet.
    private static final class Town {

        static final Set<Scope> PUBLISHING = Set.of(Scope.READ, Scope.PUBLISH);

        private static final int SEATS = 50;

        private final Ids ids = Ids.random();
        private final Table table;
        private final DynamoStandings standings;
        private final DynamoOrganizations organizations;
        private final DynamoMemberships memberships;
        private final OpenAccount openAccount;
        private final IssueToken issueToken;
        private final IssueMachineToken issueMachineToken;
        private final AddMember addMember;

        Town(Table table) {
            this.table = table;
            this.standings = new DynamoStandings(table);
            this.organizations = new DynamoOrganizations(table);
            this.memberships = new DynamoMemberships(table);
            this.openAccount = new OpenAccount(new DynamoAccounts(table), ids);
            this.issueToken = new IssueToken(new DynamoTokens(table), standings, ids);
            this.issueMachineToken = new IssueMachineToken(
                    new DynamoMachineTokens(table), new DynamoServiceAccounts(table), standings, ids);
            this.addMember = new AddMember(memberships, standings, ids);
        }

        Principal.Person account(String handle) {
            var opened = openAccount.run(visit(new Presented.Nothing()), new Handle(handle));
            return ((OpenAccount.Outcome.Opened) opened).account().person();
        }

        Token token(Principal.Person person, Set<Scope> scopes) {
            var wish = new IssueToken.Wish("my laptop", scopes, Optional.empty());
            var issued = issueToken.toPerson(visit(new Presented.Nothing()), person, wish, Means.SETUP);
            return ((IssueToken.Outcome.Issued) issued).token();
        }

        Token machineToken(Token owner) {
            var request = new TokenRequest("build server", PUBLISHING, new Lifetime.Forever());
            var issued = issueMachineToken.toOrganization(by(owner), ORGANIZATION, request);
            return ((IssueMachineToken.Outcome.Issued) issued).token();
        }

        void found(Token owner, OrgSlug slug, long bytesPerSeat) {
            var terms = new FoundOrganization.Terms(SEATS, 1, bytesPerSeat);
            var founded = new FoundOrganization(organizations, memberships, standings, terms, ids)
                    .run(
                            by(owner),
                            new FoundOrganization.Wish(
                                    slug, new DisplayName("Acme Corporation"), Organization.Kind.COMPANY));
            if (!(founded instanceof FoundOrganization.Outcome.Founded)) {
                throw new AssertionError(founded);
            }
        }

        void place(Token owner, OrgSlug org, Handle handle) {
            var expiry = new ExpireInvitations(new DynamoInvitations(table), ids);
            var given = new ChangePoolPlace(memberships, standings, expiry, PoolSupply.NONE, ids)
                    .give(by(owner), org, handle);
            if (!(given instanceof ChangePoolPlace.Outcome.Changed)) {
                throw new AssertionError(given);
            }
        }

        void join(Token owner, Principal.Person person, Role role) {
            var joined = addMember.run(by(owner), ORGANIZATION, person, role);
            if (!(joined instanceof AddMember.Outcome.Joined)) {
                throw new AssertionError(joined);
            }
        }

        private static Visit by(Token token) {
            return visit(new Presented.ByHash(token.hash()));
        }

        private static Visit visit(Presented presented) {
            return new Visit(presented, Origin.INSIDE, "", MeteredRegistry.START);
        }
    }
}
