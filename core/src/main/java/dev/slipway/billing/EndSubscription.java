package dev.slipway.billing;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.EndAsked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import java.util.Optional;

/// Lets a subscription end with the period that is paid for, or go on after all.
public final class EndSubscription {

    private final BillingAccounts accounts;
    private final Payments payments;
    private final FollowSubscription follow;
    private final Standings standings;
    private final Ids ids;

    public EndSubscription(
            BillingAccounts accounts, Payments payments, FollowSubscription follow, Standings standings, Ids ids) {
        this.accounts = accounts;
        this.payments = payments;
        this.follow = follow;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was so before.
        record Asked(Subscription subscription) implements Outcome {}

        /// There is none, or it is over: to go on takes a new one.
        record NotSubscribed(OrgSlug org) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// At the end of the period.
    public Outcome cancel(Visit visit, OrgSlug org) {
        return run(visit, org, true);
    }

    public Outcome resume(Visit visit, OrgSlug org) {
        return run(visit, org, false);
    }

    private Outcome run(Visit visit, OrgSlug org, boolean ends) {
        return Attempts.until(() -> attempt(visit, org, ends), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, boolean ends) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_BILLING, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                accounts.find(org)
                        .flatMap(Billed::account)
                        .map(account -> ask(visit, by, account, ends))
                        .orElseGet(() -> Optional.of(new Outcome.NotSubscribed(org)));
        };
    }

    /// Stripe is asked how it is: what is stored may be behind.
    private Optional<Outcome> ask(Visit visit, Authority by, BillingAccount account, boolean ends) {
        var org = account.org();
        var read = payments.find(account.customer()).filter(one -> !one.over());
        if (read.isEmpty()) {
            return Optional.of(new Outcome.NotSubscribed(org));
        }
        if (read.get().ends() == ends) {
            return Optional.of(followed(visit, org));
        }
        var audit = visit.entry(ids.next(visit.at()), new Book.OfOrganization(org), by.person(), new EndAsked(ends));
        return switch (accounts.ask(org, by, audit)) {
            case COMMITTED ->
                Optional.of(
                        payments.end(read.get().id(), ends) ? followed(visit, org) : new Outcome.NotSubscribed(org));
            case MOVED_MEANWHILE -> Optional.empty();
            case SEATS_TAKEN, HEARD_BEFORE ->
                throw new IllegalStateException("to ask takes no seat and is no event of Stripe's");
        };
    }

    private Outcome followed(Visit visit, OrgSlug org) {
        return switch (follow.run(org, visit.at())) {
            case FollowSubscription.Outcome.Followed(var subscription, var _) ->
                subscription
                        .filter(one -> !one.over())
                        .<Outcome>map(Outcome.Asked::new)
                        .orElseGet(() -> new Outcome.NotSubscribed(org));
            case FollowSubscription.Outcome.NoAccount _ -> new Outcome.NotSubscribed(org);
            case FollowSubscription.Outcome.HeardBefore _, FollowSubscription.Outcome.Busy _ -> new Outcome.Busy(org);
        };
    }
}
