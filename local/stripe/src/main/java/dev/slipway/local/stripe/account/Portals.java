package dev.slipway.local.stripe.account;

import com.stripe.model.billingportal.Session;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Ways into the billing portal.
public final class Portals {

    private static final Duration LIVES = Duration.ofHours(1);
    private static final List<String> FLOWS = List.of("payment_method_update", "subscription_cancel");

    private final Books books;
    private final Times times;
    private final Supplier<String> url;

    Portals(Books books, Times times, Supplier<String> url) {
        this.books = books;
        this.times = times;
        this.url = url;
    }

    public Session create(Form form) {
        var customer = books.customer(form.text("customer").orElse(""), "customer");
        Checkouts.checkUrl(form, "return_url");
        var session = new Session();
        session.setId(Ids.next("bps"));
        session.setObject("billing_portal.session");
        session.setConfiguration("bpc_standin");
        session.setCreated(times.now(customer).getEpochSecond());
        session.setCustomer(customer.getId());
        form.text("locale").ifPresent(session::setLocale);
        session.setFlow(form.has("flow_data") ? flow(form.at("flow_data"), customer.getId()) : null);
        session.setLivemode(false);
        form.text("return_url").ifPresent(session::setReturnUrl);
        session.setUrl(url.get() + "/p/session/" + session.getId());
        books.portals.add(session);
        return session;
    }

    private Session.Flow flow(Form form, String customer) {
        var type = form.text("type").orElse("");
        if (!FLOWS.contains(type)) {
            throw Refusal.parameter("", "The stand-in for Stripe has only the flows " + FLOWS + ".", "flow_data[type]");
        }
        var after = new Session.Flow.AfterCompletion();
        after.setType("portal_homepage");
        var flow = new Session.Flow();
        flow.setType(type);
        flow.setAfterCompletion(after);
        if (type.equals("subscription_cancel")) {
            var param = "flow_data[subscription_cancel][subscription]";
            var id = form.at("subscription_cancel")
                    .text("subscription")
                    .orElseThrow(() -> Refusal.parameter(
                            "parameter_missing", "Missing required param: %s.".formatted(param), param));
            if (!customer.equals(books.subscriptions.named(id, param).getCustomer())) {
                throw Refusal.noSuch("subscription", id, param);
            }
            var cancel = new Session.Flow.SubscriptionCancel();
            cancel.setSubscription(id);
            flow.setSubscriptionCancel(cancel);
        }
        return flow;
    }

    /// The session that a link leads to, for an hour.
    public Optional<Session> open(String id) {
        return books.portals.find(id).filter(session -> {
            var customer = books.customers.get(session.getCustomer());
            var end = Instant.ofEpochSecond(session.getCreated()).plus(LIVES);
            return !Books.isDeleted(customer) && times.now(customer).isBefore(end);
        });
    }
}
