package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What somebody has to give by a team, and what teams an organization has.
class GivingTest {

    private static final Instant JOINED = Instant.parse("2026-01-01T00:00:00Z");
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Principal.Person MIA =
            new Principal.Person(new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), new Handle("mia"));
    private static final TeamId ENG = new TeamId("01ARZ3NDEKTSV4RRFFQ69G5FAY");
    private static final TeamName ENG_NAME = new TeamName("eng");
    private static final TeamName OPS_NAME = new TeamName("ops");

    private static TeamPower power(TeamName name, Set<Permission> permissions, Optional<PackageRole> everywhere) {
        return new TeamPower(name, permissions, everywhere);
    }

    private static Stream<Set<Permission>> halves() {
        var carried = Permission.CARRIED_BY_TEAMS.stream().sorted().toList();
        return Stream.iterate(0, i -> i < 1 << carried.size(), i -> i + 1).map(bits -> {
            var chosen = EnumSet.noneOf(Permission.class);
            for (int i = 0; i < carried.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    chosen.add(carried.get(i));
                }
            }
            return chosen;
        });
    }

    /// Of each of the 512 sets of permissions that a team can carry, and one who has exactly these by a team.
    @ParameterizedTest
    @MethodSource("halves")
    void who_has_something_by_a_team_lacks_all_the_rest_that_a_member_has_not(Set<Permission> mine) {
        var policy = OrgPolicy.first(ACME, 1).with(Teams.NONE.with(ENG, power(ENG_NAME, mine, Optional.empty())));
        var place = new Place.Member(Role.MEMBER, JOINED, Set.of(ENG));
        var expected = EnumSet.copyOf(Permission.CARRIED_BY_TEAMS);
        expected.removeAll(mine);
        expected.remove(Permission.SEE_ORGANIZATION);

        var all = power(OPS_NAME, Permission.CARRIED_BY_TEAMS, Optional.empty());
        assertThat(Gatekeeper.lacking(MIA, place, all, policy)).isEqualTo(expected);
        assertThat(Gatekeeper.lacking(MIA, place, power(OPS_NAME, mine, Optional.empty()), policy))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_role_in_all_packages_is_had_with_what_it_gives(PackageRole mine) {
        var policy = OrgPolicy.first(ACME, 1).with(Teams.NONE.with(ENG, power(ENG_NAME, Set.of(), Optional.of(mine))));
        var place = new Place.Member(Role.MEMBER, JOINED, Set.of(ENG));

        assertThat(Arrays.stream(PackageRole.values())
                        .filter(role -> Gatekeeper.lacking(
                                        MIA, place, power(OPS_NAME, Set.of(), Optional.of(role)), policy)
                                .isEmpty()))
                .containsExactlyElementsOf(EnumSet.range(PackageRole.READER, mine));
    }

    @ParameterizedTest
    @EnumSource
    void admins_and_owners_have_all_that_a_team_can_give_and_nobody_else_has(Role role) {
        var all = power(OPS_NAME, Permission.CARRIED_BY_TEAMS, Optional.of(PackageRole.OWNER));
        var lacking = Gatekeeper.lacking(MIA, new Place.Member(role, JOINED, Set.of()), all, OrgPolicy.first(ACME, 1));

        assertThat(lacking.isEmpty()).isEqualTo(role.atLeast(Role.ADMIN));
    }

    @Test
    void what_the_setting_lends_to_members_is_lacking() {
        var policy = OrgPolicy.first(ACME, 1).withPublishing(true, Visibility.PRIVATE);
        var place = new Place.Member(Role.MEMBER, JOINED, Set.of());

        assertThat(Gatekeeper.lacking(
                        MIA,
                        place,
                        power(OPS_NAME, Set.of(Permission.CREATE_PACKAGES), Optional.of(PackageRole.MAINTAINER)),
                        policy))
                .containsExactlyInAnyOrder(Permission.CREATE_PACKAGES, Permission.PUBLISH_PACKAGES);
    }

    @Test
    void a_billing_manager_has_nothing_by_a_team_to_give() {
        var policy = OrgPolicy.first(ACME, 1)
                .with(Teams.NONE.with(ENG, power(ENG_NAME, Permission.CARRIED_BY_TEAMS, Optional.empty())));

        assertThat(Gatekeeper.lacking(
                        MIA,
                        new Place.Member(Role.BILLING, JOINED, Set.of(ENG)),
                        power(OPS_NAME, Set.of(Permission.MANAGE_TEAMS), Optional.empty()),
                        policy))
                .containsExactly(Permission.MANAGE_TEAMS);
    }

    @Test
    void built_in_teams_are_found_by_their_names_and_are_always_there() {
        assertThat(Teams.NONE.named(new TeamName("everyone"))).contains(TeamId.EVERYONE);
        assertThat(Teams.NONE.named(new TeamName("administrators"))).contains(TeamId.ADMINISTRATORS);
        assertThat(Teams.NONE.named(ENG_NAME)).isEmpty();
        var teams = Teams.NONE.with(ENG, TeamPower.nothing(ENG_NAME));
        assertThat(teams.named(ENG_NAME)).contains(ENG);
        assertThat(teams.all()).containsOnlyKeys(ENG, TeamId.EVERYONE, TeamId.ADMINISTRATORS);
        assertThat(teams.without(ENG)).isEqualTo(Teams.NONE);
        assertThat(teams.full()).isFalse();
    }
}
