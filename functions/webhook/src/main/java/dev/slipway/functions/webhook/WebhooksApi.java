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
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.ChangeEndpoint;
import dev.slipway.webhooks.CreateEndpoint;
import dev.slipway.webhooks.DeleteEndpoint;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointDescription;
import dev.slipway.webhooks.EndpointUrl;
import dev.slipway.webhooks.EventChoice;
import dev.slipway.webhooks.ListEndpoints;
import dev.slipway.webhooks.RotateSecret;
import dev.slipway.webhooks.Secret;
import dev.slipway.webhooks.ShowEndpoint;

/// Webhooks by our own API, `/api/v1/orgs/{org}/webhooks`.
final class WebhooksApi {

    private static final String URL = "url";
    private static final String DESCRIPTION = "description";
    private static final String EVENTS = "events";
    private static final String PAUSED = "paused";

    private final WebhookCases cases;

    WebhooksApi(WebhookCases cases) {
        this.cases = cases;
    }

    HttpResponse webhooks(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit, org);
            case "POST" -> create(request, visit, org);
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("webhooks.list");
        var paging = Paging.of("webhooks", org);
        return switch (cases.list().run(visit, org, paging.slice(request))) {
            case ListEndpoints.Outcome.Listed(var page) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.<Endpoint>objects("items", page.items(), WebhookText::write)
                                .text("next", paging.next(page))));
            case ListEndpoints.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse create(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("webhook.create");
        var body = JsonBody.of(request, URL, DESCRIPTION, EVENTS);
        var settings = new Endpoint.Settings(
                new EndpointUrl(body.text(URL)),
                body.findText(DESCRIPTION).map(EndpointDescription::new).orElse(EndpointDescription.NONE),
                EventChoice.parse(body.findTexts(EVENTS)
                        .orElseThrow(() -> new Malformed("missing_field", "The field \"events\" is missing."))));
        return switch (cases.create().run(visit, org, settings)) {
            case CreateEndpoint.Outcome.Created(var endpoint, var secret) ->
                withSecret(201, endpoint, secret)
                        .with("location", visit.registry() + "/api/v1/orgs/" + org + "/webhooks/" + endpoint.id());
            case CreateEndpoint.Outcome.NotAllowed(var why) ->
                WebhookProblems.notAllowed(why).answer(request);
            case CreateEndpoint.Outcome.TooMany(var most) ->
                WebhookProblems.tooMany(most, org).answer(request);
            case CreateEndpoint.Outcome.Busy _ -> TokenProblems.busy().answer(request);
            case CreateEndpoint.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse webhook(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request, visit, org);
            case "PATCH" -> change(request, visit, org);
            case "DELETE" -> delete(request, visit, org);
            default -> Problem.methodNotAllowed("GET, PATCH, DELETE").answer(request);
        };
    }

    private HttpResponse show(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("webhook.show");
        return switch (cases.show().run(visit, org, WebhookPath.webhook(request))) {
            case ShowEndpoint.Outcome.Shown(var endpoint) -> shown(endpoint);
            case ShowEndpoint.Outcome.NoSuchEndpoint _ ->
                WebhookProblems.noSuchWebhook(org).answer(request);
            case ShowEndpoint.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse change(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("webhook.change");
        var body = JsonBody.of(request, URL, DESCRIPTION, EVENTS, PAUSED);
        var wish = new ChangeEndpoint.Wish(
                body.findText(URL).map(EndpointUrl::new),
                body.findText(DESCRIPTION).map(EndpointDescription::new),
                body.findTexts(EVENTS).map(EventChoice::parse),
                body.findFlag(PAUSED));
        return switch (cases.change().run(visit, org, WebhookPath.webhook(request), wish)) {
            case ChangeEndpoint.Outcome.Changed(var endpoint) -> shown(endpoint);
            case ChangeEndpoint.Outcome.NotAllowed(var why) ->
                WebhookProblems.notAllowed(why).answer(request);
            case ChangeEndpoint.Outcome.NoSuchEndpoint _ ->
                WebhookProblems.noSuchWebhook(org).answer(request);
            case ChangeEndpoint.Outcome.Busy _ -> TokenProblems.busy().answer(request);
            case ChangeEndpoint.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse delete(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("webhook.delete");
        return switch (cases.delete().run(visit, org, WebhookPath.webhook(request))) {
            case DeleteEndpoint.Outcome.Deleted _ -> HttpResponse.empty(204);
            case DeleteEndpoint.Outcome.NoSuchEndpoint _ ->
                WebhookProblems.noSuchWebhook(org).answer(request);
            case DeleteEndpoint.Outcome.Busy _ -> TokenProblems.busy().answer(request);
            case DeleteEndpoint.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse rotate(HttpRequest request, Visit visit) {
        request.notes().action("webhook.rotate");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "POST" -> {
                var expireNow =
                        JsonBody.of(request, "expireNow").findFlag("expireNow").orElse(false);
                yield switch (cases.rotate().run(visit, org, WebhookPath.webhook(request), expireNow)) {
                    case RotateSecret.Outcome.Rotated(var endpoint, var secret) -> withSecret(200, endpoint, secret);
                    case RotateSecret.Outcome.RotatedLately(var until) ->
                        WebhookProblems.rotatedLately(until).answer(request);
                    case RotateSecret.Outcome.NoSuchEndpoint _ ->
                        WebhookProblems.noSuchWebhook(org).answer(request);
                    case RotateSecret.Outcome.Busy _ -> TokenProblems.busy().answer(request);
                    case RotateSecret.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            }
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    private static HttpResponse shown(Endpoint endpoint) {
        return HttpResponse.json(200, JsonText.of(json -> WebhookText.write(json, endpoint)));
    }

    private static HttpResponse withSecret(int status, Endpoint endpoint, Secret secret) {
        return HttpResponse.json(status, JsonText.of(json -> {
                    json.text("secret", secret.text());
                    WebhookText.write(json, endpoint);
                }))
                .with("cache-control", "no-store");
    }
}
