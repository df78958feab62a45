package dev.slipway.local.stripe.account;

import com.stripe.model.Customer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// The account with all its parts. Whoever uses it holds the lock of the stand-in.
public final class Account {

    public final Books books;
    public final Printer printer;
    public final Journal journal;
    public final Times times;
    public final Wallet wallet;
    public final Customers customers;
    public final Subscriptions subscriptions;
    public final Signups signups;
    public final Updates updates;
    public final Cancellations cancellations;
    public final Invoices invoices;
    public final Payments payments;
    public final Previews previews;
    public final Checkouts checkouts;
    public final Till till;
    public final Portals portals;
    public final TestClocks testClocks;

    private final Due due;

    /// @param url where the stand-in is, without a slash at the end
    public Account(Books books, Settings settings, InstantSource clock, Supplier<String> url) {
        this.books = books;
        printer = new Printer(books);
        journal = new Journal(books, printer);
        times = new Times(books, clock);
        wallet = new Wallet(books, journal);
        var catalog = new Catalog(books);
        var lines = new Lines(catalog);
        var items = new Items(books, lines);
        invoices = new Invoices(books, journal, lines, settings, url);
        subscriptions = new Subscriptions(books, journal, invoices, lines, settings.lastResort());
        payments = new Payments(books, journal, wallet, subscriptions);
        signups = new Signups(books, journal, times, items, lines, invoices, payments, wallet);
        updates = new Updates(books, journal, times, items, invoices, payments, wallet, subscriptions);
        cancellations = new Cancellations(subscriptions, items, invoices, payments, times);
        customers = new Customers(books, journal, times, subscriptions, wallet);
        previews = new Previews(books, times, items, lines, invoices, signups);
        checkouts = new Checkouts(books, journal, times, signups, url);
        till = new Till(books, journal, checkouts, customers, signups, wallet, payments);
        portals = new Portals(books, times, url);
        due = new Due(books, checkouts, subscriptions, invoices, payments);
        testClocks = new TestClocks(books, journal, times, due, customers);
        catalog.stock(settings.prices(), times.now());
    }

    /// The stand-in is at another address than it was when these books were written: links to its pages follow it.
    public void moveTo(String url) {
        books.moveTo(url);
    }

    /// Does all that has fallen due on the account's own clock.
    public void catchUp() {
        due.run(Optional.empty(), times.now(), _ -> {});
    }

    /// Moves the account's own clock ahead, and does all that is due on the way.
    public void advance(Duration more) {
        if (more.isNegative()) {
            throw new IllegalArgumentException("time goes forward only");
        }
        times.ahead(more);
        catchUp();
    }

    /// What time it is for a customer.
    public Instant now(Customer customer) {
        return times.now(customer);
    }
}
