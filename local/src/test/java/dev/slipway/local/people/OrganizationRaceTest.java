package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.RateLimits;
import dev.slipway.access.Role;
import dev.slipway.access.Token;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AnswerTransfer;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.StartTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Two who do something to the same organization at the same instant. Whoever wins, it has an owner, and its counters
/// say what a count of its members says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationRaceTest {

    private static final int ROUNDS = 50;

    private final Offices offices = new Offices((_, _, _, _) -> new RateLimits.Answer.Allowed());
    private final People people = offices.people;

    @AfterAll
    void close() {
        offices.close();
    }

    /// An organization of two owners, an admin and a member, new in each round.
    private final class Scene {

        final OrgSlug org;
        final Token owner;
        final Token other;
        final Token admin;

        Scene(String race, int round) {
            var slug = race + "-" + round;
            this.org = new OrgSlug(slug);
            this.owner = people.organization(slug);
            this.other = offices.everything(people.member(owner, org, slug + "-other", Role.OWNER));
            this.admin = offices.member(owner, org, slug + "-admin", Role.ADMIN);
        }

        Handle handle(String who) {
            return new Handle(org + "-" + who);
        }

        Callable<RemoveMember.Outcome> leaves(Token token, String who) {
            return removes(token, who);
        }

        Callable<RemoveMember.Outcome> removes(Token token, String who) {
            return () -> offices.removeMember.run(People.by(token), org, handle(who));
        }

        Callable<ChangeRole.Outcome> changes(Token token, String who, Role role) {
            return () -> offices.changeRole.run(People.by(token), org, handle(who), role);
        }

        Callable<AnswerTransfer.Outcome> accepts(Token link) {
            return () -> offices.answerTransfer.accept(People.by(admin), link.hash());
        }

        Token offered() {
            return offices.offered(owner, org, org + "-admin");
        }
    }

    @Test
    void two_owners_who_leave_at_once_leave_one() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("leave", i);

            var outcomes = atOnce(scene.leaves(scene.owner, "owner"), scene.leaves(scene.other, "other"));

            assertOne(outcomes, RemoveMember.Outcome.Removed.class, RemoveMember.Outcome.LastOwner.class);
            offices.assertCounted(scene.org);
        }
    }

    @Test
    void an_owner_who_leaves_while_the_other_is_demoted_leaves_one() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("demote", i);

            // Each acts on themselves, or on the other: both ways in turn.
            var outcomes = i % 2 == 0
                    ? atOnce(
                            scene.leaves(scene.owner, "owner"),
                            scene.changes(scene.other, "other", i % 4 == 0 ? Role.BILLING : Role.ADMIN))
                    : atOnce(scene.leaves(scene.owner, "owner"), scene.changes(scene.owner, "other", Role.MEMBER));

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome instanceof RemoveMember.Outcome.Removed
                            || outcome instanceof ChangeRole.Outcome.Changed)
                    .hasSize(1);
            offices.assertCounted(scene.org);
        }
    }

    @Test
    void two_owners_who_remove_each_other_leave_one() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("duel", i);

            var outcomes = atOnce(scene.removes(scene.owner, "other"), scene.removes(scene.other, "owner"));

            assertThat(outcomes)
                    .filteredOn(RemoveMember.Outcome.Removed.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .as("who was removed a moment ago is an outsider")
                    .filteredOn(RemoveMember.Outcome.Refused.class::isInstance)
                    .hasSize(1);
            offices.assertCounted(scene.org);
        }
    }

    @Test
    void a_recipient_who_accepts_while_removed_is_either_owner_or_gone() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("removal", i);
            var link = scene.offered();

            var outcomes = atOnce(scene.accepts(link), scene.removes(scene.other, "admin"));

            var removed = outcomes.get(1) instanceof RemoveMember.Outcome.Removed;
            assertThat(removed).as("another owner may remove an owner too").isTrue();
            assertThat(outcomes.get(0))
                    .isInstanceOfAny(AnswerTransfer.Outcome.Accepted.class, AnswerTransfer.Outcome.Gone.class);
            assertThat(offices.roles(scene.other, scene.org))
                    .containsEntry(
                            scene.org + "-owner",
                            outcomes.get(0) instanceof AnswerTransfer.Outcome.Accepted ? Role.ADMIN : Role.OWNER)
                    .doesNotContainKey(scene.org + "-admin");
            offices.assertCounted(scene.org);
        }
    }

    @Test
    void an_admin_removes_a_recipient_before_they_accept_or_not_at_all() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("overtaken", i);
            var ann = offices.everything(people.member(scene.owner, scene.org, scene.org + "-ann", Role.BILLING));
            offices.changeRole.run(People.by(scene.owner), scene.org, scene.handle("other"), Role.ADMIN);
            offices.changeRole.run(People.by(scene.owner), scene.org, scene.handle("ann"), Role.BILLING);
            var link = scene.offered();

            var outcomes = atOnce(scene.accepts(link), scene.removes(scene.other, "admin"));

            if (outcomes.get(0) instanceof AnswerTransfer.Outcome.Accepted) {
                assertThat(outcomes.get(1)).isEqualTo(new RemoveMember.Outcome.AboveOneself(Role.OWNER));
            } else {
                assertThat(outcomes)
                        .hasExactlyElementsOfTypes(
                                AnswerTransfer.Outcome.Gone.class, RemoveMember.Outcome.Removed.class);
            }
            assertThat(offices.roles(ann, scene.org)).containsKey(scene.org + "-owner");
            offices.assertCounted(scene.org);
        }
    }

    @Test
    void a_transfer_accepted_twice_at_once_is_accepted_once() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("twice", i);
            var link = scene.offered();

            var outcomes = atOnce(scene.accepts(link), scene.accepts(link));

            assertOne(outcomes, AnswerTransfer.Outcome.Accepted.class, AnswerTransfer.Outcome.Gone.class);
            assertThat(offices.logged(scene.org, "transfer.accepted")).isEqualTo(1);
            offices.assertCounted(scene.org);
        }
    }

    @Test
    void two_transfers_begun_at_once_are_one() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("begun", i);
            var first = scene.owner;
            var second = scene.other;

            var outcomes = atOnce(
                    () -> offices.startTransfer.run(People.by(first), scene.org, scene.handle("admin")),
                    () -> offices.startTransfer.run(People.by(second), scene.org, scene.handle("admin")));

            assertOne(outcomes, StartTransfer.Outcome.Started.class, StartTransfer.Outcome.AnotherPending.class);
            assertThat(offices.logged(scene.org, "transfer.started")).isEqualTo(1);
            offices.assertCounted(scene.org);
        }
    }

    @Test
    void a_role_changed_while_its_member_is_removed_brings_nobody_back() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("role", i);
            var role = i % 2 == 0 ? Role.BILLING : Role.OWNER;

            var outcomes = atOnce(scene.changes(scene.owner, "admin", role), scene.removes(scene.other, "admin"));

            assertThat(outcomes.get(1)).isInstanceOf(RemoveMember.Outcome.Removed.class);
            assertThat(outcomes.get(0))
                    .isInstanceOfAny(ChangeRole.Outcome.Changed.class, ChangeRole.Outcome.NoSuchMember.class);
            assertThat(offices.roles(scene.owner, scene.org)).doesNotContainKey(scene.org + "-admin");
            offices.assertCounted(scene.org);
        }
    }

    @Test
    void whoever_is_removed_does_nothing_more_not_even_at_that_instant() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("authority", i);
            people.member(scene.owner, scene.org, scene.org + "-bea", Role.BILLING);

            var outcomes = atOnce(scene.removes(scene.owner, "admin"), scene.changes(scene.admin, "bea", Role.BILLING));
            var after = scene.changes(scene.admin, "bea", Role.BILLING).call();

            assertThat(outcomes.get(0)).isInstanceOf(RemoveMember.Outcome.Removed.class);
            assertThat(after).isInstanceOf(ChangeRole.Outcome.Refused.class);
            offices.assertCounted(scene.org);
        }
    }

    @Test
    void an_organization_deleted_while_it_is_handed_over_is_one_of_the_two() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("delete", i);
            var link = scene.offered();

            var outcomes = atOnce(
                    scene.accepts(link),
                    () -> offices.deleteOrganization.run(People.by(scene.owner), scene.org, scene.org.value()));

            if (outcomes.get(0) instanceof AnswerTransfer.Outcome.Accepted) {
                assertThat(outcomes.get(1)).isInstanceOf(DeleteOrganization.Outcome.Refused.class);
            } else {
                assertThat(outcomes)
                        .hasExactlyElementsOfTypes(
                                AnswerTransfer.Outcome.Gone.class, DeleteOrganization.Outcome.Deleted.class);
            }
            offices.assertCounted(scene.org);
        }
    }

    private static void assertOne(List<Object> outcomes, Class<?> winner, Class<?> loser) {
        assertThat(outcomes).filteredOn(winner::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(loser::isInstance).hasSize(1);
    }

    private static List<Object> atOnce(Callable<?> one, Callable<?> other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var futures = new ArrayList<Future<?>>();
            for (var deed : List.of(one, other)) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return deed.call();
                }));
            }
            var outcomes = new ArrayList<>();
            for (var future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }
}
