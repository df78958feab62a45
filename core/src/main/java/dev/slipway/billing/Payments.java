package dev.slipway.billing;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.SeatKind;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Stripe, as far as we ask it.
///
/// What is written takes a key: the same call with the same key is done once, however often it is made within a day
/// ([idempotent requests](https://docs.stripe.com/api/idempotent_requests)).
public interface Payments {

    /// Makes a customer of an organization.
    CustomerId open(Customer customer, String key);

    /// Whether it is still there: somebody can delete it at Stripe.
    boolean knows(CustomerId id);

    /// Tells Stripe what a customer is called by now, and where its mails go.
    void describe(CustomerId id, Customer customer);

    /// Whom Stripe writes invoices for.
    ///
    /// @param name what stands on invoices
    /// @param contact where receipts and reminders go
    record Customer(OrgSlug org, String name, Optional<Email> contact) {}

    /// Opens a page where an organization can subscribe.
    Checkout openCheckout(Purchase purchase, String key);

    /// What is to be bought.
    ///
    /// @param company whether its address and tax id are asked for
    /// @param returnTo where Stripe leads back to, paid or not
    record Purchase(OrgSlug org, CustomerId customer, Quantities quantities, boolean company, String returnTo) {}

    /// Closes such a page.
    ///
    /// @param checkout its id
    /// @return false if somebody has paid there
    boolean closeCheckout(String checkout);

    /// The subscription of a customer as it is now: the one that goes on, or else the one that was over last.
    Optional<Subscription> find(CustomerId customer);

    /// Sets a quantity. More is charged at once, and counts once it is paid; what is less counts at once, and becomes a
    /// credit on the next invoice.
    ///
    /// @param before as it was read: what is more and what is less is told from it
    /// @param at the moment from which on it is charged, in the period that runs
    Changed change(Subscription before, SeatKind kind, long quantity, Instant at, String key);

    /// What Stripe made of a change.
    sealed interface Changed {

        /// It is so, or it waits for its payment: what there is now has to be [read][#find].
        record Taken() implements Changed {}

        /// It refuses, and nothing is changed.
        ///
        /// @param why Stripe's own sentence
        record Declined(String why) implements Changed {}
    }

    /// What such a change would cost.
    Quote quote(Subscription before, SeatKind kind, long quantity, Instant at);

    /// Drops a change that waits for its payment.
    void forget(Subscription subscription);

    /// Lets a subscription end with the period that runs, or go on after it.
    ///
    /// @return false if it is over, or there is none of this id
    boolean end(SubscriptionId subscription, boolean ends);

    /// Ends a subscription now. What was paid for the rest of the period isn't paid back.
    void endNow(SubscriptionId subscription);

    /// Opens a page of Stripe's where cards, addresses and tax ids are changed.
    URI openPortal(CustomerId customer, String returnTo);

    /// The invoices of a customer, the latest first.
    Page<Invoice> listInvoices(CustomerId customer, Slice slice);

    /// What one of each costs.
    Prices prices();

    /// Stripe can't be reached, or is broken, or has had enough: whether something was done is not known. It is worth
    /// another try.
    final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1;

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
