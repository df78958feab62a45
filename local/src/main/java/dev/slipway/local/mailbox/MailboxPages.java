package dev.slipway.local.mailbox;

import static dev.slipway.local.loopback.Page.escaped;

import dev.slipway.local.loopback.Page;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/// Where a person reads the mails, and says how SES is to behave.
final class MailboxPages {

    private static final String MESSAGES = "/messages/";

    /// The mail's own HTML runs no script and leaves its frame only by a click on a link.
    private static final String SANDBOX = "sandbox allow-popups allow-popups-to-escape-sandbox;"
            + " default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private final Mailbox mailbox;

    MailboxPages(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    WebResponse answer(WebRequest request) {
        var path = request.path();
        if (request.operation().equals("GET /")) {
            return list();
        }
        if (request.operation().equals("POST /mood")) {
            return changeMood(request);
        }
        if (!path.startsWith(MESSAGES)) {
            return WebResponse.notFound();
        }
        var parts = List.of(path.substring(MESSAGES.length()).split("/", 2));
        return mailbox.message(parts.getFirst())
                .map(message -> answer(request.method(), message, parts.size() < 2 ? "" : parts.get(1)))
                .orElseGet(WebResponse::notFound);
    }

    private WebResponse answer(String method, Message message, String what) {
        return switch (method + " " + what) {
            case "GET " -> message(message);
            case "GET html" ->
                WebResponse.html(200, openingLinksOutside(message.html())).with("content-security-policy", SANDBOX);
            case "POST bounce" -> report(Feedback.BOUNCE, message);
            case "POST complaint" -> report(Feedback.COMPLAINT, message);
            default -> WebResponse.notFound();
        };
    }

    private WebResponse list() {
        var rows = new StringBuilder();
        for (var message : mailbox.messages()) {
            rows.append("<tr><td>%s</td><td>%s</td><td><a href=\"%s%s\">%s</a></td></tr>\n"
                    .formatted(
                            seconds(message),
                            escaped(String.join(", ", message.to())),
                            MESSAGES,
                            escaped(message.id()),
                            escaped(message.subject())));
        }
        return Page.of(
                "Mails that the registry sent",
                (rows.isEmpty()
                                ? "<p>None yet. Reload this page when one should have come.</p>"
                                : "<table>\n" + rows + "</table>")
                        + moods()
                        + beside());
    }

    private String beside() {
        var links = new StringBuilder();
        mailbox.beside()
                .forEach((title, page) -> links.append(
                        "<p><a href=\"%s\">%s</a></p>\n".formatted(escaped(page.toString()), escaped(title))));
        return links.isEmpty() ? "" : "\n<h2>Beside this</h2>\n" + links;
    }

    private String moods() {
        var options = new StringBuilder();
        Arrays.stream(Mood.values())
                .forEach(each -> options.append("<option value=\"%s\"%s>%s</option>\n"
                        .formatted(each.name(), each == mailbox.mood() ? " selected" : "", escaped(each.words()))));
        return """

                <h2>How SES behaves</h2>
                <form method="post" action="/mood">
                <select name="mood" aria-label="How SES behaves">
                %s</select>
                <button>Change</button>
                </form>
                <p>Mails to bounce@, complaint@ and suppressionlist@simulator.amazonses.com are reported as such by
                themselves. All mails as JSON: <a href="/api/messages">/api/messages?to=…</a></p>
                """.formatted(options);
    }

    private WebResponse changeMood(WebRequest request) {
        var wanted = request.form().getOrDefault("mood", "");
        Arrays.stream(Mood.values()).filter(each -> each.name().equals(wanted)).forEach(mailbox::mood);
        return WebResponse.seeOther("/");
    }

    private WebResponse message(Message message) {
        var links = new StringBuilder();
        message.links()
                .forEach(link -> links.append(
                        "<p><a rel=\"noreferrer\" href=\"%1$s\">%1$s</a></p>\n".formatted(escaped(link.toString()))));
        return Page.of(message.subject(), """
                <p><a href="/">All mails</a></p>
                <table>
                <tr><th scope="row">From</th><td>%1$s</td></tr>
                <tr><th scope="row">To</th><td>%2$s</td></tr>
                <tr><th scope="row">Sent</th><td>%3$s</td></tr>
                </table>
                <h2>Links</h2>
                %4$s<h2>As HTML</h2>
                <iframe title="The mail as HTML" src="%5$s%6$s/html" sandbox="allow-popups \
                allow-popups-to-escape-sandbox"></iframe>
                <h2>As text</h2>
                <pre>%7$s</pre>
                <h2>What became of it</h2>
                <form method="post" action="%5$s%6$s/bounce"><button>Report a bounce</button></form>
                <form method="post" action="%5$s%6$s/complaint"><button>Report a complaint</button></form>
                """.formatted(
                        escaped(message.from()),
                        escaped(String.join(", ", message.to())),
                        seconds(message),
                        links,
                        MESSAGES,
                        escaped(message.id()),
                        escaped(message.text())));
    }

    private static String seconds(Message message) {
        return message.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private WebResponse report(Feedback feedback, Message message) {
        message.to().forEach(address -> mailbox.report(feedback, message, address));
        return WebResponse.seeOther(MESSAGES + message.id());
    }

    /// A link in the frame would open in the frame, where nothing works.
    private static String openingLinksOutside(String html) {
        return html.replaceFirst("<head>", "<head><base target=\"_blank\">");
    }
}
