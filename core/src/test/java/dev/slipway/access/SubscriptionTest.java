package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What an organization may do that is paid for, in grace, or not paid for, and who may pay.
class SubscriptionTest {

    private static final Instant END = Instant.parse("2026-12-12T09:30:00Z");
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Principal.Person MIA =
            new Principal.Person(new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), new Handle("mia"));
    private static final OrgPolicy PAID = OrgPolicy.first(ACME, 1);
    private static final OrgPolicy ENDING = PAID.withSubscription(Optional.of(END), 1);
    private static final Set<Permission> COSTS_MORE = EnumSet.of(
            Permission.PUBLISH_PACKAGES,
            Permission.CREATE_PACKAGES,
            Permission.INVITE_MEMBERS,
            Permission.ISSUE_MACHINE_TOKENS);

    @ParameterizedTest
    @CsvSource({"-PT720H, false", "-PT1S, false", "-PT0.001S, false", "PT0S, true", "PT0.001S, true", "PT720H, true"})
    void it_works_up_to_the_second_and_from_then_on_what_costs_more_is_refused(Duration after, boolean lapsed) {
        var now = END.plus(after);

        assertThat(ENDING.lapsedAt(now)).isEqualTo(lapsed);
        assertThat(ENDING.inGraceAt(now)).isEqualTo(!lapsed);
        for (var permission : Permission.values()) {
            var decision = decide(Role.OWNER, permission, ENDING, now);
            assertThat(decision)
                    .as("%s", permission)
                    .isEqualTo(
                            lapsed && COSTS_MORE.contains(permission)
                                    ? new Decision.Refused(new Refusal.PaymentDue(ACME))
                                    : new Decision.Allowed(MIA));
            var explained = Gatekeeper.explain(subject(Role.OWNER), permission, Resource.of(ACME), ENDING, now);
            assertThat(explained.allowed()).isEqualTo(decision instanceof Decision.Allowed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_is_paid_for_never_lapses(Permission permission) {
        for (var now : new Instant[] {Instant.EPOCH, END, Instant.parse("9999-12-31T23:59:59Z")}) {
            assertThat(PAID.lapsedAt(now)).isFalse();
            assertThat(PAID.inGraceAt(now)).isFalse();
        }
        assertThat(decide(Role.OWNER, permission, PAID, END)).isEqualTo(new Decision.Allowed(MIA));
    }

    /// What is stored has no fraction, and what was read must say the same as what was written.
    @Test
    void it_ends_at_a_whole_second() {
        assertThat(PAID.withSubscription(Optional.of(END.plusMillis(999)), 7).worksUntil())
                .contains(END);
    }

    @Test
    void a_change_of_the_settings_leaves_the_bill_alone() {
        var door = new Door(Set.of(new Cidr("192.0.2.0/24")), Optional.empty());

        assertThat(ENDING.withPublishing(true, Visibility.PUBLIC).with(door).with(Teams.NONE))
                .extracting(OrgPolicy::worksUntil, OrgPolicy::storageQuotaBytes)
                .containsExactly(Optional.of(END), 1L);
        assertThat(ENDING.withSubscription(Optional.empty(), 5)).isEqualTo(OrgPolicy.first(ACME, 5));
    }

    @ParameterizedTest
    @EnumSource
    void owners_and_billing_managers_manage_billing_and_nobody_else_whatever_is_paid(Role role) {
        var may = role == Role.OWNER || role == Role.BILLING;
        for (var policy : new OrgPolicy[] {PAID, ENDING}) {
            assertThat(decide(role, Permission.MANAGE_BILLING, policy, END))
                    .isEqualTo(
                            may
                                    ? new Decision.Allowed(MIA)
                                    : new Decision.Refused(new Refusal.NotPermitted(Permission.MANAGE_BILLING, ACME)));
        }
    }

    @Test
    void no_team_carries_billing_and_no_machine_does_it() {
        assertThat(Permission.CARRIED_BY_TEAMS).doesNotContain(Permission.MANAGE_BILLING);
        var administrator = new Place.Member(Role.MEMBER, END, Set.of(TeamId.ADMINISTRATORS));
        assertThat(Gatekeeper.grounds(MIA, administrator, Permission.MANAGE_BILLING, Resource.of(ACME), PAID))
                .isEmpty();
        var machine = new Principal.Machine(new TokenId("01ARZ3NDEKTSV4RRFFQ69G5FAX"), "ci", ACME);
        assertThat(Gatekeeper.grounds(machine, new Place.Machine(), Permission.MANAGE_BILLING, Resource.of(ACME), PAID))
                .isEmpty();
        assertThat(Permission.MANAGE_BILLING.scope()).isEqualTo(Scope.MANAGE);
    }

    @Test
    void who_joins_by_an_invitation_is_told_of_the_door_and_then_of_the_bill() {
        var caller = holder(new Place.Outside());
        var shut = ENDING.with(new Door(Set.of(new Cidr("192.0.2.0/24")), Optional.empty()));

        assertThat(Gatekeeper.toJoin(caller, Role.MEMBER, ENDING, END.minusSeconds(1)))
                .isEmpty();
        assertThat(Gatekeeper.toJoin(caller, Role.MEMBER, ENDING, END)).contains(new Refusal.PaymentDue(ACME));
        assertThat(Gatekeeper.toJoin(caller, Role.MEMBER, shut, END))
                .contains(new Refusal.OutsideAllowList(ACME, "198.51.100.7"));
    }

    private static Decision decide(Role role, Permission permission, OrgPolicy policy, Instant now) {
        return Gatekeeper.decide(holder(member(role)), permission, Resource.of(ACME), Optional.of(policy), now);
    }

    private static Place member(Role role) {
        return new Place.Member(role, Instant.EPOCH, Set.of());
    }

    private static Subject subject(Role role) {
        return new Subject.OfPerson(MIA, member(role), Optional.empty(), Optional.empty());
    }

    private static Caller holder(Place place) {
        var token = new Credential(
                new TokenId("01ARZ3NDEKTSV4RRFFQ69G5FAX"),
                Token.Kind.ACCESS,
                MIA,
                "laptop",
                EnumSet.allOf(Scope.class),
                Limits.NONE,
                "slp_axxxxx",
                Means.MAIL,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Caller.Holder(token, place, Optional.of("198.51.100.7"));
    }
}
