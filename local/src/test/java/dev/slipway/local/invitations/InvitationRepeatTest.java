package dev.slipway.local.invitations;

import static dev.slipway.local.invitations.Stage.results;
import static dev.slipway.local.invitations.Stage.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Role;
import dev.slipway.kernel.Malformed;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.IdempotencyKey;
import dev.slipway.org.Invitation;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.InviteMembers.Outcome;
import dev.slipway.org.InviteMembers.What;
import dev.slipway.org.Repeats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Requests that are sent again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationRepeatTest {

    private final Stage stage = new Stage();

    @BeforeEach
    void begin() {
        stage.moveTo(Stage.START);
        stage.mails.before(() -> {});
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void the_same_request_with_the_same_key_is_answered_the_same_and_sends_nothing_again() {
        var org = stage.organization(4);
        var key = new IdempotencyKey(stage.unique("key"));
        var one = stage.unique("one") + "@example.org";
        var wish = wish(Role.MEMBER, one, "nonsense", stage.unique("two") + "@example.org");
        var first = stage.invite.run(stage.by(org.owner()), org.slug(), wish, key);
        stage.moveTo(Stage.START.plus(Duration.ofHours(23)));
        var before = stage.everything();

        var again = stage.invite.run(stage.by(org.owner()), org.slug(), wish, key);

        assertThat(again).isEqualTo(new Outcome.Done(results(first), true));
        assertThat(stage.mails.to(one)).hasSize(1);
        assertThat(stage.everything()).isEqualTo(before);
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        var org = stage.organization(4);
        var key = new IdempotencyKey(stage.unique("key"));
        var one = stage.unique("one") + "@example.org";
        stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, one), key);

        for (var other : List.of(wish(Role.ADMIN, one), wish(Role.MEMBER, one, "two@example.org"))) {
            assertThat(stage.invite.run(stage.by(org.owner()), org.slug(), other, key))
                    .isEqualTo(new Outcome.KeyReused());
        }
        assertThat(stage.taken(org)).isEqualTo(2);
    }

    @Test
    void a_key_is_one_persons_in_one_organization() {
        var org = stage.organization(4);
        var admin = stage.member(org, Role.ADMIN);
        var key = new IdempotencyKey("the-key-of-all");
        var address = stage.unique("one") + "@example.org";
        stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, address), key);

        var byAnother = stage.invite.run(stage.by(admin), org.slug(), wish(Role.MEMBER, address), key);

        assertThat(results(byAnother).getFirst().what()).isEqualTo(What.ALREADY_INVITED);
        var other = stage.organization(2);
        var elsewhere = stage.invite.run(stage.by(other.owner()), other.slug(), wish(Role.MEMBER, address), key);
        assertThat(results(elsewhere).getFirst().what()).isEqualTo(What.INVITED);
    }

    @Test
    void a_key_is_forgotten_after_a_day() {
        var org = stage.organization(4);
        var key = new IdempotencyKey(stage.unique("key"));
        var address = stage.unique("one") + "@example.org";
        stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, address), key);
        stage.moveTo(Stage.START.plus(Repeats.KEPT));

        var again = stage.invite.run(stage.by(org.owner()), org.slug(), wish(Role.MEMBER, address), key);

        assertThat(results(again).getFirst().what()).isEqualTo(What.ALREADY_INVITED);
    }

    @Test
    void a_second_call_while_the_first_runs_is_told_to_wait() {
        var org = stage.organization(4);
        var key = new IdempotencyKey(stage.unique("key"));
        var wish = wish(Role.MEMBER, stage.unique("one") + "@example.org");
        var second = new AtomicReference<Outcome>();
        stage.mails.before(() -> second.set(stage.invite.run(stage.by(org.owner()), org.slug(), wish, key)));

        var first = stage.invite.run(stage.by(org.owner()), org.slug(), wish, key);

        assertThat(second.get())
                .isInstanceOfSatisfying(
                        Outcome.StillRunning.class,
                        running ->
                                assertThat(running.retryAfter()).isBetween(Duration.ofSeconds(1), Repeats.LONGEST_RUN));
        assertThat(results(first).getFirst().what()).isEqualTo(What.INVITED);
        assertThat(stage.taken(org)).isEqualTo(2);
    }

    @Test
    void a_call_that_was_cut_off_is_mended_by_sending_it_again() {
        var org = stage.organization(9);
        var key = new IdempotencyKey(stage.unique("key"));
        var addresses = IntStream.range(0, 4)
                .mapToObj(i -> stage.unique("cut") + "@example.org")
                .toArray(String[]::new);
        var wish = wish(Role.MEMBER, addresses);
        var mails = new AtomicInteger();
        stage.mails.before(() -> {
            if (mails.incrementAndGet() == 3) {
                throw new IllegalStateException("the power went out");
            }
        });
        assertThatThrownBy(() -> stage.invite.run(stage.by(org.owner()), org.slug(), wish, key))
                .hasMessage("the power went out");
        assertThat(stage.taken(org))
                .as("the third was stored, and its mail never sent")
                .isEqualTo(4);
        stage.mails.before(() -> {});

        assertThat(stage.invite.run(stage.by(org.owner()), org.slug(), wish, key))
                .as("while it may still run")
                .isInstanceOf(Outcome.StillRunning.class);
        stage.moveTo(Stage.START.plus(Repeats.LONGEST_RUN));
        var mended = stage.invite.run(stage.by(org.owner()), org.slug(), wish, key);

        assertThat(results(mended)).hasSize(4).allSatisfy(result -> {
            assertThat(result.what()).isEqualTo(What.INVITED);
            assertThat(result.offer().orElseThrow().mail()).isEqualTo(Invitation.Mail.SENT);
        });
        for (var address : addresses) {
            assertThat(stage.mails.to(address)).as(address).hasSize(1);
            assertThat(stage.accept.byLink(stage.by(stage.somebody(stage.unique("ada"))), stage.link(address)))
                    .isInstanceOf(AcceptInvitation.Outcome.Joined.class);
        }
        stage.assertTrue(org);
        assertThat(stage.invite.run(stage.by(org.owner()), org.slug(), wish, key))
                .isEqualTo(new Outcome.Done(results(mended), true));
    }

    @Test
    void a_run_that_was_thought_dead_does_not_answer_for_the_one_that_took_over() {
        var org = stage.organization(9);
        var key = new IdempotencyKey(stage.unique("key"));
        var wish = wish(Role.MEMBER, stage.unique("slow") + "@example.org");
        var second = new AtomicReference<Outcome>();
        stage.mails.before(() -> {
            stage.mails.before(() -> {});
            stage.moveTo(stage.now().plus(Repeats.LONGEST_RUN));
            second.set(stage.invite.run(stage.by(org.owner()), org.slug(), wish, key));
        });

        stage.invite.run(stage.by(org.owner()), org.slug(), wish, key);

        assertThat(stage.invite.run(stage.by(org.owner()), org.slug(), wish, key))
                .isEqualTo(new Outcome.Done(results(second.get()), true));
        stage.assertTrue(org);
    }

    @Test
    void a_refusal_at_the_door_is_not_kept() {
        var org = stage.organization(4);
        var admin = stage.member(org, Role.ADMIN);
        var key = new IdempotencyKey(stage.unique("key"));
        var wish = wish(Role.OWNER, stage.unique("one") + "@example.org");
        assertThat(stage.invite.run(stage.by(admin), org.slug(), wish, key)).isInstanceOf(Outcome.AboveOneself.class);
        stage.changeRole.run(stage.by(org.owner()), org.slug(), admin.handle(), Role.OWNER);

        assertThat(results(stage.invite.run(stage.by(admin), org.slug(), wish, key))
                        .getFirst()
                        .what())
                .isEqualTo(What.INVITED);
    }

    @Test
    void too_many_mails_is_not_kept_either() {
        var org = stage.organization(1);
        var full = new InviteMembers.Wish(
                IntStream.range(0, 50)
                        .mapToObj(i -> "full-" + i + "@example.org")
                        .toList(),
                Role.MEMBER);
        for (int i = 0; i < 6; i++) {
            stage.invite.run(stage.by(org.owner()), org.slug(), full);
        }
        var key = new IdempotencyKey(stage.unique("key"));
        var wish = wish(Role.BILLING, stage.unique("one") + "@example.org");
        assertThat(stage.invite.run(stage.by(org.owner()), org.slug(), wish, key))
                .isInstanceOf(Outcome.TooManyMails.class);
        stage.moveTo(Stage.START.plus(Duration.ofHours(1)));

        assertThat(results(stage.invite.run(stage.by(org.owner()), org.slug(), wish, key))
                        .getFirst()
                        .what())
                .isEqualTo(What.INVITED);
    }

    @Test
    void a_key_has_visible_characters_and_not_too_many() {
        for (var text : List.of("", " ", "a b", "a\nb", "ä", "k".repeat(256))) {
            assertThatThrownBy(() -> new IdempotencyKey(text))
                    .isInstanceOfSatisfying(
                            Malformed.class, e -> assertThat(e.code()).isEqualTo("invalid_idempotency_key"));
        }
        assertThat(new IdempotencyKey("k".repeat(255)).value()).hasSize(255);
    }
}
