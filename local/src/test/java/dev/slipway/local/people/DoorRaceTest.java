package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Token;
import dev.slipway.identity.FinishWithProvider;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.backends.AtOnce;
import dev.slipway.org.AdmitByIssuer.Result;
import dev.slipway.org.AdmitByIssuer.What;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.ChangeSignInRule;
import dev.slipway.org.RemoveMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What may happen to a door at the same instant.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorRaceTest {

    private static final int ROUNDS = 50;

    private Gate gate;

    @BeforeAll
    void open() {
        gate = new Gate();
    }

    @AfterAll
    void close() {
        gate.close();
    }

    @Test
    void the_last_seat_is_taken_by_one_of_two_who_sign_in_at_once() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = new OrgSlug("seat-" + round);
            var owner = gate.trusting(org.value(), Role.MEMBER);
            gate.people.member(owner, org, "second-" + round, Role.MEMBER);
            var one = gate.known("one-" + round);
            var other = gate.known("other-" + round);
            var results = AtOnce.<List<Result>>run(List.of(() -> gate.admit(one), () -> gate.admit(other)));

            assertThat(results.stream()
                            .flatMap(List::stream)
                            .filter(result -> result.org().equals(org)))
                    .containsExactlyInAnyOrder(new Result(org, What.JOINED), new Result(org, What.NO_SEAT_LEFT));
            gate.assertCounted(org);
            assertThat(gate.logged(org, "member.provisioned")).hasSize(1);
            assertThat(gate.logged(org, "member.not_provisioned")).hasSize(1);
            gate.distrustIssuer.run(People.by(owner), org, Gate.ISSUER);
        }
    }

    @Test
    void who_is_removed_while_they_sign_in_is_out() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = new OrgSlug("out-" + round);
            var owner = gate.trusting(org.value(), Role.MEMBER);
            var bob = gate.known("bob-" + round);
            gate.admit(bob);
            assertThat(gate.role(org, bob)).contains(Role.MEMBER);

            var outcomes = AtOnce.<Object>run(
                    List.of(() -> gate.removeMember.run(People.by(owner), org, bob.handle()), () -> gate.admit(bob)));

            assertThat(outcomes.getFirst()).isInstanceOf(RemoveMember.Outcome.Removed.class);
            assertThat(outcomes.getLast()).isEqualTo(List.of());
            assertThat(gate.role(org, bob)).isEmpty();
            assertThat(gate.admit(bob)).isEmpty();
            gate.assertCounted(org);
            gate.distrustIssuer.run(People.by(owner), org, Gate.ISSUER);
        }
    }

    @Test
    void who_signs_in_as_the_issuer_is_distrusted_is_a_member_or_not_and_never_afterwards() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = new OrgSlug("trust-" + round);
            var owner = gate.trusting(org.value(), Role.MEMBER);
            var cat = gate.known("cat-" + round);

            var outcomes = AtOnce.<Object>run(
                    List.of(() -> gate.distrustIssuer.run(People.by(owner), org, Gate.ISSUER), () -> gate.admit(cat)));

            var joined = outcomes.getLast().equals(List.of(new Result(org, What.JOINED)));
            assertThat(gate.role(org, cat).isPresent()).isEqualTo(joined);
            assertThat(gate.items("TRUSTS#" + org)).isEmpty();
            assertThat(gate.admit(cat)).isEmpty();
            gate.assertCounted(org);
        }
    }

    @Test
    void the_owner_for_whom_the_rule_does_not_hold_is_never_demoted_under_it() {
        for (int round = 0; round < ROUNDS; round++) {
            var org = new OrgSlug("glass-" + round);
            var owner = gate.people.organization(org.value());
            var eve = gate.people.member(owner, org, "eve-" + round, Role.OWNER);
            var sam = gate.people.member(owner, org, "sam-" + round, Role.OWNER);
            // Whoever saves it must be let in by it themselves, and so must whoever still wants to change a role.
            var saver = linked(sam);
            var boss = linked(gate.people.whoIs(owner));
            var wish = new ChangeSignInRule.Wish(Map.of(Gate.ISSUER, Elsewhere.ISSUER), eve.handle());
            var out = round % 2 == 0;

            var outcomes = AtOnce.<Object>run(List.of(
                    () -> gate.changeSignInRule.run(gate.door.by(saver), org, wish),
                    () -> out
                            ? gate.removeMember.run(gate.door.by(boss), org, eve.handle())
                            : gate.changeRole.run(gate.door.by(boss), org, eve.handle(), Role.ADMIN)));

            if (outcomes.getFirst() instanceof ChangeSignInRule.Outcome.Changed) {
                assertThat(gate.role(org, eve)).contains(Role.OWNER);
                assertThat(gate.breakGlass(org)).contains(eve.id().value());
                assertThat(outcomes.getLast())
                        .isIn(
                                new ChangeRole.Outcome.BreakGlass(eve.handle()),
                                new RemoveMember.Outcome.BreakGlass(eve.handle()));
            } else {
                assertThat(outcomes.getFirst()).isEqualTo(new ChangeSignInRule.Outcome.NoOwner(eve.handle()));
                assertThat(gate.breakGlass(org)).isEmpty();
                assertThat(gate.role(org, eve)).isNotEqualTo(Optional.of(Role.OWNER));
            }
            gate.assertCounted(org);
        }
    }

    /// A browser that somebody has linked the issuer in, and so has signed in by it.
    private Token linked(Principal.Person person) {
        var before = gate.people.session(person, People.NOW);
        var outcome = gate.door.through(
                gate.door.by(before), Elsewhere.person(person.handle().value()));
        return ((FinishWithProvider.Outcome.Linked) outcome).session();
    }
}
