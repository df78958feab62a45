package dev.slipway.local.stripe.pages;

import static dev.slipway.local.loopback.Page.escaped;

import dev.slipway.local.loopback.Page;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.stripe.account.Card;
import java.util.List;

/// What all pages are made of. At the top of each stands that it isn't Stripe.
final class Elements {

    private static final Page LOOK =
            new Page("This is not Stripe. It is a stand-in on this computer, and no money moves.", """
                    body { max-width: 44rem; }
                    form { display: block; margin: .25rem 0; }
                    th { font-weight: 600; opacity: 1; white-space: normal; }
                    td.amount, th.amount { text-align: right; padding-right: 0; white-space: nowrap; }
                    label { display: block; margin: .5rem 0; }
                    fieldset { border: 1px solid #8886; margin: 1rem 0; }
                    input[type=text], input[type=email] { width: 100%; box-sizing: border-box; }
                    .alert { border-left: 4px solid #c53030; padding: .5rem 1rem; }
                    """);

    private Elements() {}

    /// @param body HTML
    static WebResponse page(int status, String title, String body) {
        return LOOK.show(status, title, body);
    }

    /// A form of one button.
    static String button(String action, String words) {
        return "<form method=\"post\" action=\"%s\"><button>%s</button></form>\n"
                .formatted(escaped(action), escaped(words));
    }

    static String alert(String sentence) {
        return "<p class=\"alert\" role=\"alert\">%s</p>\n".formatted(escaped(sentence));
    }

    static String link(String url, String words) {
        return "<a href=\"%s\">%s</a>".formatted(escaped(url), escaped(words));
    }

    /// A choice of cards, the first of them chosen.
    static String cards(List<Card> cards) {
        var choices = new StringBuilder("<fieldset><legend>Test card</legend>\n");
        cards.forEach(card ->
                choices.append("<label><input type=\"radio\" name=\"card\" value=\"%s\"%s> •••• %s: %s</label>\n"
                        .formatted(
                                card.name(),
                                card == cards.getFirst() ? " checked" : "",
                                escaped(card.last4()),
                                escaped(card.words()))));
        return choices.append("</fieldset>\n").toString();
    }
}
