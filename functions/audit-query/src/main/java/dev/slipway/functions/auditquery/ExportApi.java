package dev.slipway.functions.auditquery;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.AuditExport;
import dev.slipway.audit.AuditExport.Format;
import dev.slipway.audit.AuditExport.Progress;
import dev.slipway.audit.ExportId;
import dev.slipway.audit.ReadExport;
import dev.slipway.audit.RequestExport;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import java.net.URI;
import java.util.Optional;

/// Files of an organization's audit log by our own API, `/api/v1/orgs/{org}/audit-exports`.
final class ExportApi {

    private final RequestExport request;
    private final ReadExport read;

    ExportApi(RequestExport request, ReadExport read) {
        this.request = request;
        this.read = read;
    }

    HttpResponse exports(HttpRequest http, Visit visit) {
        http.notes().action("audit-exports.request");
        return switch (http.method()) {
            case "POST" -> request(http, visit);
            default -> Problem.methodNotAllowed("POST").answer(http);
        };
    }

    private HttpResponse request(HttpRequest http, Visit visit) {
        var org = OrganizationDesk.slug(http);
        var body = JsonBody.of(http, "format", "from", "to", "include", "action", "actor", "target");
        var query = Asked.query(body::findText, org, visit.at());
        return switch (request.run(visit, query, Format.named(body.text("format")))) {
            case RequestExport.Outcome.Requested(var export) ->
                HttpResponse.json(202, text(export, Optional.empty()))
                        .with("location", "/api/v1/orgs/" + org + "/audit-exports/" + export.id());
            case RequestExport.Outcome.TooMany(var wait) -> Problem.tooFast(wait, http);
            case RequestExport.Outcome.Refused(var why) -> Problem.of(why).answer(http);
        };
    }

    HttpResponse export(HttpRequest http, Visit visit) {
        http.notes().action("audit-exports.read");
        return switch (http.method()) {
            case "GET", "HEAD" -> read(http, visit);
            default -> Problem.methodNotAllowed("GET").answer(http);
        };
    }

    private HttpResponse read(HttpRequest http, Visit visit) {
        var id = new ExportId(http.parameter("export"));
        return switch (read.run(visit, OrganizationDesk.slug(http), id)) {
            case ReadExport.Outcome.Writing(var export) -> HttpResponse.json(200, text(export, Optional.empty()));
            case ReadExport.Outcome.Ready(var export, var link) ->
                HttpResponse.json(200, text(export, Optional.of(link)));
            case ReadExport.Outcome.Gone _ -> gone().answer(http);
            case ReadExport.Outcome.Refused(var why) -> Problem.of(why).answer(http);
        };
    }

    static Problem gone() {
        return Problem.of(
                404,
                "export_not_found",
                "No such export",
                "There is no such export, or it is older than 24 hours and was deleted: ask for a new one.");
    }

    private static String text(AuditExport export, Optional<URI> link) {
        var query = export.query();
        var ready = export.progress() instanceof Progress.Ready;
        return JsonText.of(json -> json.text("id", export.id().value())
                .text("state", ready ? "ready" : "writing")
                .text("format", export.format().wireName())
                .instant("from", query.from())
                .instant("to", query.to())
                .text("include", query.include().wireName())
                .text("action", query.action())
                .text("actor", query.actor())
                .text("target", query.target())
                .instant("requestedAt", export.at())
                .text("requestedBy", export.by().shownName())
                .instant("expiresAt", export.until())
                .number("lines", export.progress().lines())
                .number("bytes", export.progress().bytes())
                .text("url", link.map(URI::toString)));
    }
}
