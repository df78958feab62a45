package dev.slipway.adapters.web;

import dev.slipway.billing.Invoice;
import dev.slipway.billing.Money;
import dev.slipway.billing.Prices;
import dev.slipway.billing.Quantities;
import dev.slipway.billing.Quote;
import dev.slipway.billing.Subscription;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /console/organizations/{org}/billing`: what the organization pays for.
///
/// Forms: `POST /console/organizations/{org}/billing` with `act` `subscribe` (`seats`), `preview-seats` (`seats`),
/// `seats` (`seats`, `pricedAt`), `forget`, `cancel`, `resume`, `portal`.
///
/// @param prices empty if Stripe can't be asked at the moment
/// @param subscription empty if there is none, or it is over
/// @param waiting whether the viewer comes back from a page to subscribe on, and it isn't known yet that they paid
/// @param invoices empty if Stripe can't be asked at the moment
public record BillingPage(
        Chrome frame,
        OrganizationHead organization,
        Optional<Prices> prices,
        Optional<Subscribed> subscription,
        Seats seats,
        Optional<Seats> pool,
        Storage storage,
        Field wanted,
        Wait waiting,
        Optional<List<Invoice>> invoices)
        implements Page {

    /// How many invoices it shows; Stripe's own page has all.
    public static final int MOST_INVOICES = 24;

    public BillingPage {
        invoices = invoices.map(List::copyOf);
    }

    /// The oldest invoice that waits for its payment, if one has failed.
    public Optional<Invoice> owed() {
        var failed = subscription.flatMap(Subscribed::worksUntil).isPresent();
        return invoices.filter(_ -> failed).stream()
                .flatMap(List::stream)
                .filter(invoice -> invoice.open() && invoice.page().isPresent())
                .reduce((_, older) -> older);
    }

    /// @param worksUntil when publishing and inviting stop; empty if it is paid
    /// @param payAt where to pay for the change that waits for its payment
    /// @param perPeriod what all comes to for each period
    /// @param preview what a change of seats would cost
    public record Subscribed(
            Subscription what,
            Optional<Instant> worksUntil,
            Optional<URI> payAt,
            Optional<Money> perPeriod,
            Optional<Preview> preview) {

        public boolean ends() {
            return what.ends();
        }

        public Optional<Quantities> awaited() {
            return what.awaited().map(Subscription.Awaited::wanted);
        }
    }

    /// @param seats for how many
    public record Preview(long seats, Quote quote) {}

    /// In bytes.
    public record Storage(long used, long quota) {

        /// How full it is, in hundredths, at most all of them.
        public long percent() {
            return quota <= 0 ? (used > 0 ? 100 : 0) : Math.min(100, Math.round(100.0 * used / quota));
        }
    }

    /// Whether the page looks again by itself.
    public enum Wait {
        NOT,
        LOOKS_AGAIN,
        /// It has looked often enough.
        GIVEN_UP
    }
}
