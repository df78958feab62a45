package dev.slipway.local.stripe.account;

import com.stripe.model.testhelpers.TestClock;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Clocks that customers can be put on, and that move only when they are told to.
public final class TestClocks {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Books books;
    private final Journal journal;
    private final Times times;
    private final Due due;
    private final Customers customers;

    TestClocks(Books books, Journal journal, Times times, Due due, Customers customers) {
        this.books = books;
        this.journal = journal;
        this.times = times;
        this.due = due;
        this.customers = customers;
    }

    public TestClock create(Form form) {
        var clock = new TestClock();
        clock.setId(Ids.next("clock"));
        clock.setObject("test_helpers.test_clock");
        clock.setCreated(times.now().getEpochSecond());
        clock.setDeletesAfter(times.now().plus(KEPT).getEpochSecond());
        clock.setFrozenTime(form.number("frozen_time").orElseThrow());
        clock.setLivemode(false);
        clock.setName(form.text("name").orElse(null));
        clock.setStatus("ready");
        clock.setStatusDetails(new TestClock.StatusDetails());
        books.testClocks.add(clock);
        journal.record("test_helpers.test_clock.created", clock, times.now());
        return clock;
    }

    /// Does all that happens on the way before it answers; Stripe answers first, and says so by an event when it's
    /// done.
    public TestClock advance(String id, Form form) {
        var clock = books.testClocks.get(id);
        var from = Instant.ofEpochSecond(clock.getFrozenTime());
        var to = Instant.ofEpochSecond(form.number("frozen_time").orElseThrow());
        if (!to.isAfter(from)) {
            throw Refusal.invalid("The frozen time must be after the current frozen time of the clock.", "frozen_time");
        }
        if (to.isAfter(farthest(id, from))) {
            throw Refusal.invalid(
                    "The frozen time can't be more than two intervals of the shortest subscription on the clock ahead.",
                    "frozen_time");
        }
        journal.record("test_helpers.test_clock.advancing", clock, times.now());
        due.run(Optional.of(id), to, at -> clock.setFrozenTime(Math.max(clock.getFrozenTime(), at.getEpochSecond())));
        clock.setFrozenTime(to.getEpochSecond());
        journal.record("test_helpers.test_clock.ready", clock, times.now());
        return clock;
    }

    private Instant farthest(String id, Instant from) {
        return books.subscriptions
                .oldestFirst()
                .filter(subscription -> id.equals(subscription.getTestClock()))
                .filter(Subscriptions::goesOn)
                .map(Subscriptions::interval)
                .map(interval -> interval.end(from, interval.end(from, from)))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /// Its customers go with it.
    public TestClock delete(String id) {
        var clock = books.testClocks.get(id);
        books.customers
                .oldestFirst()
                .filter(customer -> id.equals(customer.getTestClock()))
                .filter(customer -> !Books.isDeleted(customer))
                .forEach(customer -> customers.delete(customer.getId()));
        clock.setDeleted(true);
        journal.record("test_helpers.test_clock.deleted", clock, times.now());
        return clock;
    }
}
