package dev.slipway.adapters.web;

import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.adapters.web.BillingPage.Preview;
import dev.slipway.adapters.web.BillingPage.Subscribed;
import dev.slipway.adapters.web.BillingPage.Wait;
import dev.slipway.adapters.web.OrganizationHead.Bill;
import dev.slipway.billing.Invoice;
import dev.slipway.billing.Invoice.State;
import dev.slipway.billing.Money;
import dev.slipway.billing.Prices;
import dev.slipway.billing.Quantities;
import dev.slipway.billing.Quote;
import dev.slipway.billing.Subscription;
import dev.slipway.billing.Subscription.Status;
import dev.slipway.billing.SubscriptionId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The page about what is paid for, in all of its states, as [Samples] has the others.
record BillingSamples(UnaryOperator<String> said) {

    private static final Instant NOW = Instant.parse("2026-12-03T14:05:09Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(14));
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Prices PRICES = new Prices(dollars(700), Optional.of(dollars(500)));
    private static final List<State> ENDED = List.of(State.PAID, State.VOID, State.UNCOLLECTIBLE);
    private static final URI STRIPE = URI.create("https://invoice.stripe.com/i/acct_1/live_1?s=ap");

    void add(Map<String, Page> pages) {
        var never = new Standing(Kind.COMPANY, new Bill.Due(), Optional.empty(), new Seats(1, 0));
        pages.put("billing-never", page(never, Samples.chrome(), Optional.of(PRICES), Wait.NOT, List.of()));
        pages.put(
                "billing-never-personal",
                page(
                        new Standing(Kind.PERSONAL, new Bill.Due(), Optional.empty(), new Seats(1, 0)),
                        Samples.chrome(),
                        Optional.of(new Prices(dollars(700), Optional.empty())),
                        Wait.NOT,
                        List.of()));
        pages.put("billing-waiting", page(never, Samples.chrome(), Optional.of(PRICES), Wait.LOOKS_AGAIN, List.of()));
        pages.put("billing-given-up", page(never, Samples.chrome(), Optional.of(PRICES), Wait.GIVEN_UP, List.of()));
        pages.put("billing", subscribed(new Bill.Settled(), plain(Status.ACTIVE, false), Kind.COMPANY));
        pages.put("billing-personal", subscribed(new Bill.Settled(), plain(Status.ACTIVE, false), Kind.PERSONAL));
        pages.put("billing-ending", subscribed(new Bill.Settled(), plain(Status.ACTIVE, true), Kind.COMPANY));
        pages.put("billing-more", subscribed(new Bill.Settled(), preview(12, 3_419), Kind.COMPANY));
        pages.put("billing-fewer", subscribed(new Bill.Settled(), preview(1, -1_267), Kind.COMPANY));
        pages.put("billing-same", subscribed(new Bill.Settled(), preview(7, 0), Kind.COMPANY));
        pages.put("billing-awaited", subscribed(new Bill.Settled(), awaited(Optional.of(STRIPE)), Kind.COMPANY));
        pages.put(
                "billing-awaited-page-unknown",
                subscribed(new Bill.Settled(), awaited(Optional.empty()), Kind.COMPANY));
        pages.put("billing-grace", subscribed(new Bill.Failed(LATER), plain(Status.PAST_DUE, false), Kind.COMPANY));
        pages.put("billing-lapsed", subscribed(new Bill.Due(), plain(Status.PAST_DUE, false), Kind.COMPANY));
        pages.put(
                "billing-over",
                page(
                        new Standing(Kind.COMPANY, new Bill.Due(), Optional.empty(), new Seats(7, 0)),
                        Samples.chrome(),
                        Optional.of(PRICES),
                        Wait.NOT,
                        invoices(2)));
        pages.put(
                "billing-from-before",
                page(
                        new Standing(Kind.COMPANY, new Bill.Settled(), Optional.empty(), new Seats(3, 50)),
                        Samples.chrome(),
                        Optional.of(PRICES),
                        Wait.NOT,
                        List.of()));
        pages.put("billing-stripe-unreachable", unreachable(never));
        pages.put(
                "billing-stripe-unreachable-subscribed",
                unreachable(new Standing(
                        Kind.COMPANY, new Bill.Settled(), Optional.of(plain(Status.ACTIVE, false)), new Seats(5, 7))));
    }

    /// What the page depends on besides what Stripe is asked for it.
    private record Standing(Kind kind, Bill bill, Optional<Subscribed> subscribed, Seats seats) {}

    private BillingPage subscribed(Bill bill, Subscribed what, Kind kind) {
        return page(
                new Standing(kind, bill, Optional.of(what), new Seats(5, 7)),
                Samples.chrome(),
                Optional.of(PRICES),
                Wait.NOT,
                invoices(24));
    }

    private BillingPage unreachable(Standing state) {
        return new BillingPage(
                Samples.chrome().offering(true, true).withProblem(said.apply("Stripe didn't answer: look again.")),
                head(state),
                Optional.empty(),
                state.subscribed(),
                state.seats(),
                Optional.empty(),
                new BillingPage.Storage(0, 0),
                Field.of(said.apply("x")).wrong(said.apply("Write a whole number, at least 1.")),
                Wait.NOT,
                Optional.empty());
    }

    private BillingPage page(Standing state, Chrome frame, Optional<Prices> prices, Wait wait, List<Invoice> invoices) {
        return new BillingPage(
                frame.offering(true, false),
                head(state),
                prices,
                state.subscribed(),
                state.seats(),
                prices.flatMap(Prices::poolSeat).map(_ -> new Seats(1, 2)),
                new BillingPage.Storage(4_812_345_678L, state.seats().all() * 5_000_000_000L),
                Field.of("7"),
                wait,
                Optional.of(invoices));
    }

    private OrganizationHead head(Standing state) {
        return new OrganizationHead(
                ACME, said.apply("Acme Corp"), state.kind(), Role.OWNER, EnumSet.allOf(Permission.class), state.bill());
    }

    private static Subscribed plain(Status status, boolean ends) {
        return new Subscribed(
                subscription(status, ends, Optional.empty()),
                status == Status.ACTIVE ? Optional.empty() : Optional.of(LATER),
                Optional.empty(),
                Optional.of(dollars(5_900)),
                Optional.empty());
    }

    private static Subscribed preview(long seats, long now) {
        var quote = new Quote(dollars(now), dollars(700 * seats), NOW);
        return new Subscribed(
                subscription(Status.ACTIVE, false, Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(dollars(5_900)),
                Optional.of(new Preview(seats, quote)));
    }

    private static Subscribed awaited(Optional<URI> payAt) {
        var change = new Subscription.Awaited(new Quantities(12, 2), LATER, payAt);
        return new Subscribed(
                subscription(Status.ACTIVE, false, Optional.of(change)),
                Optional.empty(),
                payAt,
                Optional.of(dollars(5_900)),
                Optional.empty());
    }

    private static Subscription subscription(Status status, boolean ends, Optional<Subscription.Awaited> awaited) {
        return new Subscription(
                new SubscriptionId("sub_1"),
                status,
                NOW,
                new Quantities(7, 2),
                Map.of(),
                LATER,
                ends,
                Optional.empty(),
                status == Status.ACTIVE ? Optional.empty() : Optional.of(NOW),
                awaited);
    }

    private List<Invoice> invoices(int count) {
        var all = new ArrayList<Invoice>();
        all.add(invoice(Optional.empty(), State.DRAFT, 4_900));
        all.add(invoice(Optional.of(said.apply("ACME1234-0025")), State.OPEN, 4_900));
        IntStream.range(0, count)
                .mapToObj(i -> invoice(
                        Optional.of(said.apply("ACME1234-%04d".formatted(24 - i))),
                        ENDED.get(i % ENDED.size()),
                        i == 3 ? -123_456_789 : 4_900))
                .forEach(all::add);
        return all;
    }

    private static Invoice invoice(Optional<String> number, State state, long total) {
        var papers = number.map(_ -> STRIPE);
        return new Invoice("in_1", number, state, dollars(total), NOW, NOW, LATER, papers, papers);
    }

    private static Money dollars(long cents) {
        return new Money(cents, Currency.getInstance("USD"));
    }
}
