package dev.slipway.billing;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.SeatsAsked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.billing.BillingAccounts.Written;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import dev.slipway.org.SeatKind;
import java.util.Optional;

/// Drops a change that waits for its payment, so that another one can be made before it is dropped by itself.
public final class ForgetChange {

    private final BillingAccounts accounts;
    private final Payments payments;
    private final FollowSubscription follow;
    private final Standings standings;
    private final Ids ids;

    public ForgetChange(
            BillingAccounts accounts, Payments payments, FollowSubscription follow, Standings standings, Ids ids) {
        this.accounts = accounts;
        this.payments = payments;
        this.follow = follow;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Nothing waits any more: it was dropped, or has been paid, or nothing waited.
        record Forgotten() implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org) {
        return Attempts.until(() -> attempt(visit, org), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_BILLING, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) -> {
                var account = accounts.find(org).flatMap(Billed::account);
                var waiting = account.flatMap(one -> payments.find(one.customer()))
                        .filter(subscription -> subscription.awaited().isPresent());
                yield waiting.map(subscription -> forget(visit, by, org, subscription))
                        .orElseGet(() -> Optional.of(nothingWaits(visit, org, account)));
            }
        };
    }

    /// Whoever asks was shown what is stored, which may be behind: that would be shown again.
    private Outcome nothingWaits(Visit visit, OrgSlug org, Optional<BillingAccount> account) {
        var behind = account.flatMap(BillingAccount::subscription).flatMap(Subscription::awaited);
        return behind.isEmpty() ? new Outcome.Forgotten() : followed(visit, org);
    }

    private Outcome followed(Visit visit, OrgSlug org) {
        return follow.run(org, visit.at()) instanceof FollowSubscription.Outcome.Followed
                ? new Outcome.Forgotten()
                : new Outcome.Busy(org);
    }

    private Optional<Outcome> forget(Visit visit, Authority by, OrgSlug org, Subscription subscription) {
        var wanted = subscription.awaited().orElseThrow().wanted();
        var kind = wanted.seats() == subscription.paid().seats() ? SeatKind.POOL_SEAT : SeatKind.SEAT;
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(org),
                by.person(),
                new SeatsAsked(
                        SeatWords.of(kind), wanted.of(kind), subscription.paid().of(kind)));
        if (accounts.ask(org, by, audit) != Written.COMMITTED) {
            return Optional.empty();
        }
        payments.forget(subscription);
        return Optional.of(followed(visit, org));
    }
}
