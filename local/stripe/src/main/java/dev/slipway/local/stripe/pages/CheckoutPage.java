package dev.slipway.local.stripe.pages;

import static dev.slipway.local.loopback.Page.escaped;

import com.stripe.model.checkout.Session;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.account.Money;
import dev.slipway.local.stripe.account.Till;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;

/// The page where a subscription is paid for the first time.
final class CheckoutPage {

    private final Account account;
    private final String business;

    CheckoutPage(Account account, String business) {
        this.account = account;
        this.business = business;
    }

    WebResponse answer(WebRequest request, String id) {
        var session = account.books.checkouts.find(id);
        if (session.isEmpty()) {
            return WebResponse.notFound();
        }
        if (!session.get().getStatus().equals("open")) {
            return Elements.page(
                    410,
                    "This checkout is over",
                    session.get().getStatus().equals("expired")
                            ? "<p>Its 24 hours have passed, or it was ended. Go back and begin anew.</p>"
                            : "<p>It has been paid.</p>");
        }
        return request.method().equals("POST") ? pay(session.get(), Form.of(request)) : show(session.get(), "");
    }

    private WebResponse pay(Session session, Form filled) {
        try {
            var confirmed = filled.text("confirmed").orElse("");
            if (confirmed.equals("no")) {
                return show(session, Elements.alert("The payment was not confirmed. Nothing was paid."));
            }
            return switch (account.till.pay(session, filled, confirmed.equals("yes"))) {
                case PAID ->
                    WebResponse.seeOther(session.getSuccessUrl().replace("{CHECKOUT_SESSION_ID}", session.getId()));
                case DECLINED -> show(session, Elements.alert("Your card was declined. Try another one."));
                case CONFIRM -> challenge(session, filled);
            };
        } catch (Refusal refusal) {
            return show(session, Elements.alert(refusal.sentence()));
        }
    }

    private static WebResponse challenge(Session session, Form filled) {
        var hidden = new StringBuilder();
        filled.tree().keySet().stream()
                .filter(name -> !name.equals("confirmed"))
                .forEach(name -> hidden.append("<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
                        .formatted(escaped(name), escaped(filled.text(name).orElse("")))));
        return Elements.page(200, "Your bank asks you to confirm", """
                <p>Pay %s?</p>
                <form method="post">
                %s<button name="confirmed" value="yes">Confirm the payment</button>
                <button name="confirmed" value="no">Refuse</button>
                </form>
                """.formatted(
                        escaped(Money.text(session.getAmountTotal(), session.getCurrency())), hidden));
    }

    private WebResponse show(Session session, String above) {
        var rows = new StringBuilder();
        for (var line : session.getLineItems().getData()) {
            var range = line.getAdjustableQuantity();
            rows.append("<tr><td>%s</td><td>%s</td><td class=\"amount\">%s</td></tr>\n"
                    .formatted(
                            escaped(line.getDescription()),
                            range == null
                                    ? line.getQuantity().toString()
                                    : ("<input type=\"number\" name=\"quantity_%s\" value=\"%d\" min=\"%d\" max=\"%d\""
                                                    + " aria-label=\"How many: %s\">")
                                            .formatted(
                                                    escaped(line.getId()),
                                                    line.getQuantity(),
                                                    range.getMinimum(),
                                                    range.getMaximum(),
                                                    escaped(line.getDescription())),
                            escaped(Money.text(line.getAmountTotal(), line.getCurrency()))));
        }
        var cancel = session.getCancelUrl();
        return Elements.page(above.isEmpty() ? 200 : 402, "Subscribe to " + business, """
                %s<form method="post">
                <table>
                <tr><th scope="col">What</th><th scope="col">How many</th><th scope="col" class="amount">Each %s</th></tr>
                %s<tr><th scope="row" colspan="2">Due today</th><td class="amount">%s</td></tr>
                </table>
                %s%s<button>Pay</button>
                </form>
                <p>%s</p>
                """.formatted(
                        above,
                        escaped(session.getLineItems()
                                .getData()
                                .getFirst()
                                .getPrice()
                                .getRecurring()
                                .getInterval()),
                        rows,
                        escaped(Money.text(session.getAmountTotal(), session.getCurrency())),
                        fields(session),
                        Elements.cards(Till.cards()),
                        cancel == null ? "" : Elements.link(cancel, "Go back without paying")));
    }

    /// What is asked for besides the card.
    private static String fields(Session session) {
        var details = session.getCustomerDetails();
        var fields = new StringBuilder();
        if (session.getCustomer() == null && session.getCustomerEmail() == null) {
            fields.append("<label>E-mail <input type=\"email\" name=\"email\" required></label>\n");
        }
        var name = details == null || details.getName() == null ? "" : details.getName();
        if (session.getCustomer() == null || session.getTaxIdCollection().getEnabled()) {
            fields.append("<label>Name, or the company's <input type=\"text\" name=\"name\" value=\"%s\"></label>\n"
                    .formatted(escaped(name)));
        }
        if ("required".equals(session.getBillingAddressCollection())) {
            fields.append("""
                    <label>Street and number <input type="text" name="line1" required></label>
                    <label>Postal code <input type="text" name="postal_code"></label>
                    <label>City <input type="text" name="city"></label>
                    <label>Country, in two letters <input type="text" name="country" maxlength="2"></label>
                    """);
        }
        if (session.getTaxIdCollection().getEnabled()) {
            fields.append("""
                    <label>Kind of tax id <select name="tax_id_type"><option value="eu_vat">EU VAT</option>\
                    <option value="gb_vat">UK VAT</option><option value="us_ein">US EIN</option>\
                    <option value="ch_vat">Swiss VAT</option></select></label>
                    <label>Tax id, if you buy as a company <input type="text" name="tax_id"></label>
                    """);
        }
        return fields.toString();
    }
}
