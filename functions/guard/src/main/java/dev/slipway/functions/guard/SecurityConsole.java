package dev.slipway.functions.guard;

import dev.slipway.access.Means;
import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.console.WaysIn;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.org.AllowList;
import dev.slipway.org.ChangeAllowList;
import dev.slipway.org.ChangeSignInRule;
import dev.slipway.org.DistrustIssuer;
import dev.slipway.org.ReadDoor;
import dev.slipway.org.TrustIssuer;
import java.util.List;
import java.util.Map;

/// Whom an organization lets in, `/console/organizations/{org}/security`.
final class SecurityConsole {

    private final ReadDoor read;
    private final ChangeAllowList changeList;
    private final ChangeSignInRule changeRule;
    private final TrustIssuer trust;
    private final DistrustIssuer distrust;
    private final WaysIn waysIn;
    private final Ways ways;
    private final OrganizationDesk desk;

    SecurityConsole(
            ReadDoor read,
            ChangeAllowList changeList,
            ChangeSignInRule changeRule,
            TrustIssuer trust,
            DistrustIssuer distrust,
            WaysIn waysIn,
            OrganizationDesk desk) {
        this.read = read;
        this.changeList = changeList;
        this.changeRule = changeRule;
        this.trust = trust;
        this.distrust = distrust;
        this.waysIn = waysIn;
        this.ways = new Ways(waysIn);
        this.desk = desk;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.security");
        return Shown.answer(
                request, visit, shown -> show(shown, SecurityView.of(OrganizationDesk.slug(request))), form -> {
                    var view = SecurityView.of(OrganizationDesk.slug(request));
                    return switch (form.field("act")) {
                        case "preview-list" -> list(form, view, true);
                        case "list" -> list(form, view, false);
                        case "preview-rule" -> rule(form, view, true);
                        case "rule" -> rule(form, view, false);
                        case "lift-rule" -> rule(form, view, changeRule.lift(form.visit(), view.org()));
                        case "trust" -> trust(form, view);
                        case "distrust" -> distrust(form, view);
                        default -> form.unknown();
                    };
                });
    }

    private HttpResponse list(Shown.Form form, SecurityView view, boolean preview) {
        form.shown().request().notes().action("console.allow-list." + (preview ? "preview" : "change"));
        var typed = form.field("networks");
        AllowList list;
        try {
            list = AllowList.of(typed.lines().filter(line -> !line.isBlank()).toList());
        } catch (Malformed e) {
            return show(form.shown(), view.networks(typed, 400, e.sentence()));
        }
        var outcome = preview
                ? changeList.preview(form.visit(), view.org(), list)
                : changeList.run(form.visit(), view.org(), list);
        return switch (outcome) {
            case ChangeAllowList.Outcome.Changed(var changed) ->
                changed.changed().isEmpty()
                        ? HttpResponse.seeOther(view.path())
                        : show(form.shown(), view.saved(changed));
            case ChangeAllowList.Outcome.Previewed previewed -> show(form.shown(), view.preview(typed, previewed));
            case ChangeAllowList.Outcome.LocksYouOut(var _, var address) -> {
                var problem = GuardProblems.listLocksYouOut(address);
                yield show(form.shown(), view.networks(typed, problem.status(), problem.detail()));
            }
            case ChangeAllowList.Outcome.Busy _ -> show(form.shown(), view.with(GuardProblems.busy()));
            case ChangeAllowList.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse rule(Shown.Form form, SecurityView view, boolean preview) {
        form.shown().request().notes().action("console.sign-in-rule." + (preview ? "preview" : "change"));
        var typed = view.rule(chosen(form), form.field("breakGlass").strip());
        Map<Means, String> named;
        try {
            named = ways.named(typed.chosen().orElseThrow());
        } catch (Malformed e) {
            return show(form.shown(), typed.with(Problem.of(e)));
        }
        Handle handle;
        try {
            handle = new Handle(form.field("breakGlass").strip());
        } catch (Malformed _) {
            return show(form.shown(), typed.breakGlass("Write the handle of an owner."));
        }
        var wish = new ChangeSignInRule.Wish(named, handle);
        return rule(
                form,
                typed,
                preview
                        ? changeRule.preview(form.visit(), view.org(), wish)
                        : changeRule.run(form.visit(), view.org(), wish));
    }

    private HttpResponse rule(Shown.Form form, SecurityView view, ChangeSignInRule.Outcome outcome) {
        return switch (outcome) {
            case ChangeSignInRule.Outcome.Changed _ -> HttpResponse.seeOther(view.path());
            case ChangeSignInRule.Outcome.Previewed previewed -> show(form.shown(), view.preview(previewed));
            case ChangeSignInRule.Outcome.LocksYouOut(var means) ->
                show(form.shown(), view.with(GuardProblems.ruleLocksYouOut(means)));
            case ChangeSignInRule.Outcome.NoOwner(var handle) ->
                show(
                        form.shown(),
                        view.breakGlass(
                                GuardProblems.noOwner(handle, view.org()).detail()));
            case ChangeSignInRule.Outcome.Busy _ -> show(form.shown(), view.with(GuardProblems.busy()));
            case ChangeSignInRule.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private List<String> chosen(Shown.Form form) {
        return waysIn.offers().stream()
                .map(offer -> offer.name().value())
                .filter(name -> form.ticked(SecurityView.FIELD + name))
                .toList();
    }

    private HttpResponse trust(Shown.Form form, SecurityView view) {
        form.shown().request().notes().action("console.trusted-issuer.trust");
        TrustIssuer.Wish wish;
        try {
            wish = new TrustIssuer.Wish(ways.named(form.field("issuer")).means(), Role.named(form.field("role")));
        } catch (Malformed e) {
            return show(form.shown(), view.with(Problem.of(e)));
        }
        return switch (trust.run(form.visit(), view.org(), wish)) {
            case TrustIssuer.Outcome.Trusted _ -> HttpResponse.seeOther(view.path());
            case TrustIssuer.Outcome.OpenToAnybody(var issuer) ->
                show(form.shown(), view.with(GuardProblems.openToAnybody(issuer)));
            case TrustIssuer.Outcome.AboveOneself(var role) ->
                show(form.shown(), view.with(GuardProblems.aboveOneself(role)));
            case TrustIssuer.Outcome.PersonalOrganization(var org) ->
                show(form.shown(), view.with(GuardProblems.personal(org)));
            case TrustIssuer.Outcome.Busy _ -> show(form.shown(), view.with(GuardProblems.busy()));
            case TrustIssuer.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse distrust(Shown.Form form, SecurityView view) {
        form.shown().request().notes().action("console.trusted-issuer.distrust");
        return switch (distrust.run(form.visit(), view.org(), Ways.issuer(form.field("issuer")))) {
            case DistrustIssuer.Outcome.Distrusted _ -> HttpResponse.seeOther(view.path());
            case DistrustIssuer.Outcome.NotTrusted(var issuer) ->
                show(form.shown(), view.with(GuardProblems.notTrusted(issuer.shownName(), view.org())));
            case DistrustIssuer.Outcome.Busy _ -> show(form.shown(), view.with(GuardProblems.busy()));
            case DistrustIssuer.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse show(Shown shown, SecurityView view) {
        return switch (read.run(shown.visit(), view.org())) {
            case ReadDoor.Outcome.Refused(var why) -> shown.refused(why, view.path());
            case ReadDoor.Outcome.Shown door ->
                desk.seat(
                        shown,
                        view.org(),
                        view.message(),
                        view.path(),
                        (frame, head) -> shown.page(view.message().status(), view.page(frame, head, door, waysIn)));
        };
    }
}
