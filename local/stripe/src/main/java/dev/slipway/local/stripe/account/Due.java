package dev.slipway.local.stripe.account;

import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What time brings: renewals, finished drafts, retries, and ends.
///
/// Nothing is planned anywhere: what is due, and when, is read from the objects each time. So a clock that jumps brings
/// the same as one that crawls, in the same order.
final class Due {

    private final Books books;
    private final Checkouts checkouts;
    private final Subscriptions subscriptions;
    private final Invoices invoices;
    private final Payments payments;

    Due(Books books, Checkouts checkouts, Subscriptions subscriptions, Invoices invoices, Payments payments) {
        this.books = books;
        this.checkouts = checkouts;
        this.subscriptions = subscriptions;
        this.invoices = invoices;
        this.payments = payments;
    }

    private record Task(Instant at, Consumer<Instant> work) {}

    /// Does all that is due by then on one clock, one after the other, each at its moment.
    ///
    /// @param testClock its id; the account's own clock if empty
    /// @param reached told of each moment before what happens at it
    void run(Optional<String> testClock, Instant until, Consumer<Instant> reached) {
        for (var next = next(testClock, until); next.isPresent(); next = next(testClock, until)) {
            var task = next.get();
            reached.accept(task.at());
            task.work().accept(task.at());
        }
    }

    private Optional<Task> next(Optional<String> testClock, Instant until) {
        return Stream.of(
                        books.checkouts
                                .oldestFirst()
                                .filter(session -> isOn(testClock, clock(session)))
                                .flatMap(this::ofCheckout),
                        books.subscriptions
                                .oldestFirst()
                                .filter(subscription -> isOn(testClock, subscription.getTestClock()))
                                .flatMap(this::ofSubscription),
                        books.invoices
                                .oldestFirst()
                                .filter(invoice -> isOn(testClock, invoice.getTestClock()))
                                .flatMap(this::ofInvoice))
                .flatMap(tasks -> tasks)
                .filter(task -> !task.at().isAfter(until))
                .min(Comparator.comparing(Task::at));
    }

    private static boolean isOn(Optional<String> wanted, @Nullable String clock) {
        return Objects.equals(wanted.orElse(null), clock);
    }

    private @Nullable String clock(Session session) {
        return Optional.ofNullable(session.getCustomer())
                .map(books.customers::get)
                .map(Customer::getTestClock)
                .orElse(null);
    }

    private Stream<Task> ofCheckout(Session session) {
        return session.getStatus().equals("open")
                ? Stream.of(task(session.getExpiresAt(), now -> checkouts.expire(session, now)))
                : Stream.empty();
    }

    private Stream<Task> ofSubscription(Subscription subscription) {
        if (!Subscriptions.goesOn(subscription)) {
            return Stream.empty();
        }
        if (subscription.getStatus().equals("incomplete")) {
            var end = subscription.getCreated() + Subscriptions.PATIENCE.toSeconds();
            return Stream.of(task(end, now -> subscriptions.expire(subscription, now)));
        }
        var renewal = task(
                Subscriptions.periodEnd(subscription).getEpochSecond(), now -> subscriptions.renew(subscription, now));
        var pending = subscription.getPendingUpdate();
        return pending == null
                ? Stream.of(renewal)
                : Stream.of(
                        task(pending.getExpiresAt(), now -> subscriptions.forgetPendingUpdate(subscription, now)),
                        renewal);
    }

    private Stream<Task> ofInvoice(Invoice invoice) {
        return switch (invoice.getStatus()) {
            case "draft" ->
                invoice.getAutomaticallyFinalizesAt() == null
                        ? Stream.empty()
                        : Stream.of(task(invoice.getAutomaticallyFinalizesAt(), now -> finish(invoice, now)));
            case "open" ->
                invoice.getNextPaymentAttempt() == null
                        ? Stream.empty()
                        : Stream.of(task(invoice.getNextPaymentAttempt(), now -> payments.collect(invoice, true, now)));
            default -> Stream.empty();
        };
    }

    private void finish(Invoice invoice, Instant now) {
        invoices.finish(invoice, now);
        payments.collect(invoice, true, now);
    }

    private static Task task(long at, Consumer<Instant> work) {
        return new Task(Instant.ofEpochSecond(at), work);
    }
}
