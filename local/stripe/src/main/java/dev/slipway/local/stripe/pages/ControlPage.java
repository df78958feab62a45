package dev.slipway.local.stripe.pages;

import static dev.slipway.local.loopback.Page.escaped;

import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.local.stripe.webhooks.Attempt;
import dev.slipway.local.stripe.webhooks.Deliveries;
import dev.slipway.local.stripe.webhooks.DeliveryMood;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Where the stand-in is told what to do, at a path that Stripe doesn't have. The same forms are for scripts.
final class ControlPage {

    static final String HOME = "/_stand-in/";

    private final Account account;
    private final Deliveries deliveries;
    private final Consumer<Duration> advance;
    private final Supplier<ApiMood> mood;
    private final Consumer<ApiMood> setMood;

    ControlPage(
            Account account,
            Deliveries deliveries,
            Consumer<Duration> advance,
            Supplier<ApiMood> mood,
            Consumer<ApiMood> setMood) {
        this.account = account;
        this.deliveries = deliveries;
        this.advance = advance;
        this.mood = mood;
        this.setMood = setMood;
    }

    WebResponse answer(WebRequest request, String what) {
        try {
            switch (request.method() + " " + what) {
                case "GET " -> {
                    return show();
                }
                case "POST clock" -> advance.accept(duration(Form.of(request)));
                case "POST api" -> setMood.accept(chosen(ApiMood.class, Form.of(request)));
                case "POST webhook" -> deliveries.mood(chosen(DeliveryMood.class, Form.of(request)));
                case "POST release" -> deliveries.release(Form.of(request).flag("backwards"));
                case "POST resend" -> resend(Form.of(request).text("event").orElse(""));
                case "POST card" -> useCard(Form.of(request));
                default -> {
                    return WebResponse.notFound();
                }
            }
            return WebResponse.seeOther(HOME);
        } catch (Refusal refusal) {
            return WebResponse.text(refusal.status(), refusal.sentence() + "\n");
        }
    }

    private static Duration duration(Form form) {
        try {
            var duration = Duration.parse(form.text("advance").orElse(""));
            if (!duration.isNegative() && duration.compareTo(Duration.ofDays(800)) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // Said below.
        }
        throw Refusal.invalid("Write how far as PT1H or P30D, at most P800D.", "advance");
    }

    private static <E extends Enum<E>> E chosen(Class<E> type, Form form) {
        var wanted = form.text("mood").orElse("");
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.invalid("mood is one of " + Arrays.toString(type.getEnumConstants()), "mood"));
    }

    private void resend(String id) {
        var event = account.books.events.get(id);
        if (event == null) {
            throw Refusal.notFound("event", id);
        }
        deliveries.resend(event);
    }

    private void useCard(Form form) {
        var customer = account.customers.there(form.text("customer").orElse(""));
        var card =
                Card.named(form.text("card").orElse("")).orElseThrow(() -> Refusal.invalid("Choose a card.", "card"));
        account.wallet.use(card, customer, account.now(customer));
    }

    private WebResponse show() {
        return Elements.page(200, "What the stand-in does", """
                <h2>Time</h2>
                <p>It is %1$s here. Moving it ahead brings renewals, retries and ends.</p>
                <form method="post" action="/_stand-in/clock"><label>How far, as PT1H or P30D \
                <input type="text" name="advance" value="P1D" required></label><button>Move the clock</button></form>
                <h2>Cards</h2>
                %7$s
                <h2>The API</h2>
                %2$s
                <h2>Events</h2>
                %3$s
                <p>%4$d held back, %5$d to be told again later.</p>
                <form method="post" action="/_stand-in/release"><button>Let go in order</button>
                <button name="backwards" value="true">Let go, the last first</button></form>
                %6$s
                """.formatted(
                        account.times.now(),
                        moods("api", "How the API behaves", ApiMood.values(), mood.get()),
                        moods("webhook", "How events are told", DeliveryMood.values(), deliveries.mood()),
                        deliveries.held(),
                        deliveries.waiting(),
                        events(),
                        cards()));
    }

    private String cards() {
        var customers = new StringBuilder();
        account.books.customers.newestFirst().stream()
                .filter(customer -> !Boolean.TRUE.equals(customer.getDeleted()))
                .forEach(customer -> customers.append("<option value=\"%s\">%s</option>\n"
                        .formatted(
                                escaped(customer.getId()),
                                escaped(PortalPage.name(customer) + " (" + customer.getId() + ")"))));
        return customers.isEmpty()
                ? "<p>There is no customer yet.</p>"
                : """
                <form method="post" action="/_stand-in/card"><label>Who pays <select name="customer">
                %s</select></label>
                %s<button>Use this card from now on</button></form>
                """.formatted(customers, Elements.cards(Card.savable()));
    }

    private static <E extends Enum<E>> String moods(String action, String label, E[] all, E now) {
        var options = new StringBuilder();
        for (var each : all) {
            options.append("<option value=\"%s\"%s>%s</option>\n"
                    .formatted(each.name(), each == now ? " selected" : "", escaped(words(each))));
        }
        return """
                <form method="post" action="/_stand-in/%s"><select name="mood" aria-label="%s">
                %s</select> <button>Change</button></form>
                """.formatted(action, escaped(label), options);
    }

    private static String words(Enum<?> mood) {
        return switch (mood) {
            case ApiMood api -> api.words();
            case DeliveryMood delivery -> delivery.words();
            default -> mood.name();
        };
    }

    private String events() {
        var attempts = deliveries.attempts();
        var rows = new StringBuilder();
        var latest = new ArrayList<>(account.books.events.values()).reversed();
        latest.stream().limit(50).forEach(event -> {
            var id = event.get("id").getAsString();
            var told = attempts.stream()
                    .filter(attempt -> attempt.eventId().equals(id))
                    .map(Attempt::status)
                    .toList();
            rows.append("""
                    <tr><td>%s</td><td>%s</td><td><form method="post" action="/_stand-in/resend">\
                    <input type="hidden" name="event" value="%s"><button aria-label="Tell %s again">Tell again</button>\
                    </form></td></tr>
                    """.formatted(
                            escaped(event.get("type").getAsString()),
                            told.isEmpty() ? "not told" : escaped(told.toString()),
                            escaped(id),
                            escaped(event.get("type").getAsString())));
        });
        return rows.isEmpty()
                ? "<p>Nothing has happened yet.</p>"
                : "<table>\n<tr><th scope=\"col\">Event</th><th scope=\"col\">Answers</th><td></td></tr>\n" + rows
                        + "</table>";
    }
}
