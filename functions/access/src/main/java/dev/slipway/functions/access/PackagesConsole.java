package dev.slipway.functions.access;

import dev.slipway.access.Permission;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.web.PackagesPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.packages.ListPackages;
import dev.slipway.packages.SearchQuery;
import java.util.Optional;

/// The packages of an organization, `/console/organizations/{org}/packages`.
final class PackagesConsole {

    private static final int MOST_FOUND = 100;

    private final Access access;
    private final OrganizationDesk desk;

    PackagesConsole(Access access, OrganizationDesk desk) {
        this.access = access;
        this.desk = desk;
    }

    /// Shows a page about an organization to a member who is signed in.
    HttpResponse seat(Shown shown, OrgSlug org, String path, OrganizationDesk.ForViewer page) {
        return desk.seat(shown, org, OrganizationDesk.Message.NONE, path, page);
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.packages");
        return Shown.answer(request, visit, shown -> show(shown, PackagesApi.org(request)), Shown.Form::unknown);
    }

    private HttpResponse show(Shown shown, OrgSlug org) {
        var paging = Paging.of("packages page", org);
        var query = shown.request().query("q").orElse("").strip();
        var listed = query.isEmpty()
                ? access.list().ofOrganization(shown.visit(), org, paging.slice(shown.request()))
                : access.list().search(shown.visit(), org, SearchQuery.of(query, MOST_FOUND, 0));
        return switch (listed) {
            case ListPackages.Outcome.Refused(var why) -> shown.refused(why, path(org));
            case ListPackages.Outcome.NoSuchTeam _ -> throw new IllegalStateException("no team was asked for");
            case ListPackages.Outcome.Listed(var page) ->
                seat(
                        shown,
                        org,
                        path(org),
                        (frame, head) -> shown.page(
                                200,
                                new PackagesPage(
                                        frame,
                                        head,
                                        query,
                                        page.items().stream()
                                                .map(PackagesConsole::row)
                                                .toList(),
                                        head.may().contains(Permission.CREATE_PACKAGES),
                                        shown.visit().registry(),
                                        query.isEmpty() ? paging.next(page) : Optional.empty())));
        };
    }

    private static PackagesPage.Row row(ListPackages.Item item) {
        var listing = item.listing();
        return new PackagesPage.Row(
                listing.name().local(),
                listing.access().visibility(),
                listing.summary().version(),
                listing.summary().description(),
                listing.modifiedAt(),
                item.role());
    }

    static String path(OrgSlug org) {
        return "/console/organizations/" + org + "/packages";
    }
}
