package dev.slipway.local.stripe.pages;

import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.account.Settings;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.local.stripe.webhooks.Deliveries;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Which page is asked for.
public final class Pages {

    private final CheckoutPage checkout;
    private final PortalPage portal;
    private final InvoicePage invoice;
    private final ControlPage control;

    public Pages(
            Account account,
            Settings settings,
            Deliveries deliveries,
            Consumer<Duration> advance,
            Supplier<ApiMood> mood,
            Consumer<ApiMood> setMood) {
        checkout = new CheckoutPage(account, settings.business());
        portal = new PortalPage(account);
        invoice = new InvoicePage(account, settings.business());
        control = new ControlPage(account, deliveries, advance, mood, setMood);
    }

    public WebResponse answer(WebRequest request) {
        var path = request.path();
        try {
            if (path.equals("/")) {
                return WebResponse.seeOther(ControlPage.HOME);
            }
            if (path.startsWith(ControlPage.HOME)) {
                return control.answer(request, path.substring(ControlPage.HOME.length()));
            }
            if (path.startsWith("/c/pay/")) {
                return checkout.answer(request, path.substring("/c/pay/".length()));
            }
            var parts = path.split("/", -1);
            if (path.startsWith("/p/session/")) {
                return portal.answer(request, parts[3], parts.length > 4 ? parts[4] : "");
            }
            if (path.startsWith("/i/")) {
                return invoice.answer(request, parts[2], parts.length > 3 ? parts[3] : "");
            }
            return WebResponse.notFound();
        } catch (Refusal refusal) {
            return Elements.page(refusal.status(), "That doesn't work", Elements.alert(refusal.sentence()));
        }
    }
}
