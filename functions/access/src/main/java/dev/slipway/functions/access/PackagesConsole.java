package dev.slipway.functions.access;

import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.adapters.web.PackagesPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ShowOrganization;
import dev.slipway.packages.ListPackages;
import dev.slipway.packages.SearchQuery;
import java.util.Optional;

/// The packages of an organization, `/console/organizations/{org}/packages`.
final class PackagesConsole {

    private static final int MOST_FOUND = 100;

    private final Access access;
    private final ShowOrganization show;
    private final WhoAmI whoAmI;

    PackagesConsole(Access access, ShowOrganization show, WhoAmI whoAmI) {
        this.access = access;
        this.show = show;
        this.whoAmI = whoAmI;
    }

    interface ForViewer {
        HttpResponse show(Chrome frame, OrganizationHead head);
    }

    /// Shows a page about an organization to a member who is signed in.
    HttpResponse seat(Shown shown, OrgSlug org, String path, ForViewer page) {
        return switch (whoAmI.run(shown.visit())) {
            case WhoAmI.Outcome.Refused(var why) -> shown.refused(why, path);
            case WhoAmI.Outcome.Known(Principal.Machine _) -> shown.refused(new Refusal.NotAPerson(), path);
            case WhoAmI.Outcome.Known(Principal.Person person) ->
                switch (show.run(shown.visit(), org)) {
                    case ShowOrganization.Outcome.Refused(var why) -> shown.refused(why, path);
                    case ShowOrganization.Outcome.Shown found -> {
                        var organization = found.organization();
                        yield page.show(
                                shown.chrome(person.handle()),
                                new OrganizationHead(
                                        organization.slug(),
                                        organization.displayName(),
                                        organization.kind(),
                                        found.role().orElseThrow(),
                                        found.may()));
                    }
                };
        };
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
