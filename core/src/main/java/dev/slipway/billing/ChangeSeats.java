package dev.slipway.billing;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.billing.Subscription.Awaited;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.Organization;
import dev.slipway.org.SeatKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Pays for another number of seats, or says first what that would cost.
///
/// More are charged for at once, for the rest of the period, and are there once that is paid. Fewer are gone at once,
/// and what was paid for the rest of the period is taken off the next invoice.
public final class ChangeSeats {

    /// How long a price that was shown can be had.
    static final Duration PRICE_HOLDS = Duration.ofMinutes(15);

    private final BillingAccounts accounts;
    private final Payments payments;
    private final Standings standings;
    private final ChangeQuantity change;

    public ChangeSeats(
            BillingAccounts accounts,
            Payments payments,
            FollowSubscription follow,
            ExpireInvitations expiry,
            Standings standings,
            Ids ids) {
        this.accounts = accounts;
        this.payments = payments;
        this.standings = standings;
        this.change = new ChangeQuantity(accounts, payments, follow, expiry, ids);
    }

    /// What is wanted.
    ///
    /// @param seats how many there are to be, at least one
    /// @param pricedAt when the price was worked out that was shown; empty for what it costs now
    public record Wish(long seats, Optional<Instant> pricedAt) {}

    /// What became of it.
    public sealed interface Outcome {

        /// So many are paid for, perhaps as before.
        record Changed(Subscription subscription) implements Outcome {}

        /// What it would cost.
        record Priced(Quote quote) implements Outcome {}

        /// There will be as many once it is paid, and until then all is as before.
        record AwaitsPayment(Awaited change) implements Outcome {}

        /// Stripe refuses; nothing is changed.
        ///
        /// @param why Stripe's own sentence
        record Declined(String why) implements Outcome {}

        /// Members and open invitations hold more.
        record FewerThanTaken(long taken) implements Outcome {}

        /// A personal organization has one person.
        record PersonalOrganization(OrgSlug org) implements Outcome {}

        /// The price is too old to be held.
        record PriceGone() implements Outcome {}

        /// A payment failed, and comes first.
        record PaymentOwed(OrgSlug org) implements Outcome {}

        record NotSubscribed(OrgSlug org) implements Outcome {}

        /// Another change is under way.
        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Wish wish) {
        return Attempts.until(() -> attempt(visit, org, wish), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Wish wish) {
        return switch (admit(visit, org)) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                change(visit, by, accounts.find(org).orElseThrow(), wish);
        };
    }

    private Optional<Outcome> change(Visit visit, Authority by, Billed billed, Wish wish) {
        var org = billed.organization().slug();
        if (beyondPersonal(billed, wish.seats())) {
            return Optional.of(new Outcome.PersonalOrganization(org));
        }
        var at = wish.pricedAt().orElse(visit.at());
        if (at.isAfter(visit.at()) || at.plus(PRICE_HOLDS).isBefore(visit.at())) {
            return Optional.of(new Outcome.PriceGone());
        }
        return change.attempt(visit, by, billed, SeatKind.SEAT, wish.seats(), at)
                .map(outcome -> switch (outcome) {
                    case ChangeQuantity.Outcome.Done(var subscription) -> new Outcome.Changed(subscription);
                    case ChangeQuantity.Outcome.Awaits(var awaited) -> new Outcome.AwaitsPayment(awaited);
                    case ChangeQuantity.Outcome.Declined(var why) -> new Outcome.Declined(why);
                    case ChangeQuantity.Outcome.FewerThanTaken(var taken) -> new Outcome.FewerThanTaken(taken);
                    case ChangeQuantity.Outcome.PaymentOwed _ -> new Outcome.PaymentOwed(org);
                    case ChangeQuantity.Outcome.NotSubscribed _ -> new Outcome.NotSubscribed(org);
                    case ChangeQuantity.Outcome.Busy _ -> new Outcome.Busy(org);
                });
    }

    /// Changes nothing.
    ///
    /// @return all but `Changed`, `AwaitsPayment` and `PriceGone`
    public Outcome preview(Visit visit, OrgSlug org, long seats) {
        return switch (admit(visit, org)) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ -> preview(visit, accounts.find(org).orElseThrow(), seats);
        };
    }

    private Outcome preview(Visit visit, Billed billed, long seats) {
        var org = billed.organization().slug();
        if (beyondPersonal(billed, seats)) {
            return new Outcome.PersonalOrganization(org);
        }
        if (seats < billed.seats().taken()) {
            return new Outcome.FewerThanTaken(billed.seats().taken());
        }
        return billed.account()
                .flatMap(account -> payments.find(account.customer()))
                .filter(one -> !one.over())
                .<Outcome>map(subscription -> seats > subscription.paid().seats()
                                && subscription.worksUntil().isPresent()
                        ? new Outcome.PaymentOwed(org)
                        : new Outcome.Priced(payments.quote(
                                subscription, SeatKind.SEAT, seats, ChangeQuantity.charged(visit.at(), subscription))))
                .orElseGet(() -> new Outcome.NotSubscribed(org));
    }

    private static boolean beyondPersonal(Billed billed, long seats) {
        return billed.organization().kind() == Organization.Kind.PERSONAL && seats != 1;
    }

    private Admission admit(Visit visit, OrgSlug org) {
        return Admission.to(standings.findIn(visit.presented(), org), Permission.MANAGE_BILLING, visit.at());
    }
}
