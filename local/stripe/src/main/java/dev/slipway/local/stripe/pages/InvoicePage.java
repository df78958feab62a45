package dev.slipway.local.stripe.pages;

import static dev.slipway.local.loopback.Page.escaped;

import com.stripe.model.Invoice;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.account.Money;
import dev.slipway.local.stripe.account.Till;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// An invoice as its customer sees it, to read, to keep and to pay.
final class InvoicePage {

    private final Account account;
    private final String business;

    InvoicePage(Account account, String business) {
        this.account = account;
        this.business = business;
    }

    WebResponse answer(WebRequest request, String id, String what) {
        var found = account.books.invoices.find(id).filter(invoice -> invoice.getNumber() != null);
        if (found.isEmpty()) {
            return WebResponse.notFound();
        }
        var invoice = found.get();
        return switch (request.method() + " " + what) {
            case "GET " -> show(invoice, "");
            case "GET pdf" -> WebResponse.pdf(Pdf.of(lines(invoice)), "Invoice-" + invoice.getNumber() + ".pdf");
            case "POST pay" -> pay(invoice, Form.of(request));
            default -> WebResponse.notFound();
        };
    }

    private WebResponse pay(Invoice invoice, Form filled) {
        var now = account.now(account.books.customers.get(invoice.getCustomer()));
        var confirmed = filled.text("confirmed").orElse("");
        if (confirmed.equals("no")) {
            return show(invoice, Elements.alert("The payment was not confirmed. Nothing was paid."));
        }
        try {
            return switch (account.till.payInvoice(invoice.getId(), filled, confirmed.equals("yes"), now)) {
                case PAID -> WebResponse.seeOther("/i/" + invoice.getId());
                case DECLINED -> show(invoice, Elements.alert("Your card was declined. Try another one."));
                case CONFIRM -> challenge(invoice);
            };
        } catch (Refusal refusal) {
            return show(invoice, Elements.alert(refusal.sentence()));
        }
    }

    private static WebResponse challenge(Invoice invoice) {
        return Elements.page(200, "Your bank asks you to confirm", """
                <p>Pay %s?</p>
                <form method="post" action="/i/%s/pay">
                <button name="confirmed" value="yes">Confirm the payment</button>
                <button name="confirmed" value="no">Refuse</button>
                </form>
                """.formatted(
                        escaped(money(invoice, invoice.getAmountDue())), escaped(invoice.getId())));
    }

    private WebResponse show(Invoice invoice, String above) {
        var rows = new StringBuilder();
        invoice.getLines()
                .getData()
                .forEach(line -> rows.append("<tr><td>%s</td><td>%s to %s</td><td class=\"amount\">%s</td></tr>\n"
                        .formatted(
                                escaped(line.getDescription()),
                                day(line.getPeriod().getStart()),
                                day(line.getPeriod().getEnd()),
                                escaped(money(invoice, line.getAmount())))));
        var payable = invoice.getStatus().equals("open");
        return Elements.page(above.isEmpty() ? 200 : 402, "Invoice " + invoice.getNumber(), """
                %s<p>From %s to %s, %s. %s.</p>
                <table>
                <tr><th scope="col">What</th><th scope="col">When</th><th scope="col" class="amount">Amount</th></tr>
                %s<tr><th scope="row" colspan="2">Total</th><td class="amount">%s</td></tr>
                <tr><th scope="row" colspan="2">To pay</th><td class="amount">%s</td></tr>
                </table>
                <p><a href="/i/%s/pdf">Download as PDF</a></p>
                %s
                """.formatted(
                        above,
                        escaped(business),
                        escaped(name(invoice)),
                        day(invoice.getCreated()),
                        escaped(state(invoice)),
                        rows,
                        escaped(money(invoice, invoice.getTotal())),
                        escaped(money(invoice, invoice.getAmountRemaining())),
                        escaped(invoice.getId()),
                        payable
                                ? "<form method=\"post\" action=\"/i/%s/pay\">\n%s<button>Pay</button>\n</form>"
                                        .formatted(escaped(invoice.getId()), Elements.cards(Till.cards()))
                                : ""));
    }

    static String state(Invoice invoice) {
        return switch (invoice.getStatus()) {
            case "paid" -> "Paid";
            case "open" -> invoice.getAttempted() ? "Not paid yet: the last attempt failed" : "Not paid yet";
            case "void" -> "Void";
            case "uncollectible" -> "Given up";
            default -> "Draft";
        };
    }

    private static String name(Invoice invoice) {
        var name = invoice.getCustomerName();
        var email = invoice.getCustomerEmail();
        return name != null ? name : email != null ? email : invoice.getCustomer();
    }

    static String money(Invoice invoice, long amount) {
        return Money.text(amount, invoice.getCurrency());
    }

    static LocalDate day(long seconds) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
    }

    /// What the PDF says.
    private List<String> lines(Invoice invoice) {
        List<String> lines = new ArrayList<>();
        lines.add("NOT FROM STRIPE: made by a stand-in, nothing is owed.");
        lines.add("Invoice " + invoice.getNumber());
        lines.add("From " + business + " to " + name(invoice) + ", " + day(invoice.getCreated()));
        invoice.getCustomerTaxIds().forEach(taxId -> lines.add("Tax id " + taxId.getValue()));
        lines.add("");
        invoice.getLines()
                .getData()
                .forEach(line -> lines.add(line.getDescription() + ": " + money(invoice, line.getAmount())));
        lines.add("");
        lines.add("Total " + money(invoice, invoice.getTotal()));
        lines.add("Paid " + money(invoice, invoice.getAmountPaid()));
        lines.add(state(invoice));
        return lines;
    }
}
