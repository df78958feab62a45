package dev.slipway.local.stripe.account;

import com.stripe.model.Customer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// What time it is: on the account's own clock, which can be moved ahead, or on the test clock that a customer is on.
public final class Times {

    private final Books books;
    private final InstantSource clock;

    public Times(Books books, InstantSource clock) {
        this.books = books;
        this.clock = clock;
    }

    /// On the account's clock, in whole seconds, as Stripe counts.
    public Instant now() {
        return wall().plus(books.ahead);
    }

    /// On the wall: what signatures are made with, since whoever checks them looks there.
    public Instant wall() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /// For this customer.
    public Instant now(Customer customer) {
        var testClock = customer.getTestClock();
        return testClock == null
                ? now()
                : Instant.ofEpochSecond(books.testClocks.get(testClock).getFrozenTime());
    }

    void ahead(Duration more) {
        books.ahead = books.ahead.plus(more);
    }
}
