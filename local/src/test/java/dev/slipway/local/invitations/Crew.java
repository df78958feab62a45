package dev.slipway.local.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.TeamPower;
import dev.slipway.access.Teams;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.audit.AuditAction.MemberJoined;
import dev.slipway.audit.AuditAction.TeamChanged;
import dev.slipway.audit.Book;
import dev.slipway.kernel.Ids;
import dev.slipway.org.Authority;
import dev.slipway.org.Member;
import dev.slipway.org.Memberships;
import dev.slipway.org.Organizations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The teams of the organizations on a [Stage], as those make them who manage teams.
final class Crew {

    private final Stage stage;
    private final DynamoOrganizations organizations;
    private final DynamoMemberships memberships;
    private final Ids ids = Ids.random();

    Crew(Stage stage) {
        this.stage = stage;
        this.organizations = new DynamoOrganizations(stage.table);
        this.memberships = new DynamoMemberships(stage.table);
    }

    TeamId team(Stage.Org org, String name, Permission... permissions) {
        var team = new TeamId(ids.next(stage.now()));
        set(org, team, name, permissions);
        return team;
    }

    /// What a team is called and carries from now on.
    void set(Stage.Org org, TeamId team, String name, Permission... permissions) {
        change(org, team, powers -> {
            powers.put(team, new TeamPower(new TeamName(name), Set.of(permissions), Optional.empty()));
            return powers;
        });
    }

    void delete(Stage.Org org, TeamId team) {
        change(org, team, powers -> {
            powers.remove(team);
            return powers;
        });
    }

    private void change(Stage.Org org, TeamId team, UnaryOperator<Map<TeamId, TeamPower>> how) {
        var by = new Authority(org.owner().person(), Role.OWNER, new Authority.Basis.ByRole());
        var audit = stage.nobody()
                .entry(
                        ids.next(stage.now()),
                        new Book.OfOrganization(org.slug()),
                        by.person(),
                        new TeamChanged(team, "team", Map.of()));
        Organizations.Changed changed;
        do {
            var found = organizations.find(org.slug()).orElseThrow();
            var powers = how.apply(new HashMap<>(found.policy().teams().powers()));
            var next = found.with(found.profile(), found.policy().with(new Teams(powers)));
            changed = organizations.change(next, by, audit);
        } while (changed == Organizations.Changed.MOVED_MEANWHILE);
    }

    /// Somebody who is of these teams.
    Stage.Somebody member(Stage.Org org, Role role, TeamId... teams) {
        var somebody = stage.somebody(stage.unique("mate"));
        var member = new Member(
                org.slug(), somebody.person(), role, stage.now(), Set.copyOf(List.of(teams)), Optional.empty());
        var joined = new MemberJoined(somebody.person().id(), somebody.handle().value(), role);
        var audit = stage.nobody()
                .entry(
                        ids.next(stage.now()),
                        new Book.OfOrganization(org.slug()),
                        org.owner().person(),
                        joined);
        assertThat(memberships.join(member, audit)).isEqualTo(Memberships.Joined.COMMITTED);
        return somebody;
    }

    /// Takes somebody out of a team.
    void leave(Stage.Org org, Stage.Somebody somebody, TeamId team) {
        stage.update(
                "MEMBERS#" + org.slug(),
                somebody.person().id().value(),
                "DELETE teams :value",
                AttributeValue.fromSs(List.of(team.value())));
    }

    /// The ids of the teams that stand on a member.
    Set<TeamId> teamsOf(Stage.Org org, Stage.Somebody somebody) {
        return memberships
                .find(org.slug(), somebody.person().id())
                .orElseThrow()
                .teams();
    }
}
