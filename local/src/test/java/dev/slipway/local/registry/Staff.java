package dev.slipway.local.registry;

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
import dev.slipway.access.TeamPower;
import dev.slipway.access.Teams;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.TeamCreated;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.org.Authority;
import dev.slipway.org.Member;
import dev.slipway.org.Organizations.Changed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Teams and service accounts of `acme`, as the functions that are for them store them.
final class Staff {

    private final Registry registry;
    private final Ids ids = Ids.random();

    Staff(Registry registry) {
        this.registry = registry;
    }

    TeamId team(String name, Permission... permissions) {
        return team(name, Optional.empty(), permissions);
    }

    /// @param everywhere what it is to all packages
    TeamId team(String name, Optional<PackageRole> everywhere, Permission... permissions) {
        var id = new TeamId(ids.next(registry.clock().instant()));
        teams(id, Optional.of(new TeamPower(new TeamName(name), Set.of(permissions), everywhere)));
        return id;
    }

    void delete(TeamId team) {
        teams(team, Optional.empty());
    }

    private void teams(TeamId id, Optional<TeamPower> power) {
        var organizations = new DynamoOrganizations(registry.table());
        var before = organizations.find(People.ACME).orElseThrow();
        var powers = new HashMap<>(before.policy().teams().powers());
        power.ifPresentOrElse(given -> powers.put(id, given), () -> powers.remove(id));
        var next = before.with(before.profile(), before.policy().with(new Teams(powers)));
        var ada = member("ada").person();
        var by = new Authority(ada, Role.OWNER, new Authority.Basis.ByRole());
        assertThat(organizations.change(next, by, entry(ada, new TeamCreated(id, id.value()))))
                .isEqualTo(Changed.COMMITTED);
    }

    Member member(String handle) {
        return new DynamoMemberships(registry.table())
                .find(People.ACME, new Handle(handle))
                .orElseThrow();
    }

    /// Puts a member into these teams and no others.
    void put(String handle, TeamId... teams) {
        registry.change("MEMBERS#acme", member(handle).person().id().value(), "teams", set(teams));
    }

    /// A service account in these teams.
    ///
    /// @return a session with a token of its
    Session serviceAccount(String name, TeamId... teams) {
        var id = new ServiceAccountId(ids.next(registry.clock().instant()));
        var account = registry.serviceAccount(id, name, List.of(teams));
        var token = Token.draw(Token.Kind.MACHINE);
        var now = registry.clock().instant();
        var tokenId = new TokenId(ids.next(now));
        var machine = new Principal.Machine(tokenId, "ci", People.ACME, Optional.of(account));
        var credential = new Credential(
                tokenId,
                Token.Kind.MACHINE,
                machine,
                "ci",
                Set.of(Scope.READ, Scope.PUBLISH),
                Limits.NONE,
                token.prefix(),
                Means.SETUP,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        new DynamoTokens(registry.table())
                .issue(
                        token.hash(),
                        credential,
                        entry(machine, new TokenIssued(tokenId, "ci", credential.scopes(), "never")));
        return registry.with(token.secret());
    }

    private AuditEntry entry(Principal by, AuditAction action) {
        var now = registry.clock().instant();
        return new AuditEntry(ids.next(now), new Book.OfOrganization(People.ACME), now, by, Origin.INSIDE, action);
    }

    private static AttributeValue set(TeamId... teams) {
        return AttributeValue.fromSs(
                List.copyOf(Arrays.stream(teams).map(TeamId::value).toList()));
    }
}
