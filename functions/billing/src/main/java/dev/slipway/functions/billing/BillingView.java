package dev.slipway.functions.billing;

import dev.slipway.adapters.lambda.BillingPlace;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.BillingPage;
import dev.slipway.adapters.web.BillingPage.Preview;
import dev.slipway.adapters.web.BillingPage.Wait;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.adapters.web.Seats;
import dev.slipway.billing.Invoice;
import dev.slipway.billing.ReadBilling;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.kernel.OrgSlug;
import java.util.List;
import java.util.Optional;

/// What stands on the page about billing besides what is read for it: what was typed, and what came of it.
///
/// @param wanted how many seats, as it was typed
record BillingView(
        OrgSlug org,
        OrganizationDesk.Message message,
        Optional<Field> wanted,
        Optional<Preview> preview,
        Wait waiting) {

    static BillingView of(OrgSlug org) {
        return new BillingView(org, OrganizationDesk.Message.NONE, Optional.empty(), Optional.empty(), Wait.NOT);
    }

    String path() {
        return BillingPlace.path(org);
    }

    BillingView with(Problem problem) {
        return new BillingView(org, OrganizationDesk.Message.of(problem), wanted, preview, waiting);
    }

    BillingView wanting(String typed) {
        return new BillingView(org, message, Optional.of(Field.of(typed)), preview, waiting);
    }

    BillingView wrong(int status, String sentence) {
        return new BillingView(
                org,
                OrganizationDesk.Message.problem(status, sentence),
                wanted.map(field -> field.wrong(sentence)),
                preview,
                waiting);
    }

    BillingView preview(Preview priced) {
        return new BillingView(org, message, wanted, Optional.of(priced), waiting);
    }

    BillingView waiting(Wait other) {
        return new BillingView(org, message, wanted, preview, other);
    }

    BillingPage page(
            Chrome frame, OrganizationHead head, ReadBilling.Outcome.Shown found, Optional<List<Invoice>> invoices) {
        var billed = found.billed();
        var policy = billed.organization().policy();
        var subscribed = billed.live()
                .map(live -> new BillingPage.Subscribed(
                        live,
                        policy.worksUntil(),
                        found.payAt(),
                        found.prices().map(prices -> prices.of(live.paid())),
                        preview));
        var poolSold = found.prices().flatMap(prices -> prices.poolSeat()).isPresent()
                || billed.pool().paid() > 0;
        return new BillingPage(
                frame,
                head,
                found.prices(),
                subscribed,
                seats(billed.seats()),
                poolSold ? Optional.of(seats(billed.pool())) : Optional.empty(),
                new BillingPage.Storage(billed.storedBytes(), policy.storageQuotaBytes()),
                wanted.orElseGet(() -> Field.of(Long.toString(Math.max(
                        billed.seats().paid(), Math.max(1, billed.seats().taken()))))),
                waiting,
                invoices);
    }

    private static Seats seats(dev.slipway.org.Seats seats) {
        return new Seats(Math.toIntExact(seats.taken()), Math.toIntExact(seats.paid()));
    }
}
