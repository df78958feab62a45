package dev.slipway.functions.auditquery;

import dev.slipway.adapters.lambda.AuditEventText;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.ListAuditEvents;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;

/// An organization's audit log by our own API, `/api/v1/orgs/{org}/audit-events`.
final class AuditApi {

    private final ListAuditEvents list;

    AuditApi(ListAuditEvents list) {
        this.list = list;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("audit-events.list");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                var asked = Asked.of(request, org, visit.at());
                yield switch (list.run(visit, asked.query(), asked.paging().slice(request))) {
                    case ListAuditEvents.Outcome.Listed(var page) ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> json.objects("items", page.items(), AuditEventText::write)
                                        .text("next", asked.paging().next(page))));
                    case ListAuditEvents.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            }
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }
}
