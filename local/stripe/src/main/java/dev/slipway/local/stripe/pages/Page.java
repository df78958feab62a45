package dev.slipway.local.stripe.pages;

import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.wire.Response;
import java.util.List;

/// The look of all pages: plain, and at the top of each that it isn't Stripe.
final class Page {

    private Page() {}

    /// @param body HTML
    static Response of(int status, String title, String body) {
        return Response.html(status, """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
                body { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
                header { border-bottom: 3px dashed #b7791f; margin-bottom: 1.5rem; padding-bottom: .5rem; }
                header p { margin: 0; font-weight: 600; }
                h1 { font-size: 1.4rem; margin: .25rem 0; overflow-wrap: anywhere; }
                h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
                table { border-collapse: collapse; width: 100%%; }
                th, td { text-align: left; padding: .4rem .8rem .4rem 0; vertical-align: top; overflow-wrap: anywhere; }
                th { font-weight: 600; }
                tr + tr { border-top: 1px solid #8884; }
                td.amount, th.amount { text-align: right; padding-right: 0; white-space: nowrap; }
                label { display: block; margin: .5rem 0; }
                fieldset { border: 1px solid #8886; margin: 1rem 0; }
                button, select, input { font: inherit; padding: .35rem .8rem; }
                input[type=text], input[type=email] { width: 100%%; box-sizing: border-box; }
                form { margin: .25rem 0; }
                .alert { border-left: 4px solid #c53030; padding: .5rem 1rem; }
                </style>
                </head>
                <body>
                <header><p>This is not Stripe. It is a stand-in on this computer, and no money moves.</p><h1>%1$s</h1></header>
                <main>
                %2$s
                </main>
                </body>
                </html>
                """.formatted(escaped(title), body));
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

    /// Fit for text and for attributes in either kind of quotes.
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
