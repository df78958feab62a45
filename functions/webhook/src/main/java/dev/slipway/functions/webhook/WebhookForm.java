package dev.slipway.functions.webhook;

import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.WebhooksPage;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Malformed;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointDescription;
import dev.slipway.webhooks.EndpointUrl;
import dev.slipway.webhooks.EventChoice;
import dev.slipway.webhooks.WebhookEvents;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What a webhook is to be, in the form that makes or changes one: `url`, `description`, `all` or a box for each event.
final class WebhookForm {

    private WebhookForm() {}

    /// As it was typed.
    static WebhooksPage.Draft typed(Shown.Form form) {
        var chosen = new LinkedHashSet<String>();
        WebhookEvents.CHOOSABLE.stream().filter(form::ticked).forEach(chosen::add);
        return new WebhooksPage.Draft(
                Field.of(form.field("url").strip()),
                Field.of(form.field("description").strip()),
                form.field("which").equals("all"),
                chosen,
                Optional.empty());
    }

    /// @throws Malformed `invalid_url`, `invalid_description`, `invalid_events`
    static Endpoint.Settings read(Shown.Form form) {
        var typed = typed(form);
        return new Endpoint.Settings(
                new EndpointUrl(typed.url().value()),
                new EndpointDescription(typed.description().value()),
                EventChoice.parse(typed.all() ? List.of(EventChoice.EVERYTHING) : typed.chosen()));
    }

    /// With what is wrong beside what it is about.
    static WebhooksPage.Draft wrong(WebhooksPage.Draft typed, Malformed e) {
        return switch (e.code()) {
            case "invalid_url" -> typed.with(typed.url().wrong(e.sentence()));
            case "invalid_description" -> typed.describedAs(typed.description().wrong(e.sentence()));
            default -> typed.withoutEvents("Choose at least one event, or all.");
        };
    }
}
