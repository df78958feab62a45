package dev.slipway.billing;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.SeatsDenied;
import dev.slipway.audit.AuditAction.SubscriptionChanged;
import dev.slipway.audit.AuditAction.Values;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Attempts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Brings an organization to what Stripe says of its subscription now, whatever it was that gave rise to ask.
///
/// The account is read first, then Stripe is asked, then it is written, if the account is still the one that was read;
/// if not, all of it again. So each state that is stored was asked for after the one before it had been stored.
public final class FollowSubscription {

    private final BillingAccounts accounts;
    private final Payments payments;
    private final Ids ids;
    private final long bytesPerSeat;

    /// @param bytesPerSeat how much storage each seat adds
    public FollowSubscription(BillingAccounts accounts, Payments payments, Ids ids, long bytesPerSeat) {
        this.accounts = accounts;
        this.payments = payments;
        this.ids = ids;
        this.bytesPerSeat = bytesPerSeat;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// It is as Stripe says.
        ///
        /// @param changed whether it was otherwise before
        record Followed(Optional<Subscription> subscription, boolean changed) implements Outcome {}

        /// The organization never came to a checkout.
        record NoAccount() implements Outcome {}

        /// Somebody has dealt with the event already.
        record HeardBefore() implements Outcome {}

        /// Others change it all the time.
        record Busy() implements Outcome {}
    }

    /// A change of a quantity that comes to nothing.
    ///
    /// @param change the id of it
    /// @param why a sentence
    public record Denied(String change, String why) {}

    public Outcome run(OrgSlug org, Instant now) {
        return run(org, Optional.empty(), Optional.empty(), now);
    }

    /// Because of an event of Stripe's.
    public Outcome run(OrgSlug org, EventId event, Instant now) {
        return run(org, Optional.of(event), Optional.empty(), now);
    }

    /// And forgets a change that comes to nothing. Seats that it had taken out of use are back with it.
    Outcome run(OrgSlug org, Denied denied, Instant now) {
        return run(org, Optional.empty(), Optional.of(denied), now);
    }

    private Outcome run(OrgSlug org, Optional<EventId> event, Optional<Denied> denied, Instant now) {
        return Attempts.until(() -> attempt(org, event, denied, now), new Outcome.Busy());
    }

    private Optional<Outcome> attempt(OrgSlug org, Optional<EventId> event, Optional<Denied> denied, Instant now) {
        var found = accounts.find(org);
        if (found.flatMap(Billed::account).isEmpty()) {
            return Optional.of(new Outcome.NoAccount());
        }
        var before = found.get();
        var account = before.account().orElseThrow();
        var read = payments.find(account.customer());
        var open = account.change()
                .filter(change -> read.filter(one -> account.isStill(one) && !change.takenBy(one))
                        .isPresent());
        var dropped = open.flatMap(change -> denied.filter(one -> one.change().equals(change.id())));
        var still = open.filter(_ -> dropped.isEmpty());
        var next = account.with(read, still);
        var provision = provision(before, read, still);
        var changes = changes(before, provision, read);
        if (changes.isEmpty() && still.equals(account.change()) && provision.equals(before.provision())) {
            return Optional.of(new Outcome.Followed(read, false));
        }
        var action = dropped.<AuditAction>map(one -> denied(account.change().orElseThrow(), one))
                .orElseGet(() -> new SubscriptionChanged(changes));
        var audit = new AuditEntry(
                ids.next(now), new Book.OfOrganization(org), now, new Actor.Registry(), Origin.INSIDE, action);
        return switch (accounts.follow(next, provision, event, now, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Followed(read, true));
            case HEARD_BEFORE -> Optional.of(new Outcome.HeardBefore());
            case MOVED_MEANWHILE -> Optional.empty();
            case SEATS_TAKEN -> throw new IllegalStateException("what Stripe says is not held to who sits where");
        };
    }

    /// Whoever never subscribed has what they were founded with: nothing, or what a deployment gave before anybody was
    /// billed.
    private Provision provision(Billed before, Optional<Subscription> read, Optional<Change> still) {
        var never = read.isEmpty()
                && before.account().flatMap(BillingAccount::subscription).isEmpty();
        return never
                ? before.provision()
                : Provision.of(read, still, before.organization().createdAt(), bytesPerSeat);
    }

    private static AuditAction denied(Change change, Denied denied) {
        return new SeatsDenied(SeatWords.of(change.kind()), change.from(), change.to(), denied.why());
    }

    /// What is another thing than before, in the words of the API.
    private static Map<String, Values> changes(Billed before, Provision after, Optional<Subscription> read) {
        var had = before.provision();
        var said = before.account().flatMap(BillingAccount::subscription);
        var gave = said.map(Subscription::given).orElse(Quantities.NONE);
        var gives = read.map(Subscription::given).orElse(Quantities.NONE);
        var changes = new LinkedHashMap<String, Values>();
        note(
                changes,
                "subscription",
                said.map(one -> one.id().value()),
                read.map(one -> one.id().value()));
        note(changes, "status", said.map(SeatWords::status), read.map(SeatWords::status));
        note(changes, "seats", gave.seats(), gives.seats());
        note(changes, "poolSeats", gave.poolSeats(), gives.poolSeats());
        note(changes, "worksUntil", had.worksUntil(), after.worksUntil());
        note(changes, "periodEnd", said.map(Subscription::periodEnd), read.map(Subscription::periodEnd));
        note(changes, "ends", said.map(Subscription::ends), read.map(Subscription::ends));
        note(changes, "awaited", said.flatMap(SeatWords::awaited), read.flatMap(SeatWords::awaited));
        note(changes, "storageQuotaBytes", had.quotaBytes(), after.quotaBytes());
        return changes;
    }

    private static void note(Map<String, Values> changes, String name, Object before, Object after) {
        if (!before.equals(after)) {
            changes.put(name, new Values(text(before), text(after)));
        }
    }

    private static String text(Object value) {
        return value instanceof Optional<?> maybe ? maybe.map(Object::toString).orElse("") : value.toString();
    }
}
