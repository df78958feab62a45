package dev.slipway.local.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Role;
import dev.slipway.billing.ChangeSeats;
import dev.slipway.billing.EndSubscription;
import dev.slipway.billing.ForgetChange;
import dev.slipway.billing.ListInvoices;
import dev.slipway.billing.OpenPortal;
import dev.slipway.billing.Payments.Unreachable;
import dev.slipway.billing.ReadBilling;
import dev.slipway.billing.StartCheckout;
import dev.slipway.billing.Subscription;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.org.ChangePoolPlace;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.PoolSupply.Supplied;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who may pay, when, and for what; what is refused changes nothing, and what is done stands in the log.
class RefusalTest extends OnAStage {

    private ChangeSeats.Outcome change(Stage.Org org, long seats) {
        return change(org, org.owner(), seats, Optional.empty());
    }

    private ChangeSeats.Outcome change(Stage.Org org, Stage.Somebody who, long seats, Optional<Instant> pricedAt) {
        return stage.seats.run(stage.by(who), org.slug(), new ChangeSeats.Wish(seats, pricedAt));
    }

    private static boolean refused(Object outcome) {
        return switch (outcome) {
            case ChangeSeats.Outcome.Refused _,
                    StartCheckout.Outcome.Refused _,
                    EndSubscription.Outcome.Refused _,
                    ForgetChange.Outcome.Refused _,
                    OpenPortal.Outcome.Refused _,
                    ListInvoices.Outcome.Refused _,
                    ReadBilling.Outcome.Refused _ -> true;
            default -> false;
        };
    }

    private List<Object> everything(Stage.Somebody who, OrgSlug org) {
        var by = stage.by(who);
        return List.of(
                stage.seats.run(by, org, new ChangeSeats.Wish(9, Optional.empty())),
                stage.seats.preview(by, org, 9),
                stage.checkout.run(by, org, 9, Stage.RETURN_TO),
                stage.end.cancel(by, org),
                stage.end.resume(by, org),
                stage.forget.run(by, org),
                stage.portal.run(by, org, Stage.RETURN_TO),
                stage.invoices.run(by, org, Slice.first(10)),
                stage.read.run(by, org),
                stage.read.anew(by, org));
    }

    @Test
    void nobody_but_owners_and_billing_managers_of_the_same_organization_does_anything() throws Exception {
        var org = stage.paying(5);
        var other = stage.paying(5);
        var strangers = List.of(
                stage.member(org, Role.ADMIN),
                stage.member(org, Role.MEMBER),
                stage.somebody(),
                other.owner(),
                stage.member(other, Role.BILLING));
        var before = stage.records.dump(org);
        var events = stage.stripe.events().size();

        for (var stranger : strangers) {
            assertThat(everything(stranger, org.slug())).allMatch(RefusalTest::refused);
        }

        assertThat(stage.records.dump(org)).isEqualTo(before);
        assertThat(stage.stripe.events()).hasSize(events);
        assertThat(everything(stage.member(org, Role.BILLING), org.slug())).noneMatch(RefusalTest::refused);
    }

    @Test
    void whoever_is_no_billing_manager_any_more_when_it_is_written_changes_nothing() throws Exception {
        var org = stage.paying(5);
        var manager = stage.member(org, Role.BILLING);
        var events = stage.stripe.events().size();
        stage.crashes.meanwhile("begin", () -> stage.remove.run(stage.by(org.owner()), org.slug(), manager.handle()));

        var outcome = change(org, manager, 3, Optional.empty());

        assertThat(outcome).isInstanceOf(ChangeSeats.Outcome.Refused.class);
        assertThat(stage.billed(org).seats().paid()).isEqualTo(5);
        assertThat(stage.stripe.events()).hasSize(events);
        assertThat(stage.records.log(org)).noneMatch(line -> line.startsWith("billing.seats_asked"));
    }

    @Test
    void each_change_is_logged_with_who_asked_what_was_and_what_is() throws Exception {
        var org = stage.paying(2);
        stage.pass(Duration.ofDays(1));

        assertThat(change(org, 4)).isInstanceOf(ChangeSeats.Outcome.Changed.class);

        var owner = org.owner().handle();
        assertThat(stage.records.log(org))
                .contains(
                        "billing.checkout_opened by " + owner + " {poolSeats=0, seats=2}",
                        "billing.seats_asked by " + owner + " {after=4, before=2}")
                .anyMatch(line -> line.startsWith("billing.changed by slipway")
                        && line.contains("seats.after=4, seats.before=2"));
        stage.end.cancel(stage.by(org.owner()), org.slug());
        assertThat(stage.records.log(org))
                .contains("billing.end_asked by " + owner + " {after=true, before=false}")
                .anyMatch(line -> line.contains("ends.after=true, ends.before=false"));
    }

    @Test
    void seats_that_are_taken_can_not_be_given_up() throws Exception {
        var org = stage.paying(3);
        stage.member(org, Role.MEMBER);
        var before = stage.records.dump(org);

        assertThat(change(org, 1)).isEqualTo(new ChangeSeats.Outcome.FewerThanTaken(2));
        assertThat(stage.seats.preview(stage.by(org.owner()), org.slug(), 1))
                .isEqualTo(new ChangeSeats.Outcome.FewerThanTaken(2));

        assertThat(stage.records.dump(org)).isEqualTo(before);
    }

    @Test
    void a_price_holds_for_a_quarter_of_an_hour_and_was_never_worked_out_later() throws Exception {
        var org = stage.paying(3);
        stage.pass(Duration.ofDays(1));
        var before = stage.records.dump(org);
        var now = stage.now();

        for (var pricedAt : List.of(now.minus(Duration.ofMinutes(15)).minusMillis(1), now.plusMillis(1))) {
            assertThat(change(org, org.owner(), 5, Optional.of(pricedAt)))
                    .isEqualTo(new ChangeSeats.Outcome.PriceGone());
        }
        assertThat(stage.records.dump(org)).isEqualTo(before);

        assertThat(change(org, org.owner(), 5, Optional.of(now.minus(Duration.ofMinutes(15)))))
                .isInstanceOf(ChangeSeats.Outcome.Changed.class);
    }

    /// Otherwise a hundred seats could be had for a quarter of an hour, and given back from before they were there.
    @Test
    void fewer_are_given_back_from_now_on_whatever_price_was_shown() throws Exception {
        var org = stage.paying(1);
        stage.pass(Duration.ofDays(1));
        var shown = stage.now();
        change(org, 100);
        stage.pass(Duration.ofMinutes(14));

        assertThat(change(org, org.owner(), 1, Optional.of(shown))).isInstanceOf(ChangeSeats.Outcome.Changed.class);

        var invoices = stage.payments
                .listInvoices(stage.account(org).customer(), Slice.first(10))
                .items();
        assertThat(-invoices.getFirst().total().amount())
                .isLessThan(invoices.get(1).total().amount());
        new Soundness(stage).checkMended(org);
    }

    @Test
    void a_personal_organization_has_one_seat() throws Exception {
        var org = stage.personal();
        assertThat(stage.checkout.run(stage.by(org.owner()), org.slug(), 2, Stage.RETURN_TO))
                .isEqualTo(new StartCheckout.Outcome.PersonalOrganization(org.slug()));
        assertThat(stage.billed(org).account()).isEmpty();
        stage.subscribe(org, 1);

        assertThat(change(org, 2)).isEqualTo(new ChangeSeats.Outcome.PersonalOrganization(org.slug()));
        assertThat(stage.seats.preview(stage.by(org.owner()), org.slug(), 2))
                .isEqualTo(new ChangeSeats.Outcome.PersonalOrganization(org.slug()));
        assertThat(stage.atStripe(org).orElseThrow().paid().seats()).isEqualTo(1);
    }

    @Test
    void who_never_subscribed_has_nothing_to_change() {
        var org = stage.organization();
        var before = stage.records.dump(org);
        var by = stage.by(org.owner());

        assertThat(change(org, 2)).isEqualTo(new ChangeSeats.Outcome.NotSubscribed(org.slug()));
        assertThat(stage.end.cancel(by, org.slug())).isEqualTo(new EndSubscription.Outcome.NotSubscribed(org.slug()));
        assertThat(stage.portal.run(by, org.slug(), Stage.RETURN_TO))
                .isEqualTo(new OpenPortal.Outcome.NotSubscribed(org.slug()));
        assertThat(stage.forget.run(by, org.slug())).isEqualTo(new ForgetChange.Outcome.Forgotten());
        assertThat(stage.pool.give(by, org.slug(), org.owner().handle()))
                .isInstanceOf(ChangePoolPlace.Outcome.Refused.class);
        assertThat(stage.records.dump(org)).isEqualTo(before);
    }

    @Test
    void while_a_payment_is_owed_nothing_more_is_sold_and_grace_is_the_same_however_often_it_is_asked()
            throws Exception {
        var org = stage.paying(3);
        var ada = stage.member(org, Role.MEMBER);
        stage.stripe.use(Card.FAILS_LATER, stage.customer(org));
        stage.pass(Duration.ofDays(31).plusHours(2));
        var until = stage.billed(org).organization().policy().worksUntil();
        assertThat(until).isPresent();

        assertThat(change(org, 4)).isEqualTo(new ChangeSeats.Outcome.PaymentOwed(org.slug()));
        assertThat(stage.pool.give(stage.by(org.owner()), org.slug(), ada.handle()))
                .isEqualTo(new ChangePoolPlace.Outcome.PoolUnpaid(org.slug(), new Supplied.PaymentOwed()));
        assertThat(change(org, 2)).isInstanceOf(ChangeSeats.Outcome.Changed.class);
        assertThat(stage.end.cancel(stage.by(org.owner()), org.slug()))
                .isInstanceOf(EndSubscription.Outcome.Asked.class);
        assertThat(stage.end.resume(stage.by(org.owner()), org.slug()))
                .isInstanceOf(EndSubscription.Outcome.Asked.class);
        assertThat(stage.checkout.run(stage.by(org.owner()), org.slug(), 3, Stage.RETURN_TO))
                .isEqualTo(new StartCheckout.Outcome.AlreadySubscribed(org.slug()));
        stage.pass(Duration.ofDays(9));
        stage.reconcile.run(stage::now);

        assertThat(stage.billed(org).organization().policy().worksUntil()).isEqualTo(until);
    }

    @Test
    void stripe_that_is_silent_is_told_of_and_nothing_is_given() throws Exception {
        var org = stage.paying(3);
        stage.stripe.mood(ApiMood.SILENT);
        var before = stage.records.dump(org);

        assertThatThrownBy(() -> change(org, 5)).isInstanceOf(Unreachable.class);
        assertThatThrownBy(() -> stage.checkout.run(stage.by(org.owner()), org.slug(), 5, Stage.RETURN_TO))
                .isInstanceOf(Unreachable.class);

        assertThat(stage.records.dump(org)).isEqualTo(before);
        assertThat(stage.read.run(stage.by(org.owner()), org.slug())).isInstanceOf(ReadBilling.Outcome.Shown.class);
    }

    @Test
    void a_deleted_organization_pays_to_the_end_of_its_period_and_gets_nothing_by_coming_back() throws Exception {
        var org = stage.paying(3);
        stage.pass(Duration.ofDays(10));
        assertThat(stage.delete.run(
                        stage.by(org.owner()), org.slug(), org.slug().value()))
                .isInstanceOf(DeleteOrganization.Outcome.Deleted.class);
        stage.reconcile.run(stage::now);
        assertThat(stage.atStripe(org))
                .hasValueSatisfying(one -> assertThat(one.ends()).isTrue());
        stage.pass(Duration.ofDays(25));
        assertThat(stage.atStripe(org))
                .hasValueSatisfying(one -> assertThat(one.status()).isEqualTo(Subscription.Status.CANCELED));

        stage.restore.run(stage.by(org.owner()), org.slug());

        assertThat(stage.billed(org).seats().paid()).isZero();
        assertThat(stage.billed(org).organization().policy().worksUntil()).isPresent();
    }

    @Test
    void a_subscription_of_an_organization_that_can_not_come_back_ends_at_once() throws Exception {
        var org = stage.paying(3);
        stage.delete.run(stage.by(org.owner()), org.slug(), org.slug().value());
        stage.pass(Duration.ofDays(30).plusHours(1));

        var outcome = stage.reconcile.run(stage::now);

        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.mended()).isEqualTo(1);
        assertThat(stage.atStripe(org).orElseThrow().over()).isTrue();
        assertThat(stage.reconcile.run(stage::now).mended()).isZero();
    }

    @Test
    void who_was_there_before_billing_keeps_what_they_have_until_they_subscribe() throws Exception {
        var org = stage.older();
        stage.page(org, 2);
        stage.reconcile.run(stage::now);
        assertThat(stage.billed(org).seats().paid()).isEqualTo(20);
        assertThat(stage.billed(org).organization().policy().worksUntil()).isEmpty();

        stage.subscribe(org, 2);

        assertThat(stage.billed(org).seats().paid()).isEqualTo(2);
    }
}
