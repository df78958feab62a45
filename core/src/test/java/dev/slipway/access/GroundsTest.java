package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.PackageAccess.Collaborator;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What teams, packages, the door and the subscription have to say.
class GroundsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant JOINED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant JOINED_AGAIN = Instant.parse("2026-02-01T00:00:00Z");
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Principal.Person MIA =
            new Principal.Person(new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), new Handle("mia"));
    private static final TokenId TOKEN = new TokenId("01ARZ3NDEKTSV4RRFFQ69G5FAX");
    private static final TeamId ENG = new TeamId("01ARZ3NDEKTSV4RRFFQ69G5FAY");
    private static final TeamName ENG_NAME = new TeamName("eng");
    private static final ServiceAccountId BOT = new ServiceAccountId("01ARZ3NDEKTSV4RRFFQ69G5FAZ");

    @ParameterizedTest
    @EnumSource
    void a_team_gives_exactly_what_it_carries(Permission permission) {
        var carried = Permission.CARRIED_BY_TEAMS.contains(permission);
        var power = new TeamPower(ENG_NAME, carried ? Set.of(permission) : Set.of(), Optional.empty());
        var policy = policy(Map.of(ENG, power));
        var service = place(ENG);

        for (var asked : Permission.values()) {
            var decision = decide(bot(service), asked, pad(PackageAccess.of(Visibility.PRIVATE)), policy);
            assertThat(decision instanceof Decision.Allowed)
                    .as("%s by a team with %s", asked, permission)
                    .isEqualTo(carried && asked == permission);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_role_on_all_packages_gives_what_it_gives_on_one(PackageRole role) {
        var everywhere = policy(Map.of(ENG, new TeamPower(ENG_NAME, Set.of(), Optional.of(role))));
        var nowhere = policy(Map.of(ENG, TeamPower.nothing(ENG_NAME)));
        var plain = PackageAccess.of(Visibility.PRIVATE);
        var expected = EnumSet.of(Permission.READ_PACKAGES);
        if (role != PackageRole.READER) {
            expected.add(Permission.PUBLISH_PACKAGES);
        }
        if (role == PackageRole.OWNER) {
            expected.add(Permission.MANAGE_PACKAGE);
        }

        for (var permission : Permission.values()) {
            var may = expected.contains(permission);
            assertThat(allowed(bot(place(ENG)), permission, plain, everywhere)).isEqualTo(may);
            assertThat(allowed(bot(place(ENG)), permission, plain.with(ENG, role), nowhere))
                    .isEqualTo(may);
            assertThat(allowed(bot(place(ENG)), permission, plain, nowhere)).isFalse();
            assertThat(allowed(bot(place()), permission, plain.with(ENG, role), everywhere))
                    .as("who isn't of the team")
                    .isFalse();
        }
    }

    @Test
    void a_deleted_team_gives_nothing_although_packages_and_members_still_name_it() {
        var access = PackageAccess.of(Visibility.PRIVATE).with(ENG, PackageRole.OWNER);

        assertThat(allowed(bot(place(ENG)), Permission.READ_PACKAGES, access, policy(Map.of())))
                .isFalse();
    }

    @Test
    void a_team_gives_nothing_to_whoever_has_left() {
        var policy = policy(Map.of(ENG, new TeamPower(ENG_NAME, Set.of(), Optional.of(PackageRole.OWNER))));

        assertRefused(
                decide(mia(new Place.Outside()), Permission.READ_PACKAGES, pad(priv()), policy),
                new Refusal.NotFound());
        assertRefused(
                decide(mia(new Place.Outside()), Permission.PUBLISH_PACKAGES, pad(priv()), policy),
                new Refusal.NotAMember(ACME));
    }

    @Test
    void everybody_but_billing_managers_and_machines_is_of_the_team_everyone() {
        var policy = policy(Map.of(
                TeamId.EVERYONE,
                new TeamPower(
                        new TeamName("everyone"),
                        Set.of(Permission.CREATE_PACKAGES),
                        Optional.of(PackageRole.MAINTAINER))));

        assertThat(allowed(mia(member(Role.MEMBER)), Permission.CREATE_PACKAGES, priv(), policy))
                .isTrue();
        assertThat(allowed(mia(member(Role.MEMBER)), Permission.PUBLISH_PACKAGES, priv(), policy))
                .isTrue();
        assertThat(allowed(mia(member(Role.BILLING)), Permission.READ_PACKAGES, priv(), policy))
                .isFalse();
        assertThat(allowed(bot(place()), Permission.READ_PACKAGES, priv(), policy))
                .isFalse();
    }

    @Test
    void administrators_do_what_admins_do_and_not_what_owners_do() {
        var administrator = mia(new Place.Member(Role.MEMBER, JOINED, Set.of(TeamId.ADMINISTRATORS)));
        var admin = mia(member(Role.ADMIN));

        for (var permission : Permission.values()) {
            assertThat(allowed(administrator, permission, priv(), policy(Map.of())))
                    .as(permission.name())
                    .isEqualTo(allowed(admin, permission, priv(), policy(Map.of())));
        }
        assertThat(allowed(administrator, Permission.OWN_ORGANIZATION, priv(), policy(Map.of())))
                .isFalse();
    }

    @Test
    void a_billing_manager_gets_nothing_of_packages_by_a_team_or_by_the_package() {
        var policy = policy(Map.of(ENG, new TeamPower(ENG_NAME, Set.of(), Optional.of(PackageRole.OWNER))));
        var place = new Place.Member(Role.BILLING, JOINED, Set.of(ENG));
        var access = priv().with(MIA.id(), collaborator(PackageRole.OWNER, JOINED));

        assertThat(allowed(mia(place), Permission.READ_PACKAGES, access, policy))
                .isFalse();
    }

    @Test
    void what_a_package_says_of_a_member_holds_for_one_membership() {
        var access = priv().with(MIA.id(), collaborator(PackageRole.OWNER, JOINED));

        assertThat(allowed(mia(member(Role.MEMBER)), Permission.MANAGE_PACKAGE, access, policy(Map.of())))
                .isTrue();
        var back = new Place.Member(Role.MEMBER, JOINED_AGAIN, Set.of());
        assertThat(allowed(mia(back), Permission.MANAGE_PACKAGE, access, policy(Map.of())))
                .isFalse();
    }

    @Test
    void a_maintainer_of_a_package_uploads_releases_and_does_not_manage_it() {
        var access = priv().with(MIA.id(), collaborator(PackageRole.MAINTAINER, JOINED));
        var caller = mia(member(Role.MEMBER));

        assertThat(allowed(caller, Permission.PUBLISH_PACKAGES, access, policy(Map.of())))
                .isTrue();
        assertRefused(
                decide(caller, Permission.MANAGE_PACKAGE, pad(access), policy(Map.of())),
                new Refusal.NotPermitted(Permission.MANAGE_PACKAGE, ACME));
        assertThat(allowed(caller, Permission.CREATE_PACKAGES, access, policy(Map.of())))
                .isFalse();
    }

    @Test
    void a_grant_lets_an_account_outside_read_while_the_package_is_shared() {
        var grants = Map.of(MIA.id(), MIA.handle());
        var shared = new PackageAccess(Visibility.ORG, Map.of(), Map.of(), grants);
        var hidden = new PackageAccess(Visibility.PRIVATE, Map.of(), Map.of(), grants);
        var caller = mia(new Place.Outside());

        assertThat(allowed(caller, Permission.READ_PACKAGES, shared, policy(Map.of())))
                .isTrue();
        assertRefused(decide(caller, Permission.READ_PACKAGES, pad(hidden), policy(Map.of())), new Refusal.NotFound());
        assertRefused(
                decide(caller, Permission.PUBLISH_PACKAGES, pad(shared), policy(Map.of())),
                new Refusal.NotAMember(ACME));
        assertRefused(
                decide(caller, Permission.SEE_ORGANIZATION, Resource.of(ACME), policy(Map.of())),
                new Refusal.NotFound());
    }

    @Test
    void the_reasons_are_told_with_the_broadest_first() {
        var policy = policy(Map.of(ENG, new TeamPower(ENG_NAME, Set.of(), Optional.of(PackageRole.MAINTAINER))));
        var access = priv().with(ENG, PackageRole.OWNER).with(MIA.id(), collaborator(PackageRole.MAINTAINER, JOINED));
        var place = new Place.Member(Role.MAINTAINER, JOINED, Set.of(ENG));

        assertThat(Gatekeeper.grounds(mia(place), Permission.PUBLISH_PACKAGES, pad(access), Optional.of(policy)))
                .containsExactly(
                        new Ground.ByRole(Role.MAINTAINER),
                        new Ground.ByTeam(ENG, ENG_NAME),
                        new Ground.ByTeamOfPackage(ENG, ENG_NAME, PackageRole.OWNER),
                        new Ground.ByPackage(PackageRole.MAINTAINER));
    }

    @Test
    void an_allow_list_shuts_out_members_machines_and_guests_and_nobody_from_what_is_public() {
        var policy = policy(Map.of()).with(new Door(Set.of(new Cidr("192.0.2.0/24")), Optional.empty()));
        var shared = new PackageAccess(Visibility.ORG, Map.of(), Map.of(), Map.of(MIA.id(), MIA.handle()));

        var elsewhere = new Refusal.OutsideAllowList(ACME, "198.51.100.7");
        assertRefused(
                decide(from("198.51.100.7", mia(member(Role.OWNER))), Permission.READ_PACKAGES, pad(priv()), policy),
                elsewhere);
        assertRefused(
                decide(
                        from("198.51.100.7", mia(member(Role.MEMBER))),
                        Permission.OWN_ORGANIZATION,
                        Resource.of(ACME),
                        policy),
                elsewhere);
        assertRefused(
                decide(from("198.51.100.7", machine()), Permission.READ_PACKAGES, pad(priv()), policy), elsewhere);
        assertRefused(
                decide(from("198.51.100.7", mia(new Place.Outside())), Permission.READ_PACKAGES, pad(shared), policy),
                elsewhere);
        assertRefused(
                decide(from("198.51.100.7", mia(new Place.Outside())), Permission.READ_PACKAGES, pad(priv()), policy),
                new Refusal.NotFound());
        assertThat(decide(
                        from("198.51.100.7", mia(member(Role.MEMBER))),
                        Permission.READ_PACKAGES,
                        pad(PackageAccess.of(Visibility.PUBLIC)),
                        policy))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(decide(from("192.0.2.9", machine()), Permission.READ_PACKAGES, pad(priv()), policy))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(decide(from("::ffff:192.0.2.9", machine()), Permission.READ_PACKAGES, pad(priv()), policy))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(policy.door().lets("nonsense")).isFalse();
    }

    @Test
    void who_signed_in_otherwise_is_told_how_and_machines_guests_and_one_owner_go_on() {
        var rule = new SignInRule(Set.of(new Means("github")), MIA.id());
        var policy = policy(Map.of()).with(new Door(Set.of(), Optional.of(rule)));
        var otherwise = new Refusal.SignInElsewhere(ACME, Set.of(new Means("github")));
        var shared = new PackageAccess(Visibility.ORG, Map.of(), Map.of(), Map.of(MIA.id(), MIA.handle()));

        assertRefused(decide(mia(member(Role.ADMIN)), Permission.READ_PACKAGES, pad(priv()), policy), otherwise);
        assertThat(allowed(mia(member(Role.OWNER)), Permission.READ_PACKAGES, priv(), policy))
                .as("the owner of the broken glass")
                .isTrue();
        assertThat(allowed(machine(), Permission.READ_PACKAGES, priv(), policy)).isTrue();
        assertThat(allowed(mia(new Place.Outside()), Permission.READ_PACKAGES, shared, policy))
                .isTrue();
        var other = policy.with(new Door(
                Set.of(),
                Optional.of(new SignInRule(
                        Set.of(new Means("github"), Means.MAIL), new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAW")))));
        assertThat(allowed(mia(member(Role.MEMBER)), Permission.READ_PACKAGES, priv(), other))
                .isTrue();
    }

    @Test
    void a_mailed_link_leads_past_nobodys_door() {
        var rule = new SignInRule(Set.of(new Means("github")), new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAW"));
        var policy = policy(Map.of());
        var shut = policy.with(new Door(Set.of(new Cidr("192.0.2.0/24")), Optional.of(rule)));
        var newcomer = mia(new Place.Outside());

        assertThat(Gatekeeper.atDoor(from("198.51.100.7", newcomer), Role.MEMBER, shut))
                .contains(new Refusal.OutsideAllowList(ACME, "198.51.100.7"));
        assertThat(Gatekeeper.atDoor(from("192.0.2.9", newcomer), Role.MEMBER, shut))
                .contains(new Refusal.SignInElsewhere(ACME, Set.of(new Means("github"))));
        assertThat(Gatekeeper.atDoor(from("198.51.100.7", newcomer), Role.MEMBER, policy))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_organization_that_is_not_paid_for_refuses_what_costs_more_and_nothing_else(Permission permission) {
        var lapsed = new OrgPolicy(ACME, false, Visibility.PRIVATE, 1, Teams.NONE, Door.OPEN, Optional.of(NOW));
        var costsMore = EnumSet.of(
                Permission.PUBLISH_PACKAGES,
                Permission.CREATE_PACKAGES,
                Permission.INVITE_MEMBERS,
                Permission.ISSUE_MACHINE_TOKENS);

        var decision = decide(mia(member(Role.OWNER)), permission, pad(priv()), lapsed);

        if (costsMore.contains(permission)) {
            assertRefused(decision, new Refusal.PaymentDue(ACME));
        } else {
            assertThat(decision).isInstanceOf(Decision.Allowed.class);
        }
        assertThat(decide(mia(member(Role.BILLING)), Permission.INVITE_MEMBERS, Resource.of(ACME), lapsed))
                .as("who may not anyway is told that")
                .isEqualTo(new Decision.Refused(new Refusal.NotPermitted(Permission.INVITE_MEMBERS, ACME)));
    }

    private static boolean allowed(Caller caller, Permission permission, PackageAccess access, OrgPolicy policy) {
        return decide(caller, permission, pad(access), policy) instanceof Decision.Allowed;
    }

    private static Decision decide(Caller caller, Permission permission, Resource resource, OrgPolicy policy) {
        return Gatekeeper.decide(caller, permission, resource, Optional.of(policy), NOW);
    }

    private static void assertRefused(Decision decision, Refusal why) {
        assertThat(decision).isEqualTo(new Decision.Refused(why));
    }

    private static OrgPolicy policy(Map<TeamId, TeamPower> teams) {
        return OrgPolicy.first(ACME, 1).with(new Teams(teams));
    }

    private static PackageAccess priv() {
        return PackageAccess.of(Visibility.PRIVATE);
    }

    private static Resource pad(PackageAccess access) {
        return Resource.of(ACME, "@acme/pad", Optional.of(access));
    }

    private static Collaborator collaborator(PackageRole role, Instant member) {
        return new Collaborator(MIA.handle(), role, Optional.of(member));
    }

    private static Place.Member member(Role role) {
        return new Place.Member(role, JOINED, Set.of());
    }

    private static Place.ServiceAccount place(TeamId... teams) {
        return new Place.ServiceAccount(BOT, Set.of(teams));
    }

    private static Caller.Holder mia(Place place) {
        return holder(MIA, place);
    }

    private static Caller.Holder machine() {
        return holder(new Principal.Machine(TOKEN, "ci", ACME), new Place.Outside());
    }

    private static Caller.Holder bot(Place.ServiceAccount place) {
        var account = new Principal.ServiceAccount(BOT, new ServiceAccountName("bot"));
        return holder(new Principal.Machine(TOKEN, "ci", ACME, Optional.of(account)), place);
    }

    private static Caller.Holder from(String address, Caller.Holder holder) {
        return new Caller.Holder(holder.credential(), holder.place(), Optional.of(address));
    }

    private static Caller.Holder holder(Principal principal, Place place) {
        var credential = new Credential(
                TOKEN,
                principal instanceof Principal.Person ? Token.Kind.ACCESS : Token.Kind.MACHINE,
                principal,
                "laptop",
                Set.of(Scope.values()),
                Limits.NONE,
                "slp_a00000",
                Means.MAIL,
                NOW.minusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Caller.Holder(credential, place, Optional.empty());
    }
}
