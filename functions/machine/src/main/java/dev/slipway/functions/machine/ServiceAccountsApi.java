package dev.slipway.functions.machine;

import dev.slipway.access.ServiceAccountName;
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
import dev.slipway.org.CreateServiceAccount;
import dev.slipway.org.DeleteServiceAccount;
import dev.slipway.org.ListServiceAccounts;
import dev.slipway.org.ShowServiceAccount;
import dev.slipway.org.TeamedAccount;
import java.util.List;

/// Service accounts by our own API, `/api/v1/orgs/{org}/service-accounts`.
final class ServiceAccountsApi {

    private final CreateServiceAccount create;
    private final DeleteServiceAccount delete;
    private final ListServiceAccounts list;
    private final ShowServiceAccount show;

    ServiceAccountsApi(
            CreateServiceAccount create,
            DeleteServiceAccount delete,
            ListServiceAccounts list,
            ShowServiceAccount show) {
        this.create = create;
        this.delete = delete;
        this.list = list;
        this.show = show;
    }

    HttpResponse accounts(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit, org);
            case "POST" -> create(request, visit, org);
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("service_accounts.list");
        var paging = Paging.of("service accounts", org);
        return switch (list.run(visit, org, paging.slice(request))) {
            case ListServiceAccounts.Outcome.Listed(var page) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.<TeamedAccount>objects("items", page.items(), MachineText::write)
                                .text("next", paging.next(page))));
            case ListServiceAccounts.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse create(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("service_account.create");
        var name = new ServiceAccountName(JsonBody.of(request, "name").text("name"));
        return switch (create.run(visit, org, name)) {
            case CreateServiceAccount.Outcome.Created(var account) ->
                HttpResponse.json(
                                201,
                                JsonText.of(json -> MachineText.write(json, new TeamedAccount(account, List.of()))))
                        .with(
                                "location",
                                visit.registry() + "/api/v1/orgs/" + org + "/service-accounts/"
                                        + account.who().name());
            case CreateServiceAccount.Outcome.NameTaken _ ->
                MachineProblems.nameTaken(name, org).answer(request);
            case CreateServiceAccount.Outcome.TooMany(var most) ->
                MachineProblems.tooManyAccounts(most, org).answer(request);
            case CreateServiceAccount.Outcome.Busy _ -> TokenProblems.busy().answer(request);
            case CreateServiceAccount.Outcome.Refused(var why) ->
                Problem.of(why).answer(request);
        };
    }

    HttpResponse account(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request, visit, org);
            case "DELETE" -> delete(request, visit, org);
            default -> Problem.methodNotAllowed("GET, DELETE").answer(request);
        };
    }

    private HttpResponse show(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("service_account.show");
        var name = new ServiceAccountName(request.parameter("name"));
        return switch (show.run(visit, org, name)) {
            case ShowServiceAccount.Outcome.Shown(var account) ->
                HttpResponse.json(200, JsonText.of(json -> MachineText.write(json, account)));
            case ShowServiceAccount.Outcome.NoSuchServiceAccount _ ->
                MachineProblems.noSuchAccount(name, org).answer(request);
            case ShowServiceAccount.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse delete(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("service_account.delete");
        var name = new ServiceAccountName(request.parameter("name"));
        return switch (delete.run(visit, org, name)) {
            case DeleteServiceAccount.Outcome.Deleted _ -> HttpResponse.empty(204);
            case DeleteServiceAccount.Outcome.NoSuchServiceAccount _ ->
                MachineProblems.noSuchAccount(name, org).answer(request);
            case DeleteServiceAccount.Outcome.Busy _ -> TokenProblems.busy().answer(request);
            case DeleteServiceAccount.Outcome.Refused(var why) ->
                Problem.of(why).answer(request);
        };
    }
}
