package dev.slipway.functions.webhook;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.TokenProblems;
import dev.slipway.adapters.web.WebhooksPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.webhooks.CreateEndpoint;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.ListEndpoints;
import java.util.Optional;

/// The webhooks of an organization, `/console/organizations/{org}/webhooks`.
final class WebhooksConsole {

    private final WebhookCases cases;
    private final OrganizationDesk desk;

    WebhooksConsole(WebhookCases cases, OrganizationDesk desk) {
        this.cases = cases;
        this.desk = desk;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.webhooks");
        return Shown.answer(
                request,
                visit,
                shown -> show(shown, OrganizationDesk.Message.NONE, WebhooksPage.Draft.EMPTY, Optional.empty()),
                this::create);
    }

    private HttpResponse create(Shown.Form form) {
        form.shown().request().notes().action("console.webhooks.create");
        var org = OrganizationDesk.slug(form.shown().request());
        var typed = WebhookForm.typed(form);
        Endpoint.Settings settings;
        try {
            settings = WebhookForm.read(form);
        } catch (Malformed e) {
            return show(
                    form.shown(),
                    OrganizationDesk.Message.problem(400, "Nothing was made yet: look below."),
                    WebhookForm.wrong(typed, e),
                    Optional.empty());
        }
        return switch (cases.create().run(form.visit(), org, settings)) {
            case CreateEndpoint.Outcome.Created(var endpoint, var secret) ->
                show(
                        form.shown(),
                        OrganizationDesk.Message.NONE,
                        WebhooksPage.Draft.EMPTY,
                        Optional.of(new WebhooksPage.Fresh(endpoint.url().value(), secret)));
            case CreateEndpoint.Outcome.NotAllowed(var why) -> {
                var problem = WebhookProblems.notAllowed(why);
                yield show(
                        form.shown(),
                        OrganizationDesk.Message.problem(problem.status(), "Nothing was made yet: look below."),
                        typed.with(typed.url().wrong(problem.detail())),
                        Optional.empty());
            }
            case CreateEndpoint.Outcome.TooMany(var most) -> again(form, typed, WebhookProblems.tooMany(most, org));
            case CreateEndpoint.Outcome.Busy _ -> again(form, typed, TokenProblems.busy());
            case CreateEndpoint.Outcome.Refused(var why) -> form.shown().refused(why, WebhookPath.page(org));
        };
    }

    private HttpResponse again(Shown.Form form, WebhooksPage.Draft typed, Problem problem) {
        return show(form.shown(), OrganizationDesk.Message.of(problem), typed, Optional.empty());
    }

    private HttpResponse show(
            Shown shown,
            OrganizationDesk.Message message,
            WebhooksPage.Draft draft,
            Optional<WebhooksPage.Fresh> fresh) {
        OrgSlug org = OrganizationDesk.slug(shown.request());
        return switch (cases.list().run(shown.visit(), org, Slice.first(Endpoint.MOST))) {
            case ListEndpoints.Outcome.Listed(var page) ->
                desk.seat(
                        shown,
                        org,
                        message,
                        WebhookPath.page(org),
                        (frame, head) -> shown.page(
                                message.status(), new WebhooksPage(frame, head, page.items(), draft, fresh)));
            case ListEndpoints.Outcome.Refused(var why) -> shown.refused(why, WebhookPath.page(org));
        };
    }
}
