package dev.slipway.adapters.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.BillingAddressCollection;
import com.stripe.param.checkout.SessionCreateParams.CustomerUpdate;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData;
import com.stripe.param.checkout.SessionCreateParams.TaxIdCollection;
import dev.slipway.billing.Checkout;
import dev.slipway.billing.Payments.Purchase;
import dev.slipway.org.SeatKind;
import java.net.URI;
import java.time.Instant;

/// Stripe's pages where a subscription begins.
final class Checkouts {

    /// What Stripe puts the page's id in the place of.
    private static final String ID = "{CHECKOUT_SESSION_ID}";

    private final Wire wire;
    private final PriceList prices;

    Checkouts(Wire wire, PriceList prices) {
        this.wire = wire;
        this.prices = prices;
    }

    Checkout open(Purchase purchase, String key) {
        var org = purchase.org().value();
        var params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setCustomer(purchase.customer().value())
                .setClientReferenceId(org)
                .setSubscriptionData(SubscriptionData.builder()
                        .putMetadata(StripePayments.ORGANIZATION, org)
                        .build())
                .addLineItem(line(SeatKind.SEAT, purchase.quantities().seats()))
                .setSuccessUrl(paid(purchase.returnTo()))
                .setCancelUrl(purchase.returnTo());
        if (purchase.quantities().poolSeats() > 0) {
            params.addLineItem(line(SeatKind.POOL_SEAT, purchase.quantities().poolSeats()));
        }
        if (purchase.company()) {
            asACompany(params);
        }
        var session = wire.ask(stripe -> stripe.checkout().sessions().create(params.build(), Wire.once(key)));
        return new Checkout(
                session.getId(), URI.create(session.getUrl()), Instant.ofEpochSecond(session.getExpiresAt()));
    }

    /// A tax id belongs to a name and an address, so what is filled in becomes the customer's: Stripe takes it only so.
    private static void asACompany(SessionCreateParams.Builder params) {
        params.setBillingAddressCollection(BillingAddressCollection.REQUIRED)
                .setTaxIdCollection(TaxIdCollection.builder().setEnabled(true).build())
                .setCustomerUpdate(CustomerUpdate.builder()
                        .setName(CustomerUpdate.Name.AUTO)
                        .setAddress(CustomerUpdate.Address.AUTO)
                        .build());
    }

    private LineItem line(SeatKind kind, long quantity) {
        return LineItem.builder()
                .setPrice(prices.idOf(kind))
                .setQuantity(quantity)
                .build();
    }

    /// Where it leads back to with the id of the page: before what follows a `#`, and after a query that is there.
    static String paid(String returnTo) {
        int hash = returnTo.indexOf('#');
        var page = hash < 0 ? returnTo : returnTo.substring(0, hash);
        var rest = hash < 0 ? "" : returnTo.substring(hash);
        return page + (page.contains("?") ? "&" : "?") + "checkout=" + ID + rest;
    }

    boolean close(String checkout) {
        try {
            wire.ask(stripe -> stripe.checkout().sessions().expire(checkout));
            return true;
        } catch (Refusal refusal) {
            var session = wire.ask(stripe -> stripe.checkout().sessions().retrieve(checkout));
            return switch (session.getStatus()) {
                case "complete" -> false;
                case "expired" -> true;
                default -> throw refusal;
            };
        }
    }
}
