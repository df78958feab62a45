package dev.slipway.functions.webhook;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.TokenProblems;
import dev.slipway.adapters.web.WebhooksPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Malformed;
import dev.slipway.webhooks.ChangeEndpoint;
import dev.slipway.webhooks.DeleteEndpoint;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.ResendDelivery;
import dev.slipway.webhooks.RotateSecret;
import dev.slipway.webhooks.SendTest;
import java.util.Optional;

/// One webhook, `/console/organizations/{org}/webhooks/{webhook}`.
final class WebhookConsole {

    private final WebhookCases cases;
    private final WebhookShown shown;

    WebhookConsole(WebhookCases cases, WebhookShown shown) {
        this.cases = cases;
        this.shown = shown;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.webhook");
        return Shown.answer(request, visit, page -> shown.page(page, WebhookShown.View.of(page)), form -> {
            var view = WebhookShown.View.of(form.shown());
            return switch (form.field("act")) {
                case "save" -> save(form, view);
                case "pause" -> pause(form, view, true);
                case "resume" -> pause(form, view, false);
                case "rotate" -> rotate(form, view);
                case "test" -> test(form, view);
                case "resend" -> resend(form, view);
                case "delete" -> delete(form, view);
                default -> form.unknown();
            };
        });
    }

    private HttpResponse save(Shown.Form form, WebhookShown.View view) {
        form.shown().request().notes().action("console.webhook.save");
        var typed = WebhookForm.typed(form);
        Endpoint.Settings settings;
        try {
            settings = WebhookForm.read(form);
        } catch (Malformed e) {
            return shown.page(form.shown(), view.with(Problem.of(e)).with(WebhookForm.wrong(typed, e)));
        }
        var wish = new ChangeEndpoint.Wish(
                Optional.of(settings.url()),
                Optional.of(settings.description()),
                Optional.of(settings.events()),
                Optional.empty());
        return changed(form, view, typed, cases.change().run(form.visit(), view.org(), view.id(), wish));
    }

    private HttpResponse pause(Shown.Form form, WebhookShown.View view, boolean paused) {
        form.shown().request().notes().action(paused ? "console.webhook.pause" : "console.webhook.resume");
        var wish = new ChangeEndpoint.Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(paused));
        var outcome = cases.change().run(form.visit(), view.org(), view.id(), wish);
        return changed(form, view, WebhooksPage.Draft.EMPTY, outcome);
    }

    private HttpResponse changed(
            Shown.Form form, WebhookShown.View view, WebhooksPage.Draft typed, ChangeEndpoint.Outcome outcome) {
        return switch (outcome) {
            case ChangeEndpoint.Outcome.Changed _ -> HttpResponse.seeOther(view.path());
            case ChangeEndpoint.Outcome.NotAllowed(var why) -> {
                var problem = WebhookProblems.notAllowed(why);
                yield shown.page(
                        form.shown(),
                        view.with(problem).with(typed.with(typed.url().wrong(problem.detail()))));
            }
            case ChangeEndpoint.Outcome.NoSuchEndpoint _ -> WebhookShown.gone(form.shown(), view);
            case ChangeEndpoint.Outcome.Busy _ -> shown.page(form.shown(), view.with(TokenProblems.busy()));
            case ChangeEndpoint.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse rotate(Shown.Form form, WebhookShown.View view) {
        form.shown().request().notes().action("console.webhook.rotate");
        return switch (cases.rotate().run(form.visit(), view.org(), view.id(), form.ticked("expireNow"))) {
            case RotateSecret.Outcome.Rotated(var _, var secret) -> shown.page(form.shown(), view.with(secret));
            case RotateSecret.Outcome.RotatedLately(var until) ->
                shown.page(form.shown(), view.with(WebhookProblems.rotatedLately(until)));
            case RotateSecret.Outcome.NoSuchEndpoint _ -> WebhookShown.gone(form.shown(), view);
            case RotateSecret.Outcome.Busy _ -> shown.page(form.shown(), view.with(TokenProblems.busy()));
            case RotateSecret.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse test(Shown.Form form, WebhookShown.View view) {
        form.shown().request().notes().action("console.webhook.test");
        return switch (cases.test().run(form.visit(), view.org(), view.id())) {
            case SendTest.Outcome.Queued _ -> HttpResponse.seeOther(view.path());
            case SendTest.Outcome.Paused _ -> shown.page(form.shown(), view.with(WebhookProblems.paused()));
            case SendTest.Outcome.TooFast(var wait) ->
                shown.page(form.shown(), view.wrong(429, "Too much was sent by hand. " + Shown.waiting(wait)));
            case SendTest.Outcome.NoSuchEndpoint _ -> WebhookShown.gone(form.shown(), view);
            case SendTest.Outcome.Busy _ -> shown.page(form.shown(), view.with(TokenProblems.busy()));
            case SendTest.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse resend(Shown.Form form, WebhookShown.View view) {
        form.shown().request().notes().action("console.webhook.resend");
        var delivery = new DeliveryId(view.id(), form.field("delivery"));
        return switch (cases.resend().run(form.visit(), view.org(), delivery)) {
            case ResendDelivery.Outcome.Queued _ -> HttpResponse.seeOther(view.path());
            case ResendDelivery.Outcome.Paused _ -> shown.page(form.shown(), view.with(WebhookProblems.paused()));
            case ResendDelivery.Outcome.TooFast(var wait) ->
                shown.page(form.shown(), view.wrong(429, "Too much was sent by hand. " + Shown.waiting(wait)));
            case ResendDelivery.Outcome.NoSuchEndpoint _ -> WebhookShown.gone(form.shown(), view);
            case ResendDelivery.Outcome.NoSuchDelivery _ ->
                shown.page(form.shown(), view.with(WebhookProblems.noSuchDelivery()));
            case ResendDelivery.Outcome.Busy _ -> shown.page(form.shown(), view.with(TokenProblems.busy()));
            case ResendDelivery.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse delete(Shown.Form form, WebhookShown.View view) {
        form.shown().request().notes().action("console.webhook.delete");
        return switch (cases.delete().run(form.visit(), view.org(), view.id())) {
            // Twice is as good as once: it is gone, and the list shows it.
            case DeleteEndpoint.Outcome.Deleted _, DeleteEndpoint.Outcome.NoSuchEndpoint _ ->
                HttpResponse.seeOther(WebhookPath.page(view.org()));
            case DeleteEndpoint.Outcome.Busy _ -> shown.page(form.shown(), view.with(TokenProblems.busy()));
            case DeleteEndpoint.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }
}
