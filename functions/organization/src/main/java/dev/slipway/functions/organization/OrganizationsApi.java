package dev.slipway.functions.organization;

import dev.slipway.access.Visibility;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ChangeOrganization;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.ListOrganizations;
import dev.slipway.org.Organization;
import dev.slipway.org.RestoreOrganization;
import dev.slipway.org.ShowOrganization;

/// Organizations by our own API, `/api/v1/orgs`.
final class OrganizationsApi {

    private final FoundOrganization found;
    private final ListOrganizations list;
    private final ShowOrganization show;
    private final ChangeOrganization change;
    private final DeleteOrganization delete;
    private final RestoreOrganization restore;

    OrganizationsApi(
            FoundOrganization found,
            ListOrganizations list,
            ShowOrganization show,
            ChangeOrganization change,
            DeleteOrganization delete,
            RestoreOrganization restore) {
        this.found = found;
        this.list = list;
        this.show = show;
        this.change = change;
        this.delete = delete;
        this.restore = restore;
    }

    HttpResponse organizations(HttpRequest request, Visit visit) {
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit);
            case "POST" -> found(request, visit);
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit) {
        request.notes().action("organizations.list");
        var state = request.query("state").orElse("present");
        var which = switch (state) {
            case "present" -> ListOrganizations.Which.PRESENT;
            case "deleted" -> ListOrganizations.Which.RESTORABLE;
            default -> throw new Malformed("invalid_state", "\"state\" must be present or deleted.");
        };
        var paging = Paging.of("organizations " + state, "me");
        return switch (list.run(visit, which, paging.slice(request))) {
            case ListOrganizations.Outcome.Listed(var page) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.objects("items", page.items(), OrganizationText::write)
                                .text("next", paging.next(page))));
            case ListOrganizations.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse found(HttpRequest request, Visit visit) {
        request.notes().action("organization.create");
        var body = JsonBody.of(request, "name", "slug", "kind");
        var wish = new FoundOrganization.Wish(
                new DisplayName(body.text("name")),
                body.findText("slug").map(OrgSlug::new),
                body.findText("kind").map(Organization.Kind::named).orElse(Organization.Kind.COMPANY));
        return switch (found.run(visit, wish)) {
            case FoundOrganization.Outcome.Founded(var organization) ->
                HttpResponse.json(201, text(organization))
                        .with("location", visit.registry() + "/api/v1/orgs/" + organization.slug());
            case FoundOrganization.Outcome.SlugTaken(var slug, var free) ->
                OrganizationProblems.slugTaken(slug, free).answer(request);
            case FoundOrganization.Outcome.NoSlugFits _ ->
                OrganizationProblems.noSlugFits().answer(request);
            case FoundOrganization.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse organization(HttpRequest request, Visit visit) {
        var org = slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request, visit, org);
            case "PATCH" -> change(request, visit, org);
            case "DELETE" -> delete(request, visit, org);
            default -> Problem.methodNotAllowed("GET, PATCH, DELETE").answer(request);
        };
    }

    private HttpResponse show(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("organization.read");
        return switch (show.run(visit, org)) {
            case ShowOrganization.Outcome.Shown(var organization, var seats, var pool, var role, var _) ->
                HttpResponse.json(
                        200, JsonText.of(json -> OrganizationText.write(json, organization, seats, pool, role)));
            case ShowOrganization.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse change(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("organization.change");
        var body = JsonBody.of(
                request,
                "name",
                "description",
                "website",
                "contactEmail",
                "legalName",
                "taxId",
                "membersCanPublish",
                "firstVisibility");
        var wish = new ChangeOrganization.Wish(
                body.findText("name").map(DisplayName::new),
                body.findText("description"),
                body.findText("website"),
                body.findText("contactEmail"),
                body.findText("legalName"),
                body.findText("taxId"),
                body.findFlag("membersCanPublish"),
                body.findText("firstVisibility").map(Visibility::named));
        return switch (change.run(visit, org, wish)) {
            case ChangeOrganization.Outcome.Changed(var organization) -> HttpResponse.json(200, text(organization));
            case ChangeOrganization.Outcome.Busy _ ->
                OrganizationProblems.busy().answer(request);
            case ChangeOrganization.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// What confirms it stands in the query, since not everything between a client and us lets a body of a DELETE pass.
    private HttpResponse delete(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("organization.delete");
        return switch (delete.run(visit, org, request.query("confirm").orElse(""))) {
            case DeleteOrganization.Outcome.Deleted _ -> HttpResponse.empty(204);
            case DeleteOrganization.Outcome.NotConfirmed _ ->
                OrganizationProblems.notConfirmed(org).answer(request);
            case DeleteOrganization.Outcome.Busy _ ->
                OrganizationProblems.busy().answer(request);
            case DeleteOrganization.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse restore(HttpRequest request, Visit visit) {
        request.notes().action("organization.restore");
        var org = slug(request);
        return switch (request.method()) {
            case "POST" ->
                switch (restore.run(visit, org)) {
                    case RestoreOrganization.Outcome.Restored(var organization) ->
                        HttpResponse.json(200, text(organization));
                    case RestoreOrganization.Outcome.Restorable _ ->
                        throw new IllegalStateException("it was to be restored and not looked at");
                    case RestoreOrganization.Outcome.NotDeleted _ ->
                        OrganizationProblems.notDeleted(org).answer(request);
                    case RestoreOrganization.Outcome.Busy _ ->
                        OrganizationProblems.busy().answer(request);
                    case RestoreOrganization.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    /// The organization that the path names.
    static OrgSlug slug(HttpRequest request) {
        var org = new OrgSlug(request.parameter("org"));
        request.notes().organization(org);
        return org;
    }

    private static String text(Organization organization) {
        return JsonText.of(json -> OrganizationText.write(json, organization));
    }
}
