package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GatekeeperTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Principal.Person ADA =
            new Principal.Person(new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), new Handle("ada"));
    private static final Instant JOINED = Instant.parse("2026-01-01T00:00:00Z");
    private static final PackageAccess.Collaborator OWNER =
            new PackageAccess.Collaborator(ADA.handle(), PackageRole.OWNER, Optional.of(JOINED));
    private static final TokenId TOKEN = new TokenId("01ARZ3NDEKTSV4RRFFQ69G5FAX");
    private static final Optional<OrgPolicy> STRICT = Optional.of(OrgPolicy.first(ACME, 1));
    private static final Optional<OrgPolicy> OPEN =
            Optional.of(OrgPolicy.first(ACME, 1).withPublishing(true, Visibility.PRIVATE));

    @Test
    void anyone_reads_a_public_package() {
        assertThat(read(new Caller.Anonymous(), Visibility.PUBLIC)).isInstanceOf(Decision.AllowedToAnyone.class);
        assertThat(read(outsider(), Visibility.PUBLIC)).isInstanceOf(Decision.Allowed.class);
    }

    /// The table is not asked for the role of who reads a public package.
    @ParameterizedTest
    @EnumSource
    void no_decision_about_reading_a_public_package_depends_on_the_role(Role role) {
        for (var scope : Scope.values()) {
            assertThat(read(holder(ADA, role, null, null, scope), Visibility.PUBLIC))
                    .isEqualTo(read(holder(ADA, null, null, null, scope), Visibility.PUBLIC));
        }
        assertThat(read(holder(ADA, role, NOW, null, Scope.READ), Visibility.PUBLIC))
                .isEqualTo(read(holder(ADA, null, NOW, null, Scope.READ), Visibility.PUBLIC));
        assertThat(read(holder(ADA, role, null, NOW, Scope.READ), Visibility.PUBLIC))
                .isEqualTo(read(holder(ADA, null, null, NOW, Scope.READ), Visibility.PUBLIC));
    }

    @ParameterizedTest
    @EnumSource(names = "PUBLIC", mode = EnumSource.Mode.EXCLUDE)
    void an_anonymous_caller_is_told_to_sign_in_whether_the_package_exists_or_not(Visibility visibility) {
        assertRefused(read(new Caller.Anonymous(), visibility), new Refusal.SignInFirst());
        assertRefused(readMissing(new Caller.Anonymous()), new Refusal.SignInFirst());
    }

    @Test
    void an_outsider_cannot_tell_a_private_package_from_none() {
        assertRefused(read(outsider(), Visibility.PRIVATE), new Refusal.NotFound());
        assertRefused(readMissing(outsider()), new Refusal.NotFound());
        assertRefused(
                Gatekeeper.decide(outsider(), Permission.READ_PACKAGES, pad(Optional.empty()), Optional.empty(), NOW),
                new Refusal.NotFound());
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "MAINTAINER", "ADMIN", "OWNER"})
    void members_read_private_packages(Role role) {
        assertThat(read(person(role, Scope.READ), Visibility.PRIVATE)).isInstanceOf(Decision.Allowed.class);
        assertRefused(readMissing(person(role, Scope.READ)), new Refusal.NotFound());
    }

    @Test
    void a_billing_manager_reads_no_packages_whether_they_exist_or_not() {
        var refusal = new Refusal.NotPermitted(Permission.READ_PACKAGES, ACME);

        assertRefused(read(person(Role.BILLING, Scope.READ), Visibility.PRIVATE), refusal);
        assertRefused(readMissing(person(Role.BILLING, Scope.READ)), refusal);
    }

    @Test
    void a_token_that_is_unknown_expired_or_revoked_reads_nothing_not_even_what_is_public() {
        assertRefused(read(new Caller.Unknown(), Visibility.PUBLIC), new Refusal.TokenUnknown());
        assertRefused(
                read(holder(ADA, Role.OWNER, NOW, null, Scope.READ), Visibility.PUBLIC), new Refusal.TokenExpired());
        assertRefused(
                read(holder(ADA, Role.OWNER, null, NOW, Scope.READ), Visibility.PUBLIC), new Refusal.TokenRevoked());
    }

    @Test
    void a_token_works_until_the_moment_it_expires() {
        var lastMoment = holder(ADA, Role.OWNER, NOW.plusMillis(1), null, Scope.READ);

        assertThat(read(lastMoment, Visibility.PRIVATE)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void an_empty_set_of_scopes_allows_nothing() {
        assertRefused(read(person(Role.OWNER), Visibility.PRIVATE), new Refusal.ScopeTooNarrow(Scope.READ));
        assertRefused(
                change(person(Role.OWNER), Permission.PUBLISH_PACKAGES, STRICT),
                new Refusal.ScopeTooNarrow(Scope.PUBLISH));
    }

    @Test
    void a_token_to_manage_neither_reads_nor_publishes() {
        assertRefused(
                read(person(Role.OWNER, Scope.MANAGE), Visibility.PRIVATE), new Refusal.ScopeTooNarrow(Scope.READ));
    }

    @Test
    void a_token_to_read_does_not_publish_whoever_holds_it() {
        assertRefused(
                change(person(Role.OWNER, Scope.READ), Permission.PUBLISH_PACKAGES, STRICT),
                new Refusal.ScopeTooNarrow(Scope.PUBLISH));
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISH_PACKAGES", "CREATE_PACKAGES"})
    void maintainers_publish_and_members_only_where_the_organization_lets_them(Permission permission) {
        assertThat(change(person(Role.MAINTAINER, Scope.PUBLISH), permission, STRICT))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(change(person(Role.MEMBER, Scope.PUBLISH), permission, OPEN)).isInstanceOf(Decision.Allowed.class);
        assertRefused(
                change(person(Role.MEMBER, Scope.PUBLISH), permission, STRICT),
                new Refusal.NotPermitted(permission, ACME));
        assertRefused(
                change(person(Role.BILLING, Scope.PUBLISH), permission, OPEN),
                new Refusal.NotPermitted(permission, ACME));
    }

    @ParameterizedTest
    @EnumSource(names = {"MANAGE_PACKAGE", "MANAGE_MEMBERS", "MANAGE_MACHINE_TOKENS"})
    void only_admins_and_owners_manage(Permission permission) {
        var both = new Scope[] {Scope.PUBLISH, Scope.MANAGE};

        assertThat(change(person(Role.ADMIN, both), permission, STRICT)).isInstanceOf(Decision.Allowed.class);
        assertThat(change(person(Role.OWNER, both), permission, STRICT)).isInstanceOf(Decision.Allowed.class);
        assertRefused(
                change(person(Role.MAINTAINER, both), permission, OPEN), new Refusal.NotPermitted(permission, ACME));
        assertRefused(change(machine(ACME, both), permission, OPEN), new Refusal.NotPermitted(permission, ACME));
    }

    @Test
    void the_owner_of_a_package_manages_it_and_no_other() {
        var own = Optional.of(PackageAccess.of(Visibility.PRIVATE).with(ADA.id(), OWNER));
        var other = Optional.of(PackageAccess.of(Visibility.PRIVATE));
        var member = person(Role.MEMBER, Scope.PUBLISH);

        assertThat(Gatekeeper.decide(member, Permission.MANAGE_PACKAGE, pad(own), STRICT, NOW))
                .isInstanceOf(Decision.Allowed.class);
        assertRefused(
                Gatekeeper.decide(member, Permission.MANAGE_PACKAGE, pad(other), STRICT, NOW),
                new Refusal.NotPermitted(Permission.MANAGE_PACKAGE, ACME));
        assertRefused(
                Gatekeeper.decide(member, Permission.MANAGE_MEMBERS, pad(own), STRICT, NOW),
                new Refusal.ScopeTooNarrow(Scope.MANAGE));
    }

    @Test
    void who_left_the_organization_manages_no_package_of_it_not_even_their_own() {
        var own = Optional.of(PackageAccess.of(Visibility.PRIVATE).with(ADA.id(), OWNER));

        assertRefused(
                Gatekeeper.decide(outsider(), Permission.MANAGE_PACKAGE, pad(own), STRICT, NOW),
                new Refusal.NotAMember(ACME));
    }

    @Test
    void an_outsider_is_told_the_same_whether_the_organization_exists_or_not() {
        assertRefused(change(outsider(), Permission.CREATE_PACKAGES, OPEN), new Refusal.NotAMember(ACME));
        assertRefused(change(outsider(), Permission.CREATE_PACKAGES, Optional.empty()), new Refusal.NotAMember(ACME));
    }

    @Test
    void a_machine_works_for_its_own_organization_alone() {
        var ours = machine(ACME, Scope.PUBLISH);
        var theirs = machine(new OrgSlug("umbrella"), Scope.PUBLISH);

        assertThat(change(ours, Permission.CREATE_PACKAGES, STRICT)).isInstanceOf(Decision.Allowed.class);
        assertThat(read(ours, Visibility.PRIVATE)).isInstanceOf(Decision.Allowed.class);
        assertRefused(change(theirs, Permission.CREATE_PACKAGES, STRICT), new Refusal.NotAMember(ACME));
        assertRefused(read(theirs, Visibility.PRIVATE), new Refusal.NotFound());
    }

    @Test
    void an_anonymous_caller_changes_nothing() {
        assertRefused(change(new Caller.Anonymous(), Permission.PUBLISH_PACKAGES, OPEN), new Refusal.SignInFirst());
        assertRefused(change(new Caller.Unknown(), Permission.PUBLISH_PACKAGES, OPEN), new Refusal.TokenUnknown());
    }

    @Test
    void founding_an_organization_takes_a_token_that_manages() {
        assertThat(Gatekeeper.mayOneself(person(Role.MEMBER, Scope.MANAGE), Scope.MANAGE, NOW))
                .isInstanceOf(Decision.Allowed.class);
        assertRefused(
                Gatekeeper.mayOneself(person(Role.MEMBER, Scope.PUBLISH), Scope.MANAGE, NOW),
                new Refusal.ScopeTooNarrow(Scope.MANAGE));
        assertRefused(Gatekeeper.mayOneself(new Caller.Anonymous(), Scope.MANAGE, NOW), new Refusal.SignInFirst());
    }

    @Test
    void nobody_gives_a_role_above_their_own() {
        assertThat(Role.ADMIN.mayGive(Role.ADMIN)).isTrue();
        assertThat(Role.ADMIN.mayGive(Role.OWNER)).isFalse();
        assertThat(Role.MAINTAINER.mayGive(Role.ADMIN)).isFalse();
    }

    @Test
    void a_token_for_one_network_is_refused_from_another_whatever_it_asks_for() {
        var limits = new Limits(Set.of(new Cidr("203.0.113.0/24"), new Cidr("2001:db8::/32")), Set.of());
        assertMay(read(limited(limits, "203.0.113.7", Scope.READ), Visibility.PRIVATE));
        assertMay(read(limited(limits, "2001:db8::7", Scope.READ), Visibility.PRIVATE));
        var elsewhere = limited(limits, "198.51.100.7", Scope.READ);
        assertRefused(read(elsewhere, Visibility.PUBLIC), new Refusal.OutsideNetworks("198.51.100.7"));
        assertRefused(Gatekeeper.identify(elsewhere, NOW), new Refusal.OutsideNetworks("198.51.100.7"));
        assertRefused(
                read(limited(limits, "no address", Scope.READ), Visibility.PUBLIC),
                new Refusal.OutsideNetworks("no address"));
    }

    @Test
    void a_token_for_some_packages_is_for_these_and_for_what_is_public() {
        var limits = new Limits(Set.of(), Set.of(new PackagePattern("@acme/pad"), new PackagePattern("@globex/*")));
        var other = new Limits(Set.of(), Set.of(new PackagePattern("@acme/padding")));
        assertMay(read(limited(limits, "", Scope.READ), Visibility.PRIVATE));
        assertMay(read(limited(other, "", Scope.READ), Visibility.PUBLIC));
        assertRefused(read(limited(other, "", Scope.READ), Visibility.PRIVATE), new Refusal.OutsidePackages());
    }

    @Test
    void a_token_for_some_packages_is_not_for_the_organization_around_them() {
        var limits = new Limits(Set.of(), Set.of(new PackagePattern("@acme/*")));
        assertRefused(
                Gatekeeper.decide(
                        limited(limits, "", Scope.MANAGE), Permission.MANAGE_MEMBERS, Resource.of(ACME), STRICT, NOW),
                new Refusal.OutsidePackages());
    }

    @Test
    void inside_an_organization_an_outsider_can_not_tell_whether_it_exists() {
        var outsider = holder(ADA, null, null, null, Scope.MANAGE);
        for (var policy : List.of(STRICT, Optional.<OrgPolicy>empty())) {
            assertRefused(
                    Gatekeeper.decide(outsider, Permission.MANAGE_MEMBERS, Resource.of(ACME), policy, NOW),
                    new Refusal.NotFound());
        }
    }

    @Test
    void what_a_deleted_organization_made_public_is_gone_with_it() {
        var published = pad(Optional.of(PackageAccess.of(Visibility.PUBLIC)));
        assertRefused(
                Gatekeeper.decide(new Caller.Anonymous(), Permission.READ_PACKAGES, published, Optional.empty(), NOW),
                new Refusal.SignInFirst());
        assertRefused(
                Gatekeeper.decide(outsider(), Permission.READ_PACKAGES, published, Optional.empty(), NOW),
                new Refusal.NotFound());
    }

    private static Decision read(Caller caller, Visibility visibility) {
        return Gatekeeper.decide(
                caller, Permission.READ_PACKAGES, pad(Optional.of(PackageAccess.of(visibility))), STRICT, NOW);
    }

    private static Decision readMissing(Caller caller) {
        return Gatekeeper.decide(caller, Permission.READ_PACKAGES, pad(Optional.empty()), STRICT, NOW);
    }

    private static Decision change(Caller caller, Permission permission, Optional<OrgPolicy> policy) {
        return Gatekeeper.decide(caller, permission, pad(Optional.empty()), policy, NOW);
    }

    private static void assertRefused(Decision decision, Refusal why) {
        assertThat(decision).isEqualTo(new Decision.Refused(why));
    }

    private static void assertMay(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Allowed.class);
    }

    private static Resource pad(Optional<PackageAccess> found) {
        return Resource.of(ACME, "@acme/pad", found);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT59M59S, true", "PT1H, false", "PT1H0M1S, false"})
    void a_session_may_do_what_is_sensitive_for_an_hour(Duration age, boolean may) {
        var decision = Gatekeeper.mayOneselfSensitive(session(), Scope.MANAGE, NOW.plus(age));

        assertThat(decision)
                .isEqualTo(may ? new Decision.Allowed(ADA) : new Decision.Refused(new Refusal.SignInAgain()));
    }

    @Test
    void a_session_may_do_what_is_not_sensitive_for_as_long_as_it_lives() {
        assertThat(Gatekeeper.mayOneself(session(), Scope.MANAGE, NOW.plus(Duration.ofDays(20))))
                .isEqualTo(new Decision.Allowed(ADA));
    }

    @Test
    void a_token_may_do_what_is_sensitive_however_old_it_is_if_it_may_do_it_at_all() {
        var later = NOW.plus(Duration.ofDays(300));

        assertThat(Gatekeeper.mayOneselfSensitive(person(Role.OWNER, Scope.MANAGE), Scope.MANAGE, later))
                .isEqualTo(new Decision.Allowed(ADA));
        assertThat(Gatekeeper.mayOneselfSensitive(person(Role.OWNER, Scope.READ), Scope.MANAGE, later))
                .isEqualTo(new Decision.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
        assertThat(Gatekeeper.mayOneselfSensitive(new Caller.Anonymous(), Scope.MANAGE, later))
                .isEqualTo(new Decision.Refused(new Refusal.SignInFirst()));
    }

    private static Caller.Holder session() {
        var whole = person(Role.OWNER, Scope.READ, Scope.PUBLISH, Scope.MANAGE).credential();
        var credential = new Credential(
                whole.id(),
                Token.Kind.SESSION,
                whole.principal(),
                whole.name(),
                whole.scopes(),
                whole.limits(),
                whole.prefix(),
                whole.means(),
                NOW,
                Optional.of(NOW.plus(Duration.ofDays(30))),
                Optional.empty(),
                Optional.empty());
        return new Caller.Holder(credential, member(Role.OWNER), Optional.empty());
    }

    private static Caller.Holder limited(Limits limits, String address, Scope... scopes) {
        var holder = person(Role.ADMIN, scopes);
        var whole = holder.credential();
        var credential = new Credential(
                whole.id(),
                whole.kind(),
                whole.principal(),
                whole.name(),
                whole.scopes(),
                limits,
                whole.prefix(),
                whole.means(),
                whole.createdAt(),
                whole.expiresAt(),
                whole.revokedAt(),
                whole.lastSeen());
        return new Caller.Holder(credential, holder.place(), Optional.of(address));
    }

    private static Place member(Role role) {
        return new Place.Member(role, JOINED, Set.of());
    }

    private static Caller.Holder outsider() {
        return holder(ADA, null, null, null, Scope.READ, Scope.PUBLISH);
    }

    private static Caller.Holder person(Role role, Scope... scopes) {
        return holder(ADA, role, null, null, scopes);
    }

    private static Caller.Holder machine(OrgSlug org, Scope... scopes) {
        return holder(new Principal.Machine(TOKEN, "ci", org), null, null, null, scopes);
    }

    private static Caller.Holder holder(
            Principal principal, Role role, Instant expiresAt, Instant revokedAt, Scope... scopes) {
        var credential = new Credential(
                TOKEN,
                Token.Kind.ACCESS,
                principal,
                "laptop",
                Set.of(scopes),
                Limits.NONE,
                "slp_a00000",
                Means.MAIL,
                NOW.minusSeconds(60),
                Optional.ofNullable(expiresAt),
                Optional.ofNullable(revokedAt),
                Optional.empty());
        return new Caller.Holder(credential, role == null ? new Place.Outside() : member(role), Optional.empty());
    }
}
