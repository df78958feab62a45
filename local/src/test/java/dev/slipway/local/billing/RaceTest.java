package dev.slipway.local.billing;

import static dev.slipway.local.backends.AtOnce.race;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.SubscriptionUpdateParams;
import dev.slipway.access.Role;
import dev.slipway.billing.ChangeSeats;
import dev.slipway.billing.ChangeSeats.Outcome;
import dev.slipway.billing.StartCheckout;
import dev.slipway.local.backends.AtOnce;
import dev.slipway.local.backends.Backend;
import dev.slipway.local.backends.Cloud;
import dev.slipway.local.billing.Crashes.Crash;
import dev.slipway.local.billing.Crashes.Moment;
import dev.slipway.local.stripe.webhooks.DeliveryMood;
import dev.slipway.org.ChangePoolPlace;
import dev.slipway.org.InviteMembers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Two who want something of the same organization at the same instant.
@ParameterizedClass
@MethodSource("dev.slipway.local.backends.Backend#all")
class RaceTest {

    private static final int ROUNDS = 20;

    @Parameter
    Backend backend;

    private Cloud cloud;
    private Stage stage;
    private Soundness soundness;

    @BeforeEach
    void open() {
        cloud = backend.open();
        stage = new Stage(cloud);
        soundness = new Soundness(stage);
    }

    @AfterEach
    void close() {
        stage.close();
        cloud.close();
    }

    private Outcome change(Stage.Org org, long seats) {
        return stage.seats.run(stage.by(org.owner()), org.slug(), new ChangeSeats.Wish(seats, Optional.empty()));
    }

    private InviteMembers.What invite(Stage.Org org, String address) {
        var wish = new InviteMembers.Wish(List.of(address), Role.MEMBER, new LinkedHashSet<>(), false);
        return ((InviteMembers.Outcome.Done) stage.invite.run(stage.by(org.owner()), org.slug(), wish))
                .results()
                .getFirst()
                .what();
    }

    private long atStripe(Stage.Org org) {
        return stage.atStripe(org).orElseThrow().paid().seats();
    }

    private long paid(Stage.Org org) {
        return stage.billed(org).seats().paid();
    }

    @Test
    void two_changes_end_in_one_of_both_on_both_sides() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.paying(5);
            var other = round % 2 == 0 ? 2L : 8L;

            var outcomes = race(() -> change(org, 3), () -> change(org, other));

            stage.stripe.settle();
            assertThat(outcomes)
                    .allMatch(outcome -> outcome instanceof Outcome.Changed || outcome instanceof Outcome.Busy);
            assertThat(outcomes).anyMatch(Outcome.Changed.class::isInstance);
            assertThat(paid(org)).isIn(3L, other).isEqualTo(atStripe(org));
            assertThat(stage.account(org).change()).isEmpty();
            soundness.checkMended(org);
        }
    }

    @Test
    void the_last_seat_is_given_up_or_given_to_somebody() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.paying(2);

            var address = "guest-" + round + "@example.com";
            var outcomes = race(() -> change(org, 1), () -> invite(org, address));

            stage.stripe.settle();
            var fewer = outcomes.getFirst() instanceof Outcome.Changed;
            assertThat(outcomes.getFirst()).isInstanceOfAny(Outcome.Changed.class, Outcome.FewerThanTaken.class);
            assertThat(outcomes.getLast() == InviteMembers.What.INVITED).isNotEqualTo(fewer);
            assertThat(paid(org)).isEqualTo(fewer ? 1 : 2).isEqualTo(atStripe(org));
            soundness.checkMended(org);
        }
    }

    @Test
    void an_invitation_keeps_the_seat_that_it_holds_while_it_is_accepted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.paying(2);
            var ada = stage.somebody();
            assertThat(invite(org, ada.address())).isEqualTo(InviteMembers.What.INVITED);

            var outcomes =
                    race(() -> change(org, 1), () -> stage.accept.byLink(stage.by(ada), stage.link(ada.address())));

            stage.stripe.settle();
            assertThat(outcomes.getFirst()).isEqualTo(new Outcome.FewerThanTaken(2));
            assertThat(paid(org)).isEqualTo(2).isEqualTo(atStripe(org));
            soundness.checkMended(org);
        }
    }

    @Test
    void of_two_pages_one_can_be_paid() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization();

            var outcomes = race(
                    () -> stage.checkout.run(stage.by(org.owner()), org.slug(), 2, Stage.RETURN_TO),
                    () -> stage.checkout.run(stage.by(org.owner()), org.slug(), 3, Stage.RETURN_TO));

            var pages = outcomes.stream()
                    .filter(StartCheckout.Outcome.Opened.class::isInstance)
                    .map(outcome -> ((StartCheckout.Outcome.Opened) outcome).checkout())
                    .toList();
            assertThat(pages).isNotEmpty();
            var paying =
                    pages.stream().filter(page -> stage.till.pay(page, "PAYS")).count();
            assertThat(paying).isEqualTo(1);
            stage.stripe.settle();
            assertThat(stage.billed(org).live()).isPresent();
            soundness.checkMended(org);
        }
    }

    @Test
    void a_page_that_is_paid_while_another_is_opened_is_the_only_one() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.organization();
            var first = stage.page(org, 2);

            var outcomes = race(
                    () -> stage.till.pay(first, "PAYS"),
                    () -> stage.checkout.run(stage.by(org.owner()), org.slug(), 3, Stage.RETURN_TO));

            if (outcomes.getLast() instanceof StartCheckout.Outcome.Opened(var second)) {
                assertThat(stage.till.pay(second, "PAYS")).isNotEqualTo(outcomes.getFirst());
            } else {
                assertThat(outcomes.getFirst()).isEqualTo(true);
            }
            stage.stripe.settle();
            soundness.checkMended(org);
        }
    }

    @Test
    void the_webhook_the_job_and_a_page_note_it_once() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            stage.stripe.mood(DeliveryMood.PROMPT);
            var org = stage.paying(2);
            var before = stage.records.log(org).size();
            stage.stripe.mood(DeliveryMood.HELD);
            stage.till
                    .client
                    .v1()
                    .subscriptions()
                    .update(
                            stage.atStripe(org).orElseThrow().id().value(),
                            SubscriptionUpdateParams.builder()
                                    .setCancelAtPeriodEnd(true)
                                    .build());

            AtOnce.run(List.of(
                    () -> {
                        stage.stripe.release(false);
                        stage.stripe.settle();
                        return true;
                    },
                    () -> stage.reconcile.run(stage::now),
                    () -> stage.read.anew(stage.by(org.owner()), org.slug())));

            assertThat(stage.account(org).subscription().orElseThrow().ends()).isTrue();
            assertThat(stage.records.log(org)).hasSize(before + 1);
        }
    }

    @Test
    void of_two_who_settle_one_asks_stripe() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            stage.stripe.mood(DeliveryMood.DROPPED);
            var org = stage.organization();
            stage.till.pay(stage.page(org, 5), "PAYS");
            stage.follow.run(org.slug(), stage.now());
            stage.crashes.at("change", Moment.BEFORE);
            try {
                change(org, 2);
            } catch (Crash _) {
                stage.pass(Duration.ofMinutes(3));
            }

            var outcomes = race(() -> stage.reconcile.run(stage::now).failed(), () -> change(org, 4));

            assertThat(outcomes.getFirst()).isEqualTo(List.of());
            assertThat(stage.account(org).change()).isEmpty();
            assertThat(paid(org))
                    .isEqualTo(outcomes.getLast() instanceof Outcome.Changed ? 4 : 2)
                    .isEqualTo(atStripe(org));
            soundness.checkMended(org);
        }
    }

    @Test
    void two_who_give_a_place_pay_for_each_once_and_give_none_unpaid() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var org = stage.paying(4);
            var one = stage.member(org, Role.MEMBER);
            var two = stage.member(org, Role.MEMBER);

            var outcomes = race(
                    () -> stage.pool.give(stage.by(org.owner()), org.slug(), one.handle()),
                    () -> stage.pool.give(stage.by(org.owner()), org.slug(), two.handle()));

            stage.stripe.settle();
            var given = outcomes.stream()
                    .filter(ChangePoolPlace.Outcome.Changed.class::isInstance)
                    .count();
            assertThat(given).isGreaterThanOrEqualTo(1);
            assertThat(stage.billed(org).pool().taken()).isEqualTo(given);
            assertThat(stage.atStripe(org).orElseThrow().paid().poolSeats()).isEqualTo(given);
            soundness.checkMended(org);
        }
    }
}
