package dev.slipway.functions.billing;

import dev.slipway.adapters.lambda.BillingPlace;
import dev.slipway.adapters.lambda.BillingProblems;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.billing.ChangeSeats;
import dev.slipway.billing.EndSubscription;
import dev.slipway.billing.ForgetChange;
import dev.slipway.billing.ListInvoices;
import dev.slipway.billing.OpenPortal;
import dev.slipway.billing.ReadBilling;
import dev.slipway.billing.StartCheckout;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// What an organization pays for by our own API, `/api/v1/orgs/{org}/billing` and what is below it.
final class BillingApi {

    private final BillingCases cases;

    BillingApi(BillingCases cases) {
        this.cases = cases;
    }

    HttpResponse billing(HttpRequest request, Visit visit) {
        request.notes().action("billing.show");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" ->
                switch (cases.read().run(visit, org)) {
                    case ReadBilling.Outcome.Shown shown ->
                        HttpResponse.json(200, JsonText.of(json -> BillingText.write(json, shown, visit.at())));
                    case ReadBilling.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse checkout(HttpRequest request, Visit visit) {
        request.notes().action("billing.checkout");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "POST" -> {
                var seats = seats(JsonBody.of(request, "seats"));
                yield switch (cases.checkout().run(visit, org, seats, new BillingPlace(visit.registry(), org).url())) {
                    case StartCheckout.Outcome.Opened(var checkout) ->
                        HttpResponse.json(
                                201,
                                JsonText.of(
                                        json -> json.text("url", checkout.url().toString())
                                                .instant("until", checkout.until())));
                    case StartCheckout.Outcome.AlreadySubscribed _ ->
                        BillingRefusals.alreadySubscribed(org).answer(request);
                    case StartCheckout.Outcome.FewerThanTaken(var taken) ->
                        BillingRefusals.fewerThanTaken(org, taken).answer(request);
                    case StartCheckout.Outcome.PersonalOrganization _ ->
                        BillingRefusals.personal(org).answer(request);
                    case StartCheckout.Outcome.Busy _ -> BillingProblems.busy().answer(request);
                    case StartCheckout.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            }
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    HttpResponse seats(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "PUT" -> {
                var body = JsonBody.of(request, "seats", "pricedAt", "dryRun");
                var dryRun = body.findFlag("dryRun").orElse(false);
                request.notes().action(dryRun ? "billing.seats.preview" : "billing.seats.change");
                var seats = seats(body);
                yield answer(
                        request,
                        org,
                        dryRun
                                ? cases.seats().preview(visit, org, seats)
                                : cases.seats()
                                        .run(visit, org, new ChangeSeats.Wish(seats, body.findInstant("pricedAt"))));
            }
            default -> Problem.methodNotAllowed("PUT").answer(request);
        };
    }

    private static long seats(JsonBody body) {
        return BillingRefusals.seats(body.findNumber("seats")
                .orElseThrow(() -> new Malformed("missing_field", "The field \"seats\" is missing.")));
    }

    private static HttpResponse answer(HttpRequest request, OrgSlug org, ChangeSeats.Outcome outcome) {
        return switch (outcome) {
            case ChangeSeats.Outcome.Changed(var subscription) ->
                HttpResponse.json(200, JsonText.of(json -> {
                    json.flag("dryRun", false);
                    BillingText.write(json, subscription, Optional.empty());
                }));
            case ChangeSeats.Outcome.Priced(var quote) ->
                HttpResponse.json(200, JsonText.of(json -> {
                    json.flag("dryRun", true);
                    BillingText.write(json, quote);
                }));
            case ChangeSeats.Outcome.Refused(var why) -> Problem.of(why).answer(request);
            case ChangeSeats.Outcome other -> problem(org, other).answer(request);
        };
    }

    /// What stands against it, but for what the gatekeeper said.
    static Problem problem(OrgSlug org, ChangeSeats.Outcome outcome) {
        return switch (outcome) {
            case ChangeSeats.Outcome.AwaitsPayment(var change) -> BillingProblems.awaitsPayment(org, change.payAt());
            case ChangeSeats.Outcome.Declined(var why) -> BillingProblems.declined(org, why);
            case ChangeSeats.Outcome.FewerThanTaken(var taken) -> BillingRefusals.fewerThanTaken(org, taken);
            case ChangeSeats.Outcome.PersonalOrganization _ -> BillingRefusals.personal(org);
            case ChangeSeats.Outcome.PriceGone _ -> BillingRefusals.priceGone();
            case ChangeSeats.Outcome.PaymentOwed _ -> BillingProblems.paymentOwed(org);
            case ChangeSeats.Outcome.NotSubscribed _ -> BillingRefusals.notSubscribed(org);
            case ChangeSeats.Outcome.Busy _ -> BillingProblems.busy();
            case ChangeSeats.Outcome.Changed _, ChangeSeats.Outcome.Priced _, ChangeSeats.Outcome.Refused _ ->
                throw new IllegalStateException("nothing to say here of " + outcome);
        };
    }

    HttpResponse awaited(HttpRequest request, Visit visit) {
        request.notes().action("billing.awaited.forget");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "DELETE" ->
                switch (cases.forget().run(visit, org)) {
                    case ForgetChange.Outcome.Forgotten _ -> HttpResponse.empty(204);
                    case ForgetChange.Outcome.Busy _ -> BillingProblems.busy().answer(request);
                    case ForgetChange.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("DELETE").answer(request);
        };
    }

    HttpResponse cancellation(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "PUT" -> {
                request.notes().action("billing.cancel");
                yield answer(request, cases.end().cancel(visit, org));
            }
            case "DELETE" -> {
                request.notes().action("billing.resume");
                yield answer(request, cases.end().resume(visit, org));
            }
            default -> Problem.methodNotAllowed("PUT, DELETE").answer(request);
        };
    }

    private static HttpResponse answer(HttpRequest request, EndSubscription.Outcome outcome) {
        return switch (outcome) {
            case EndSubscription.Outcome.Asked(var subscription) ->
                HttpResponse.json(200, JsonText.of(json -> BillingText.write(json, subscription, Optional.empty())));
            case EndSubscription.Outcome.NotSubscribed(var org) ->
                BillingRefusals.notSubscribed(org).answer(request);
            case EndSubscription.Outcome.Busy _ -> BillingProblems.busy().answer(request);
            case EndSubscription.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse portal(HttpRequest request, Visit visit) {
        request.notes().action("billing.portal");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "POST" ->
                switch (cases.portal().run(visit, org, new BillingPlace(visit.registry(), org).url())) {
                    case OpenPortal.Outcome.Opened(var url) ->
                        HttpResponse.json(201, JsonText.of(json -> json.text("url", url.toString())));
                    case OpenPortal.Outcome.NotSubscribed _ ->
                        BillingRefusals.notSubscribed(org).answer(request);
                    case OpenPortal.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    HttpResponse invoices(HttpRequest request, Visit visit) {
        request.notes().action("billing.invoices");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                var paging = Paging.of("invoices", org);
                yield switch (cases.invoices().run(visit, org, paging.slice(request, 100))) {
                    case ListInvoices.Outcome.Listed(var page) ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> json.objects("items", page.items(), BillingText::write)
                                        .text("next", paging.next(page))));
                    case ListInvoices.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            }
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }
}
