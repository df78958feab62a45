package dev.slipway.functions.billing;

import dev.slipway.adapters.lambda.BillingPlace;
import dev.slipway.adapters.lambda.BillingProblems;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.web.BillingPage;
import dev.slipway.adapters.web.BillingPage.Preview;
import dev.slipway.adapters.web.BillingPage.Wait;
import dev.slipway.audit.Visit;
import dev.slipway.billing.ChangeSeats;
import dev.slipway.billing.EndSubscription;
import dev.slipway.billing.ForgetChange;
import dev.slipway.billing.OpenPortal;
import dev.slipway.billing.Payments;
import dev.slipway.billing.ReadBilling;
import dev.slipway.billing.StartCheckout;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.BiFunction;

/// What an organization pays for, `/console/organizations/{org}/billing`.
final class BillingConsole {

    /// A minute, with the pauses between.
    private static final int LOOKS = 20;

    private static final int PAUSE_SECONDS = 3;

    private final BillingCases cases;
    private final OrganizationDesk desk;

    BillingConsole(BillingCases cases, OrganizationDesk desk) {
        this.cases = cases;
        this.desk = desk;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.billing");
        return Shown.answer(request, visit, this::look, form -> {
            var view = BillingView.of(OrganizationDesk.slug(request));
            try {
                return switch (form.field("act")) {
                    case "subscribe" -> subscribe(form, view);
                    case "preview-seats" -> seats(form, view, true);
                    case "seats" -> seats(form, view, false);
                    case "forget" -> forget(form, view);
                    case "cancel" -> end(form, view, cases.end()::cancel);
                    case "resume" -> end(form, view, cases.end()::resume);
                    case "portal" -> portal(form, view);
                    default -> form.unknown();
                };
            } catch (Payments.Unreachable _) {
                return show(form.shown(), view.with(BillingProblems.unreachable()));
            }
        });
    }

    /// Somebody who comes back from a checkout waits until Stripe says that it was paid. That they come back proves
    /// nothing, and neither does what the address says.
    private HttpResponse look(Shown shown) {
        var org = OrganizationDesk.slug(shown.request());
        var view = BillingView.of(org);
        if (shown.request().query("checkout").isEmpty()) {
            return show(shown, view);
        }
        var looked = shown.request().number("looked", 0);
        return switch (anew(shown.visit(), org)) {
            case ReadBilling.Outcome.Refused(var why) -> shown.refused(why, view.path());
            case ReadBilling.Outcome.Shown found
            when found.billed().live().isPresent() -> HttpResponse.seeOther(view.path());
            // Nobody was ever led to a checkout, whatever the address says.
            case ReadBilling.Outcome.Shown found when found.billed().account().isEmpty() -> show(shown, view);
            case ReadBilling.Outcome.Shown _ when looked >= LOOKS -> show(shown, view.waiting(Wait.GIVEN_UP));
            case ReadBilling.Outcome.Shown _ -> {
                var again = view.path() + "?checkout=again&looked=" + Math.max(0, looked + 1);
                yield show(shown, view.waiting(Wait.LOOKS_AGAIN)).with("refresh", PAUSE_SECONDS + ";url=" + again);
            }
        };
    }

    private ReadBilling.Outcome anew(Visit visit, OrgSlug org) {
        try {
            return cases.read().anew(visit, org);
        } catch (Payments.Unreachable _) {
            return cases.read().run(visit, org);
        }
    }

    private HttpResponse subscribe(Shown.Form form, BillingView view) {
        form.shown().request().notes().action("console.billing.subscribe");
        var typed = view.wanting(form.field("seats"));
        long seats;
        try {
            seats = number(form.field("seats"));
        } catch (Malformed e) {
            return show(form.shown(), typed.wrong(400, e.sentence()));
        }
        var back = new BillingPlace(form.visit().registry(), view.org()).url();
        return switch (cases.checkout().run(form.visit(), view.org(), seats, back)) {
            case StartCheckout.Outcome.Opened(var checkout) ->
                HttpResponse.seeOther(checkout.url().toString());
            case StartCheckout.Outcome.AlreadySubscribed _ -> HttpResponse.seeOther(view.path());
            case StartCheckout.Outcome.FewerThanTaken(var taken) -> {
                var problem = BillingRefusals.fewerThanTaken(view.org(), taken);
                yield show(form.shown(), typed.wrong(problem.status(), problem.detail()));
            }
            case StartCheckout.Outcome.PersonalOrganization _ ->
                show(form.shown(), view.with(BillingRefusals.personal(view.org())));
            case StartCheckout.Outcome.Busy _ -> show(form.shown(), typed.with(BillingProblems.busy()));
            case StartCheckout.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse seats(Shown.Form form, BillingView view, boolean preview) {
        form.shown().request().notes().action("console.billing.seats." + (preview ? "preview" : "change"));
        var typed = view.wanting(form.field("seats"));
        long seats;
        try {
            seats = number(form.field("seats"));
        } catch (Malformed e) {
            return show(form.shown(), typed.wrong(400, e.sentence()));
        }
        var outcome = preview
                ? cases.seats().preview(form.visit(), view.org(), seats)
                : cases.seats().run(form.visit(), view.org(), new ChangeSeats.Wish(seats, pricedAt(form)));
        return switch (outcome) {
            case ChangeSeats.Outcome.Changed _, ChangeSeats.Outcome.AwaitsPayment _ ->
                HttpResponse.seeOther(view.path());
            case ChangeSeats.Outcome.Priced(var quote) -> show(form.shown(), typed.preview(new Preview(seats, quote)));
            case ChangeSeats.Outcome.FewerThanTaken _ -> {
                var problem = BillingApi.problem(view.org(), outcome);
                yield show(form.shown(), typed.wrong(problem.status(), problem.detail()));
            }
            case ChangeSeats.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
            case ChangeSeats.Outcome other -> show(form.shown(), typed.with(BillingApi.problem(view.org(), other)));
        };
    }

    private static long number(String typed) {
        if (!typed.strip().matches("[0-9]{1,6}")) {
            throw new Malformed("invalid_seats", "Write a whole number, at least 1.");
        }
        return BillingRefusals.seats(Long.parseLong(typed.strip()));
    }

    /// Whoever changes what the form says gets today's price.
    private static Optional<Instant> pricedAt(Shown.Form form) {
        try {
            return Optional.of(Instant.parse(form.field("pricedAt")));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private HttpResponse forget(Shown.Form form, BillingView view) {
        form.shown().request().notes().action("console.billing.forget");
        return switch (cases.forget().run(form.visit(), view.org())) {
            case ForgetChange.Outcome.Forgotten _ -> HttpResponse.seeOther(view.path());
            case ForgetChange.Outcome.Busy _ -> show(form.shown(), view.with(BillingProblems.busy()));
            case ForgetChange.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse end(
            Shown.Form form, BillingView view, BiFunction<Visit, OrgSlug, EndSubscription.Outcome> end) {
        form.shown().request().notes().action("console.billing.end");
        return switch (end.apply(form.visit(), view.org())) {
            case EndSubscription.Outcome.Asked _ -> HttpResponse.seeOther(view.path());
            case EndSubscription.Outcome.NotSubscribed(var org) ->
                show(form.shown(), view.with(BillingRefusals.notSubscribed(org)));
            case EndSubscription.Outcome.Busy _ -> show(form.shown(), view.with(BillingProblems.busy()));
            case EndSubscription.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse portal(Shown.Form form, BillingView view) {
        form.shown().request().notes().action("console.billing.portal");
        var back = new BillingPlace(form.visit().registry(), view.org()).url();
        return switch (cases.portal().run(form.visit(), view.org(), back)) {
            case OpenPortal.Outcome.Opened(var url) -> HttpResponse.seeOther(url.toString());
            case OpenPortal.Outcome.NotSubscribed(var org) ->
                show(form.shown(), view.with(BillingRefusals.notSubscribed(org)));
            case OpenPortal.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse show(Shown shown, BillingView view) {
        return switch (cases.read().run(shown.visit(), view.org())) {
            case ReadBilling.Outcome.Refused(var why) -> shown.refused(why, view.path());
            case ReadBilling.Outcome.Shown found ->
                desk.seat(
                        shown,
                        view.org(),
                        view.message(),
                        view.path(),
                        (frame, head) -> shown.page(
                                view.message().status(),
                                view.page(
                                        frame, head, found, cases.read().invoices(found, BillingPage.MOST_INVOICES))));
        };
    }
}
