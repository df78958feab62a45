package dev.slipway.functions.auditquery;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.web.AuditExportPage;
import dev.slipway.audit.AuditExport;
import dev.slipway.audit.ExportId;
import dev.slipway.audit.ReadExport;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;

/// A file of an organization's audit log, `/console/organizations/{org}/audit/exports/{export}`.
final class ExportConsole {

    private static final String LOOK_AGAIN_AFTER_SECONDS = "3";

    private final ReadExport read;
    private final OrganizationDesk desk;

    ExportConsole(ReadExport read, OrganizationDesk desk) {
        this.read = read;
        this.desk = desk;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.audit-export");
        return Shown.answer(request, visit, this::show, this::take);
    }

    private HttpResponse show(Shown shown) {
        return switch (read(shown)) {
            case ReadExport.Outcome.Writing(var export) ->
                show(shown, export).with("refresh", LOOK_AGAIN_AFTER_SECONDS);
            case ReadExport.Outcome.Ready(var export, var _) -> show(shown, export);
            case ReadExport.Outcome.Gone _ -> gone(shown);
            case ReadExport.Outcome.Refused(var why) -> shown.refused(why, path(shown.request()));
        };
    }

    /// The link is made when somebody wants the file, since it lives no longer than a minute.
    private HttpResponse take(Shown.Form form) {
        if (!form.field("act").equals("download")) {
            return form.unknown();
        }
        var shown = form.shown();
        return switch (read(shown)) {
            case ReadExport.Outcome.Ready(var _, var link) -> HttpResponse.seeOther(link.toString());
            case ReadExport.Outcome.Writing _ -> HttpResponse.seeOther(path(shown.request()));
            case ReadExport.Outcome.Gone _ -> gone(shown);
            case ReadExport.Outcome.Refused(var why) -> shown.refused(why, path(shown.request()));
        };
    }

    private ReadExport.Outcome read(Shown shown) {
        var request = shown.request();
        return read.run(shown.visit(), OrganizationDesk.slug(request), new ExportId(request.parameter("export")));
    }

    private HttpResponse show(Shown shown, AuditExport export) {
        return desk.seat(
                shown,
                export.org(),
                OrganizationDesk.Message.NONE,
                path(shown.request()),
                (frame, head) -> shown.page(200, new AuditExportPage(frame, head, export)));
    }

    private static HttpResponse gone(Shown shown) {
        var problem = ExportApi.gone();
        return shown.problem(problem.status(), problem.title(), problem.detail());
    }

    /// A path of ours, and nothing of what the request has in it but the ids.
    private static String path(HttpRequest request) {
        return "/console/organizations/" + OrganizationDesk.slug(request) + "/audit/exports/"
                + new ExportId(request.parameter("export"));
    }
}
