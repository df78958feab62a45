package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said of somebody who isn't calling is what they would be told if they called.
class ExplanationTest {

    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Principal.Person BOB =
            new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("bob"));
    private static final TeamId ENG = new TeamId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4EN");
    private static final TeamPower POWER =
            new TeamPower(new TeamName("eng"), Set.of(Permission.MANAGE_TEAMS), Optional.of(PackageRole.MAINTAINER));
    private static final OrgPolicy POLICY = OrgPolicy.first(ACME, 1_000).with(new Teams(Map.of(ENG, POWER)));
    private static final SignInRule GITHUB =
            new SignInRule(Set.of(Means.GITHUB), new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4AD"));

    private static Place.Member member(Role role, TeamId... teams) {
        return new Place.Member(role, NOW, Set.of(teams));
    }

    static Stream<Arguments> everyCase() {
        var places = Stream.<Place>of(
                new Place.Outside(),
                member(Role.BILLING),
                member(Role.MEMBER),
                member(Role.MEMBER, ENG),
                member(Role.MAINTAINER),
                member(Role.ADMIN),
                member(Role.OWNER));
        var policies = Stream.of(
                        POLICY,
                        POLICY.with(new Door(Set.of(new Cidr("192.0.2.0/24")), Optional.empty())),
                        POLICY.with(new Door(Set.of(), Optional.of(GITHUB))),
                        new OrgPolicy(
                                ACME, true, Visibility.PRIVATE, 1_000, POLICY.teams(), Door.OPEN, Optional.of(NOW)))
                .toList();
        var shared = PackageAccess.of(Visibility.ORG);
        var resources = Stream.of(
                        Resource.of(ACME),
                        Resource.of(ACME, "@acme/pad", Optional.empty()),
                        Resource.of(ACME, "@acme/pad", Optional.of(PackageAccess.of(Visibility.PRIVATE))),
                        Resource.of(ACME, "@acme/pad", Optional.of(PackageAccess.of(Visibility.PUBLIC))),
                        Resource.of(
                                ACME,
                                "@acme/pad",
                                Optional.of(new PackageAccess(
                                        shared.visibility(), Map.of(), Map.of(), Map.of(BOB.id(), BOB.handle())))))
                .toList();
        return places.flatMap(place -> policies.stream()
                .flatMap(policy -> resources.stream().map(resource -> Arguments.of(place, policy, resource))));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void an_explanation_says_what_the_decision_says(Place place, OrgPolicy policy, Resource resource) {
        var address = Optional.of("198.51.100.7");
        var token = new Credential(
                new TokenId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4TK"),
                Token.Kind.ACCESS,
                BOB,
                "laptop",
                Set.of(Scope.values()),
                Limits.NONE,
                "slp_axxxxx",
                Means.MAIL,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var caller = new Caller.Holder(token, place, address);
        var subject = new Subject.OfPerson(BOB, place, address, Optional.of(Means.MAIL));

        for (var permission : Permission.values()) {
            var decision = Gatekeeper.decide(caller, permission, resource, Optional.of(policy), NOW);
            var explained = Gatekeeper.explain(subject, permission, resource, policy, NOW);
            var told = Gatekeeper.explain(caller, permission, resource, Optional.of(policy), NOW);

            assertThat(explained.allowed()).as("%s", permission).isEqualTo(decision instanceof Decision.Allowed);
            assertThat(explained.refusal())
                    .isEqualTo(decision instanceof Decision.Refused(var why) ? Optional.of(why) : Optional.empty());
            assertThat(told).isEqualTo(explained);
            assertThat(explained.allowed() && explained.grounds().isEmpty()).isFalse();
        }
    }

    @Test
    void what_is_not_known_of_somebody_is_not_held_against_them() {
        var policy = POLICY.with(new Door(Set.of(new Cidr("192.0.2.0/24")), Optional.of(GITHUB)));
        var unknown = new Subject.OfPerson(BOB, member(Role.MEMBER), Optional.empty(), Optional.empty());

        assertThat(Gatekeeper.explain(unknown, Permission.READ_PACKAGES, Resource.of(ACME), policy, NOW)
                        .allowed())
                .isTrue();
        var mail = new Subject.OfPerson(BOB, member(Role.MEMBER), Optional.empty(), Optional.of(Means.MAIL));
        assertThat(Gatekeeper.explain(mail, Permission.READ_PACKAGES, Resource.of(ACME), policy, NOW)
                        .refusal())
                .contains(new Refusal.SignInElsewhere(ACME, Set.of(Means.GITHUB)));
    }

    @Test
    void of_a_team_is_said_what_it_gives_and_nothing_of_the_door() {
        var policy = POLICY.with(new Door(Set.of(new Cidr("192.0.2.0/24")), Optional.of(GITHUB)));
        var team = new Subject.OfTeam(ENG, POWER.name());

        var teams = Gatekeeper.explain(team, Permission.MANAGE_TEAMS, Resource.of(ACME), policy, NOW);
        assertThat(teams.grounds()).containsExactly(new Ground.ByTeam(ENG, POWER.name()));
        assertThat(teams.allowed()).isTrue();
        assertThat(Gatekeeper.explain(team, Permission.MANAGE_MEMBERS, Resource.of(ACME), policy, NOW)
                        .refusal())
                .contains(new Refusal.NotPermitted(Permission.MANAGE_MEMBERS, ACME));
    }

    @Test
    void of_a_service_account_are_said_its_teams_and_the_allow_list_alone() {
        var place = new Place.ServiceAccount(new ServiceAccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4SV"), Set.of(ENG));
        var account = new Principal.ServiceAccount(place.id(), new ServiceAccountName("build"));
        var policy = POLICY.with(new Door(Set.of(new Cidr("192.0.2.0/24")), Optional.of(GITHUB)));
        var there = new Subject.OfServiceAccount(account, place, Optional.of("192.0.2.7"));
        var elsewhere = new Subject.OfServiceAccount(account, place, Optional.of("198.51.100.7"));

        assertThat(Gatekeeper.explain(there, Permission.PUBLISH_PACKAGES, Resource.of(ACME), policy, NOW)
                        .grounds())
                .containsExactly(new Ground.ByTeam(ENG, POWER.name()));
        assertThat(Gatekeeper.explain(there, Permission.PUBLISH_PACKAGES, Resource.of(ACME), policy, NOW)
                        .allowed())
                .isTrue();
        assertThat(Gatekeeper.explain(elsewhere, Permission.PUBLISH_PACKAGES, Resource.of(ACME), policy, NOW)
                        .refusal())
                .contains(new Refusal.OutsideAllowList(ACME, "198.51.100.7"));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_said_to_help_does(Permission permission) {
        var remedy = Explanation.Remedy.of(permission);

        assertThat(Gatekeeper.grounds(BOB, member(remedy.role()), permission, Resource.of(ACME), POLICY))
                .contains(new Ground.ByRole(remedy.role()));
        remedy.inPackage().ifPresent(role -> {
            var access = PackageAccess.of(Visibility.PRIVATE)
                    .with(BOB.id(), new PackageAccess.Collaborator(BOB.handle(), role, Optional.empty()));
            assertThat(Gatekeeper.grounds(
                            BOB,
                            member(Role.MEMBER),
                            permission,
                            Resource.of(ACME, "@acme/pad", Optional.of(access)),
                            POLICY))
                    .contains(new Ground.ByPackage(role));
        });
    }
}
