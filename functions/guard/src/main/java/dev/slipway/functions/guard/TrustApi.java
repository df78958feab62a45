package dev.slipway.functions.guard;

import dev.slipway.access.Means;
import dev.slipway.access.Role;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.WaysIn;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.DistrustIssuer;
import dev.slipway.org.ReadDoor;
import dev.slipway.org.Trust;
import dev.slipway.org.TrustIssuer;

/// Which issuers make members, `/api/v1/orgs/{org}/trusted-issuers`.
final class TrustApi {

    private final ReadDoor read;
    private final TrustIssuer trust;
    private final DistrustIssuer distrust;
    private final WaysIn waysIn;
    private final Ways ways;

    TrustApi(ReadDoor read, TrustIssuer trust, DistrustIssuer distrust, WaysIn waysIn) {
        this.read = read;
        this.trust = trust;
        this.distrust = distrust;
        this.waysIn = waysIn;
        this.ways = new Ways(waysIn);
    }

    HttpResponse list(HttpRequest request, Visit visit) {
        request.notes().action("trusted-issuers.list");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" ->
                switch (read.run(visit, org)) {
                    case ReadDoor.Outcome.Shown(var _, var _, var trusts, var _) ->
                        HttpResponse.json(200, JsonText.of(json -> json.objects("items", trusts, this::write)));
                    case ReadDoor.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "PUT" -> trust(request, visit, org);
            case "DELETE" -> distrust(request, visit, org);
            default -> Problem.methodNotAllowed("PUT, DELETE").answer(request);
        };
    }

    private HttpResponse trust(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("trusted-issuer.trust");
        var issuer = ways.named(request.parameter("issuer")).means();
        var role = Role.named(JsonBody.of(request, "role").text("role"));
        return switch (trust.run(visit, org, new TrustIssuer.Wish(issuer, role))) {
            case TrustIssuer.Outcome.Trusted(var trusted) ->
                HttpResponse.json(200, JsonText.of(json -> write(json, trusted)));
            case TrustIssuer.Outcome.OpenToAnybody(var open) ->
                GuardProblems.openToAnybody(open).answer(request);
            case TrustIssuer.Outcome.AboveOneself(var above) ->
                GuardProblems.aboveOneself(above).answer(request);
            case TrustIssuer.Outcome.PersonalOrganization _ ->
                GuardProblems.personal(org).answer(request);
            case TrustIssuer.Outcome.Busy _ -> GuardProblems.busy().answer(request);
            case TrustIssuer.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse distrust(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("trusted-issuer.distrust");
        var name = request.parameter("issuer");
        return switch (read.run(visit, org)) {
            case ReadDoor.Outcome.Refused(var why) -> Problem.of(why).answer(request);
            case ReadDoor.Outcome.Shown(var _, var _, var trusts, var _) ->
                trusts.stream()
                        .filter(one -> id(one).equals(name))
                        .findFirst()
                        .map(one -> distrust(request, visit, org, one.issuer()))
                        .orElseGet(() -> GuardProblems.notTrusted(name, org).answer(request));
        };
    }

    private HttpResponse distrust(HttpRequest request, Visit visit, OrgSlug org, Means issuer) {
        return switch (distrust.run(visit, org, issuer)) {
            case DistrustIssuer.Outcome.Distrusted _ -> HttpResponse.empty(204);
            case DistrustIssuer.Outcome.NotTrusted _ ->
                GuardProblems.notTrusted(issuer.shownName(), org).answer(request);
            case DistrustIssuer.Outcome.Busy _ -> GuardProblems.busy().answer(request);
            case DistrustIssuer.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// What paths call it: an issuer's URL has slashes, and gateways don't agree on what becomes of these.
    private String id(Trust trust) {
        return waysIn.find(trust.issuer())
                .map(offer -> offer.name().value())
                .orElseGet(() -> TokenHash.of(trust.issuer().value()).value());
    }

    private void write(JsonText json, Trust trust) {
        json.text("id", id(trust))
                .text("issuer", trust.issuer().value())
                .text("role", trust.role().wireName())
                .instant("since", trust.since());
    }
}
