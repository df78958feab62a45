package dev.slipway.functions.machine;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.TokenProblems;
import dev.slipway.adapters.lambda.TokenText;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.ListMachineTokens;
import dev.slipway.org.MachineToken;
import dev.slipway.org.RevokeMachineToken;

/// Machine tokens by our own API, `/api/v1/orgs/{org}/tokens`.
final class MachineTokensApi {

    private final IssueMachineToken issue;
    private final RevokeMachineToken revoke;
    private final ListMachineTokens list;

    MachineTokensApi(IssueMachineToken issue, RevokeMachineToken revoke, ListMachineTokens list) {
        this.issue = issue;
        this.revoke = revoke;
        this.list = list;
    }

    HttpResponse tokens(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit, org);
            case "POST" -> issue(request, visit, org);
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("machine_tokens.list");
        var account = request.query("serviceAccount").map(ServiceAccountName::new);
        var paging =
                Paging.of("machine tokens" + account.map(name -> " of " + name).orElse(""), org);
        var slice = paging.slice(request);
        return listed(
                request,
                org,
                paging,
                account.map(name -> list.ofServiceAccount(visit, org, name, slice))
                        .orElseGet(() -> list.run(visit, org, slice)));
    }

    /// `/api/v1/orgs/{org}/members/{handle}/tokens`
    HttpResponse madeBy(HttpRequest request, Visit visit) {
        request.notes().action("machine_tokens.list_of_maker");
        var org = OrganizationDesk.slug(request);
        var handle = new Handle(request.parameter("handle"));
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                var paging = Paging.of("machine tokens made by " + handle, org);
                yield listed(request, org, paging, list.madeBy(visit, org, handle, paging.slice(request)));
            }
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    private static HttpResponse listed(
            HttpRequest request, OrgSlug org, Paging paging, ListMachineTokens.Outcome outcome) {
        return switch (outcome) {
            case ListMachineTokens.Outcome.Listed(var page) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.<MachineToken>objects("items", page.items(), MachineText::write)
                                .text("next", paging.next(page))));
            case ListMachineTokens.Outcome.NoSuchServiceAccount(var name) ->
                MachineProblems.noSuchAccount(name, org).answer(request);
            case ListMachineTokens.Outcome.NoSuchMember(var handle) ->
                MachineProblems.noSuchMember(handle, org).answer(request);
            case ListMachineTokens.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse issue(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("machine_token.create");
        var body = JsonBody.of(request, "name", "scopes", "expires", "networks", "packages", "serviceAccount");
        var wish = TokenText.read(body);
        var outcome = body.findText("serviceAccount")
                .map(ServiceAccountName::new)
                .map(account -> issue.toServiceAccount(visit, org, account, wish))
                .orElseGet(() -> issue.toOrganization(visit, org, wish));
        return switch (outcome) {
            case IssueMachineToken.Outcome.Issued(var token, var credential) ->
                HttpResponse.json(201, JsonText.of(json -> {
                            json.text("token", token.secret());
                            MachineText.write(json, MachineToken.of(token.hash(), credential));
                        }))
                        .with("cache-control", "no-store");
            case IssueMachineToken.Outcome.NotGranted(var why) ->
                TokenProblems.of(why).answer(request);
            case IssueMachineToken.Outcome.BeyondItsMaker _ ->
                MachineProblems.beyondItsMaker().answer(request);
            case IssueMachineToken.Outcome.NoSuchServiceAccount(var name) ->
                MachineProblems.noSuchAccount(name, org).answer(request);
            case IssueMachineToken.Outcome.TooMany(var most) ->
                MachineProblems.tooManyTokens(most, org).answer(request);
            case IssueMachineToken.Outcome.Busy _ -> TokenProblems.busy().answer(request);
            case IssueMachineToken.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse token(HttpRequest request, Visit visit) {
        request.notes().action("machine_token.revoke");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "DELETE" ->
                switch (revoke.run(visit, org, new TokenId(request.parameter("token")))) {
                    case RevokeMachineToken.Outcome.Revoked _ -> HttpResponse.empty(204);
                    case RevokeMachineToken.Outcome.AlreadyRevoked _, RevokeMachineToken.Outcome.NoSuchToken _ ->
                        MachineProblems.noSuchToken(org).answer(request);
                    case RevokeMachineToken.Outcome.Busy _ ->
                        TokenProblems.busy().answer(request);
                    case RevokeMachineToken.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("DELETE").answer(request);
        };
    }
}
