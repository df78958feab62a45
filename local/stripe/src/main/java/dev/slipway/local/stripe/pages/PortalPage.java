package dev.slipway.local.stripe.pages;

import static dev.slipway.local.loopback.Page.escaped;

import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import com.stripe.model.billingportal.Session;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The billing portal: the card, the subscription, the invoices.
final class PortalPage {

    private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");

    private final Account account;

    PortalPage(Account account) {
        this.account = account;
    }

    WebResponse answer(WebRequest request, String id, String what) {
        var session = account.portals.open(id);
        if (session.isEmpty()) {
            return Elements.page(
                    410, "This link is over", "<p>A link into the portal is good for an hour. Ask for a new one.</p>");
        }
        var home = "/p/session/" + id;
        var customer = account.books.customers.get(session.get().getCustomer());
        try {
            return switch (request.method() + " " + what) {
                case "GET " -> show(session.get(), customer, home, "");
                case "POST card" -> change(customer, Form.of(request), home);
                case "POST cancel" -> atPeriodEnd(customer, Form.of(request), "true", home);
                case "POST resume" -> atPeriodEnd(customer, Form.of(request), "false", home);
                default -> WebResponse.notFound();
            };
        } catch (Refusal refusal) {
            return show(session.get(), customer, home, Elements.alert(refusal.sentence()));
        }
    }

    private WebResponse change(Customer customer, Form form, String home) {
        var card =
                Card.named(form.text("card").orElse("")).orElseThrow(() -> Refusal.invalid("Choose a card.", "card"));
        account.wallet.use(card, customer, account.now(customer));
        return WebResponse.seeOther(home);
    }

    private WebResponse atPeriodEnd(Customer customer, Form form, String cancel, String home) {
        var id = form.text("subscription").orElse("");
        if (subscriptions(customer).stream()
                .noneMatch(subscription -> subscription.getId().equals(id))) {
            throw Refusal.noSuch("subscription", id, "subscription");
        }
        account.updates.update(id, new Form(Map.of("cancel_at_period_end", cancel)));
        return WebResponse.seeOther(home);
    }

    private List<Subscription> subscriptions(Customer customer) {
        return account.books.subscriptions.newestFirst().stream()
                .filter(subscription -> customer.getId().equals(subscription.getCustomer()))
                .filter(subscription -> !OVER.contains(subscription.getStatus()))
                .toList();
    }

    private WebResponse show(Session session, Customer customer, String home, String above) {
        var returning = session.getReturnUrl();
        var paying = account.wallet
                .paying(customer)
                .or(() -> subscriptions(customer).stream()
                        .flatMap(each -> account.books.paymentMethods.find(each.getDefaultPaymentMethod()).stream())
                        .findFirst());
        return Elements.page(above.isEmpty() ? 200 : 400, "Billing of " + name(customer), """
                %s%s
                <h2>Subscription</h2>
                %s
                <h2>Payment method</h2>
                <p>%s</p>
                <form method="post" action="%s/card">
                %s<button>Pay with this card from now on</button>
                </form>
                <h2>Invoices</h2>
                %s
                """.formatted(
                        above,
                        returning == null ? "" : "<p>" + Elements.link(returning, "Return") + "</p>",
                        subscriptionsOf(customer, home),
                        paying.map(method -> "•••• " + escaped(method.getCard().getLast4()))
                                .orElse("None"),
                        escaped(home),
                        Elements.cards(Card.savable()),
                        invoices(customer)));
    }

    static String name(Customer customer) {
        var name = customer.getName();
        return name == null ? customer.getId() : name;
    }

    private String subscriptionsOf(Customer customer, String home) {
        var all = subscriptions(customer);
        return all.isEmpty()
                ? "<p>None.</p>"
                : all.stream().map(each -> one(each, home)).collect(Collectors.joining());
    }

    private String one(Subscription subscription, String home) {
        var ends = subscription.getCancelAtPeriodEnd();
        var items = subscription.getItems().getData();
        var what = items.stream()
                .map(item -> item.getQuantity() + " × "
                        + account.books
                                .products
                                .get(item.getPrice().getProduct())
                                .getName())
                .collect(Collectors.joining(", "));
        return """
                <p>%s: %s. %s %s.</p>
                <form method="post" action="%s/%s"><input type="hidden" name="subscription" value="%s">\
                <button>%s</button></form>
                """.formatted(
                        escaped(what),
                        escaped(subscription.getStatus()),
                        ends ? "Ends on" : "Renews on",
                        InvoicePage.day(items.getFirst().getCurrentPeriodEnd()),
                        escaped(home),
                        ends ? "resume" : "cancel",
                        escaped(subscription.getId()),
                        ends ? "Don't cancel" : "Cancel at the end of the period");
    }

    private String invoices(Customer customer) {
        var rows = new StringBuilder();
        account.books.invoices.newestFirst().stream()
                .filter(invoice -> customer.getId().equals(invoice.getCustomer()))
                .filter(invoice -> invoice.getNumber() != null)
                .forEach(invoice ->
                        rows.append("<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"amount\">%s</td></tr>\n"
                                .formatted(
                                        Elements.link("/i/" + invoice.getId(), invoice.getNumber()),
                                        InvoicePage.day(invoice.getCreated()),
                                        escaped(InvoicePage.state(invoice)),
                                        escaped(InvoicePage.money(invoice, invoice.getTotal())))));
        return rows.isEmpty()
                ? "<p>None yet.</p>"
                : "<table>\n<tr><th scope=\"col\">Number</th><th scope=\"col\">Date</th><th scope=\"col\">State</th>"
                        + "<th scope=\"col\" class=\"amount\">Total</th></tr>\n" + rows + "</table>";
    }
}
