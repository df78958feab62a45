package dev.slipway.functions.webhook;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.TokenProblems;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.Delivery;
import dev.slipway.webhooks.ListDeliveries;
import dev.slipway.webhooks.ResendDelivery;
import dev.slipway.webhooks.SendTest;

/// What webhooks were told by our own API, `/api/v1/orgs/{org}/webhooks/{webhook}/deliveries`, and what is sent by
/// hand.
final class DeliveriesApi {

    private final WebhookCases cases;

    DeliveriesApi(WebhookCases cases) {
        this.cases = cases;
    }

    HttpResponse list(HttpRequest request, Visit visit) {
        request.notes().action("webhook.deliveries.list");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                var webhook = WebhookPath.webhook(request);
                var paging = Paging.of("deliveries", webhook);
                yield answer(
                        request, org, paging, cases.deliveries().run(visit, org, webhook, paging.slice(request, 100)));
            }
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse show(HttpRequest request, Visit visit) {
        request.notes().action("webhook.delivery.show");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                var paging = Paging.of("deliveries", WebhookPath.webhook(request));
                yield answer(
                        request, org, paging, cases.deliveries().run(visit, org, WebhookPath.delivery(request)));
            }
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    private static HttpResponse answer(
            HttpRequest request, OrgSlug org, Paging paging, ListDeliveries.Outcome outcome) {
        return switch (outcome) {
            case ListDeliveries.Outcome.Listed(var _, var page) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.<Delivery>objects("items", page.items(), WebhookText::write)
                                .text("next", paging.next(page))));
            case ListDeliveries.Outcome.Shown(var _, var delivery) ->
                HttpResponse.json(200, JsonText.of(json -> WebhookText.writeWhole(json, delivery)));
            case ListDeliveries.Outcome.NoSuchEndpoint _ ->
                WebhookProblems.noSuchWebhook(org).answer(request);
            case ListDeliveries.Outcome.NoSuchDelivery _ ->
                WebhookProblems.noSuchDelivery().answer(request);
            case ListDeliveries.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse test(HttpRequest request, Visit visit) {
        request.notes().action("webhook.test");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "POST" -> {
                JsonBody.of(request);
                yield switch (cases.test().run(visit, org, WebhookPath.webhook(request))) {
                    case SendTest.Outcome.Queued(var delivery) -> queued(delivery);
                    case SendTest.Outcome.Paused _ -> WebhookProblems.paused().answer(request);
                    case SendTest.Outcome.TooFast(var wait) -> Problem.tooFast(wait, request);
                    case SendTest.Outcome.NoSuchEndpoint _ ->
                        WebhookProblems.noSuchWebhook(org).answer(request);
                    case SendTest.Outcome.Busy _ -> TokenProblems.busy().answer(request);
                    case SendTest.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            }
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    HttpResponse resend(HttpRequest request, Visit visit) {
        request.notes().action("webhook.delivery.resend");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "POST" -> {
                JsonBody.of(request);
                yield switch (cases.resend().run(visit, org, WebhookPath.delivery(request))) {
                    case ResendDelivery.Outcome.Queued(var delivery) -> queued(delivery);
                    case ResendDelivery.Outcome.Paused _ -> WebhookProblems.paused().answer(request);
                    case ResendDelivery.Outcome.TooFast(var wait) -> Problem.tooFast(wait, request);
                    case ResendDelivery.Outcome.NoSuchEndpoint _ ->
                        WebhookProblems.noSuchWebhook(org).answer(request);
                    case ResendDelivery.Outcome.NoSuchDelivery _ ->
                        WebhookProblems.noSuchDelivery().answer(request);
                    case ResendDelivery.Outcome.Busy _ -> TokenProblems.busy().answer(request);
                    case ResendDelivery.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            }
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    private static HttpResponse queued(Delivery delivery) {
        return HttpResponse.json(202, JsonText.of(json -> WebhookText.writeWhole(json, delivery)));
    }
}
