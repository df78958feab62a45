package dev.slipway.functions.auditquery;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.web.AuditPage;
import dev.slipway.adapters.web.Field;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditExport.Format;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.audit.ListAuditEvents;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.audit.RequestExport;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An organization's audit log, `/console/organizations/{org}/audit`.
final class AuditConsole {

    private final ListAuditEvents list;
    private final RequestExport export;
    private final OrganizationDesk desk;

    AuditConsole(ListAuditEvents list, RequestExport export, OrganizationDesk desk) {
        this.list = list;
        this.export = export;
        this.desk = desk;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.audit");
        return Shown.answer(request, visit, this::show, this::take);
    }

    private HttpResponse take(Shown.Form form) {
        if (!form.field("act").equals("export")) {
            return form.unknown();
        }
        var org = OrganizationDesk.slug(form.shown().request());
        var query = Asked.query(
                name -> Optional.of(form.field(name)), org, form.visit().at());
        return switch (export.run(form.visit(), query, Format.named(form.field("format")))) {
            case RequestExport.Outcome.Requested(var begun) ->
                HttpResponse.seeOther(path(org) + "/exports/" + begun.id());
            case RequestExport.Outcome.TooMany(var wait) ->
                form.shown().problem(429, "Too many files", "So many were asked for of late. " + Shown.waiting(wait));
            case RequestExport.Outcome.Refused(var why) -> form.shown().refused(why, path(org));
        };
    }

    /// What can't be asked is said above the form.
    private HttpResponse show(Shown shown) {
        var org = OrganizationDesk.slug(shown.request());
        try {
            var asked = Asked.of(shown.request(), org, shown.visit().at());
            var slice = asked.paging().slice(shown.request());
            return switch (list.run(shown.visit(), asked.query(), slice)) {
                case ListAuditEvents.Outcome.Listed(var page) ->
                    show(shown, org, page, asked.paging().next(page), OrganizationDesk.Message.NONE);
                case ListAuditEvents.Outcome.Refused(var why) -> shown.refused(why, path(org));
            };
        } catch (Malformed e) {
            return show(
                    shown,
                    org,
                    new Page<>(List.of(), Optional.empty()),
                    Optional.empty(),
                    OrganizationDesk.Message.problem(400, e.sentence()));
        }
    }

    private HttpResponse show(
            Shown shown,
            OrgSlug org,
            Page<RecordedEvent> page,
            Optional<String> cursor,
            OrganizationDesk.Message message) {
        var request = shown.request();
        return desk.seat(
                shown,
                org,
                message,
                path(org),
                (frame, head) -> shown.page(
                        message.status(),
                        new AuditPage(
                                frame,
                                head,
                                filters(request),
                                AuditAction.NAMES.stream().sorted().toList(),
                                page.items().stream().map(AuditPage.Event::of).toList(),
                                cursor.map(next -> query(request, next)))));
    }

    private static String path(OrgSlug org) {
        return "/console/organizations/" + org + "/audit";
    }

    private static AuditPage.Filters filters(HttpRequest request) {
        return new AuditPage.Filters(
                field(request, "from"),
                field(request, "to"),
                request.query("action").orElse(""),
                field(request, "actor"),
                field(request, "target"),
                Stream.of(Include.values())
                        .filter(one -> request.query("include")
                                .filter(one.wireName()::equals)
                                .isPresent())
                        .findFirst()
                        .orElse(Include.CHANGES),
                request.query("order").filter("asc"::equals).isPresent() ? Order.ASCENDING : Order.DESCENDING);
    }

    private static Field field(HttpRequest request, String name) {
        return Field.of(request.query(name).orElse(""));
    }

    /// The same question once more, from where the answer ended.
    private static String query(HttpRequest request, String cursor) {
        return Stream.concat(
                        Asked.PARAMETERS.stream()
                                .flatMap(
                                        name -> request.query(name).map(value -> name + "=" + encoded(value)).stream()),
                        Stream.of("cursor=" + encoded(cursor)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
