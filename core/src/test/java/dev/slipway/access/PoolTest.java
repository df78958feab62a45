package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a place in the Pool gives, and what stands before it.
class PoolTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final OrgPolicy POLICY = OrgPolicy.first(ACME, 1_000);
    private static final OrgPolicy GLOBEX = OrgPolicy.first(new OrgSlug("globex"), 1_000);
    private static final OrgPolicy INITECH = OrgPolicy.first(new OrgSlug("initech"), 1_000);
    private static final Principal.Person GUS =
            new Principal.Person(new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), new Handle("gus"));
    private static final AccountId OTHER = new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAW");
    private static final Door OFFICE = new Door(Set.of(new Cidr("192.0.2.0/24")), Optional.empty());
    private static final Place PLACED = pooled(new PoolPlace(GLOBEX, Role.MEMBER));

    @ParameterizedTest
    @EnumSource
    void somebody_outside_with_a_place_reads_what_is_shared_and_may_nothing_else(Permission permission) {
        var decision = decide(gus(PLACED), permission, shared(Visibility.PRIVATE));

        assertThat(decision instanceof Decision.Allowed).isEqualTo(permission == Permission.READ_PACKAGES);
    }

    @ParameterizedTest
    @EnumSource(names = "PUBLIC", mode = EnumSource.Mode.EXCLUDE)
    void it_is_shared_whatever_its_visibility_and_by_nothing_but_that(Visibility visibility) {
        assertThat(decide(gus(PLACED), Permission.READ_PACKAGES, shared(visibility)))
                .isEqualTo(new Decision.Allowed(GUS));
        assertThat(decide(gus(PLACED), Permission.READ_PACKAGES, PackageAccess.of(visibility)))
                .isEqualTo(new Decision.Refused(new Refusal.NotFound()));
        assertThat(decide(gus(new Place.Outside()), Permission.READ_PACKAGES, shared(visibility)))
                .isEqualTo(new Decision.Refused(new Refusal.NotFound()));
    }

    @Test
    void the_reason_is_told_and_not_who_gives_the_place() {
        assertThat(grounds(gus(PLACED), shared(Visibility.PRIVATE))).containsExactly(new Ground.ByPool());
        assertThat(grounds(gus(PLACED), shared(Visibility.PUBLIC))).containsExactly(new Ground.OpenToAll());
        var both = new PackageAccess(Visibility.ORG, Map.of(), Map.of(), Map.of(GUS.id(), GUS.handle()), true);
        assertThat(grounds(gus(PLACED), both)).containsExactly(new Ground.ByPool(), new Ground.ByGrant());
    }

    @Test
    void a_member_needs_no_place_and_a_billing_manager_gets_nothing_by_the_pool() {
        var member = new Place.Member(Role.MEMBER, NOW, Set.of());
        var billing = new Place.Member(Role.BILLING, NOW, Set.of());

        assertThat(grounds(gus(member), shared(Visibility.PRIVATE))).containsExactly(new Ground.ByRole(Role.MEMBER));
        assertThat(decide(gus(billing), Permission.READ_PACKAGES, shared(Visibility.PRIVATE)))
                .isEqualTo(new Decision.Refused(new Refusal.NotPermitted(Permission.READ_PACKAGES, ACME)));
    }

    @Test
    void whose_organization_it_is_has_a_door_that_holds_for_them_and_no_say_in_how_they_signed_in() {
        var rule = new SignInRule(Set.of(Means.GITHUB), OTHER);

        assertThat(decide(from("198.51.100.7"), POLICY.with(OFFICE)))
                .isEqualTo(new Decision.Refused(new Refusal.OutsideAllowList(ACME, "198.51.100.7")));
        assertThat(decide(from("192.0.2.9"), POLICY.with(OFFICE))).isInstanceOf(Decision.Allowed.class);
        assertThat(decide(from("192.0.2.9"), POLICY.with(new Door(Set.of(), Optional.of(rule)))))
                .isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void a_place_is_used_by_the_rules_of_whoever_gives_it() {
        var ruled = GLOBEX.with(new Door(Set.of(), Optional.of(new SignInRule(Set.of(Means.GITHUB), OTHER))));
        var exempt = GLOBEX.with(new Door(Set.of(), Optional.of(new SignInRule(Set.of(Means.GITHUB), GUS.id()))));
        var office = GLOBEX.with(OFFICE);

        assertThat(decide(gus("198.51.100.7", new PoolPlace(office, Role.OWNER)), POLICY))
                .isEqualTo(new Decision.Refused(new Refusal.OutsideAllowList(GLOBEX.slug(), "198.51.100.7")));
        assertThat(decide(gus("192.0.2.9", new PoolPlace(office, Role.MEMBER)), POLICY))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(decide(gus("192.0.2.9", new PoolPlace(ruled, Role.MEMBER)), POLICY))
                .isEqualTo(new Decision.Refused(new Refusal.SignInElsewhere(GLOBEX.slug(), Set.of(Means.GITHUB))));
        assertThat(decide(gus("192.0.2.9", new PoolPlace(exempt, Role.OWNER)), POLICY))
                .as("the owner of the broken glass")
                .isInstanceOf(Decision.Allowed.class);
        assertThat(decide(gus("192.0.2.9", new PoolPlace(exempt, Role.ADMIN)), POLICY))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void of_two_places_one_is_enough_and_who_has_another_reason_needs_none() {
        var office = new PoolPlace(GLOBEX.with(OFFICE), Role.MEMBER);

        assertThat(decide(gus("198.51.100.7", office, new PoolPlace(INITECH, Role.MEMBER)), POLICY))
                .isInstanceOf(Decision.Allowed.class);
        var granted = new PackageAccess(Visibility.ORG, Map.of(), Map.of(), Map.of(GUS.id(), GUS.handle()), true);
        assertThat(Gatekeeper.decide(
                        gus("198.51.100.7", office), Permission.READ_PACKAGES, pad(granted), Optional.of(POLICY), NOW))
                .isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void nobody_has_to_have_paid_for_what_is_read() {
        var lapsed =
                new OrgPolicy(GLOBEX.slug(), false, Visibility.PRIVATE, 1, Teams.NONE, Door.OPEN, Optional.of(NOW));

        assertThat(decide(gus("192.0.2.9", new PoolPlace(lapsed, Role.MEMBER)), POLICY))
                .isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void what_a_deleted_organization_shared_is_gone_with_it() {
        assertThat(Gatekeeper.decide(
                        gus(PLACED), Permission.READ_PACKAGES, pad(shared(Visibility.PRIVATE)), Optional.empty(), NOW))
                .isEqualTo(new Decision.Refused(new Refusal.NotFound()));
    }

    @Test
    void a_token_for_other_packages_is_not_for_this_one() {
        var holder = gus(PLACED);
        var narrow = new Limits(Set.of(), Set.of(new PackagePattern("@globex/*")));
        var credential = credential(GUS, narrow);

        assertThat(decide(
                        new Caller.Holder(credential, holder.place(), Optional.empty()),
                        Permission.READ_PACKAGES,
                        shared(Visibility.PRIVATE)))
                .isEqualTo(new Decision.Refused(new Refusal.OutsidePackages()));
    }

    @Test
    void somebody_who_is_not_calling_is_explained_the_same() {
        var subject = new Subject.OfPerson(GUS, PLACED, Optional.empty(), Optional.empty());

        var explanation =
                Gatekeeper.explain(subject, Permission.READ_PACKAGES, pad(shared(Visibility.PRIVATE)), POLICY, NOW);

        assertThat(explanation.allowed()).isTrue();
        assertThat(explanation.grounds()).containsExactly(new Ground.ByPool());
    }

    private static Place pooled(PoolPlace... places) {
        return new Place.Outside(List.of(places));
    }

    private static PackageAccess shared(Visibility visibility) {
        return PackageAccess.of(visibility).inPool(true);
    }

    private static Resource pad(PackageAccess access) {
        return Resource.of(ACME, "@acme/pad", Optional.of(access));
    }

    private static Decision decide(Caller caller, Permission permission, PackageAccess access) {
        return Gatekeeper.decide(caller, permission, pad(access), Optional.of(POLICY), NOW);
    }

    private static Decision decide(Caller caller, OrgPolicy policy) {
        return Gatekeeper.decide(
                caller, Permission.READ_PACKAGES, pad(shared(Visibility.PRIVATE)), Optional.of(policy), NOW);
    }

    private static List<Ground> grounds(Caller caller, PackageAccess access) {
        return Gatekeeper.grounds(caller, Permission.READ_PACKAGES, pad(access), Optional.of(POLICY));
    }

    private static Caller from(String address) {
        return gus(address, new PoolPlace(GLOBEX, Role.MEMBER));
    }

    private static Caller.Holder gus(String address, PoolPlace... places) {
        return new Caller.Holder(credential(GUS, Limits.NONE), pooled(places), Optional.of(address));
    }

    private static Caller.Holder gus(Place place) {
        return new Caller.Holder(credential(GUS, Limits.NONE), place, Optional.empty());
    }

    private static Credential credential(Principal principal, Limits limits) {
        return new Credential(
                new TokenId("01ARZ3NDEKTSV4RRFFQ69G5FAX"),
                Token.Kind.ACCESS,
                principal,
                "laptop",
                Set.of(Scope.values()),
                limits,
                "slp_a00000",
                Means.MAIL,
                NOW.minusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
