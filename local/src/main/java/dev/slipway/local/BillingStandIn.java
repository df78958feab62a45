package dev.slipway.local;

import dev.slipway.local.stripe.StripeStandIn;
import dev.slipway.local.stripe.account.Interval;
import dev.slipway.local.stripe.account.LastResort;
import dev.slipway.local.stripe.account.PriceTag;
import dev.slipway.local.stripe.account.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/// Stripe, played on this machine: what it sells for the registry, and how the functions find it.
record BillingStandIn(StripeStandIn stripe) {

    /// Where the registry listens for events.
    static final String EVENTS = "/webhooks/stripe";

    private static final PriceTag SEAT = new PriceTag("seat", "Seat", 700, "usd", Interval.MONTH);
    private static final PriceTag POOL_SEAT = new PriceTag("pool-seat", "Pool seat", 500, "usd", Interval.MONTH);

    /// Those that talk to Stripe: the others don't get the key.
    private static final Set<String> FUNCTIONS = Set.of(
            "BillingFunction", "BillingWebhookFunction", "ReconcileFunction", "OrganizationFunction", "InviteFunction");

    /// It is set up as `docs/billing.md` tells whoever deploys: who never pays stays past due, and isn't canceled, so
    /// that the 14 days of grace are whole. The shelf has its books and its keys, if it keeps anything.
    static BillingStandIn start(int port, Options options, Shelf shelf) {
        try {
            var settings =
                    shelf.stripe(Settings.of(SEAT, POOL_SEAT).onPort(port).endingWith(LastResort.LEAVE_PAST_DUE));
            return new BillingStandIn(StripeStandIn.start(settings, options.clock()));
        } catch (RuntimeException e) {
            throw shelf.unreadable(e);
        }
    }

    /// Says where events go. Nothing falls due by itself before.
    void register(String url) {
        stripe.deliverTo(URI.create(url + EVENTS));
    }

    /// What whoever deploys would give the template: the names of parameters, which nobody looks up here, and what
    /// there is to buy.
    Map<String, String> parameters() {
        return Map.of(
                "StripeApiKeyParameter",
                "/slipway/local/stripe-api-key",
                "StripeWebhookSecretsParameter",
                "/slipway/local/stripe-webhook-secrets",
                "StripeSeatPrice",
                stripe.price(SEAT.lookupKey()),
                "StripePoolSeatPrice",
                stripe.price(POOL_SEAT.lookupKey()));
    }

    /// What a function finds besides: the secrets themselves, in place of the names of where they are.
    Map<String, String> variables(String logicalId) {
        return FUNCTIONS.contains(logicalId)
                ? Map.of(
                        "STRIPE_API_BASE", stripe.url().toString(),
                        "STRIPE_API_KEY", stripe.apiKey(),
                        "STRIPE_API_KEY_PARAMETER", "",
                        "STRIPE_WEBHOOK_SECRETS", stripe.webhookSecret(),
                        "STRIPE_WEBHOOK_SECRETS_PARAMETER", "",
                        "STRIPE_SEAT_PRICE", stripe.price(SEAT.lookupKey()),
                        "STRIPE_POOL_SEAT_PRICE", stripe.price(POOL_SEAT.lookupKey()))
                : Map.of();
    }
}
