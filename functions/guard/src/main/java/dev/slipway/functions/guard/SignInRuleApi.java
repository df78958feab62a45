package dev.slipway.functions.guard;

import dev.slipway.access.Means;
import dev.slipway.access.SignInRule;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.WaysIn;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ChangeSignInRule;
import dev.slipway.org.ReadDoor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How members must have signed in, `/api/v1/orgs/{org}/sign-in-rule`.
final class SignInRuleApi {

    private final ReadDoor read;
    private final ChangeSignInRule change;
    private final WaysIn waysIn;
    private final Ways ways;

    SignInRuleApi(ReadDoor read, ChangeSignInRule change, WaysIn waysIn) {
        this.read = read;
        this.change = change;
        this.waysIn = waysIn;
        this.ways = new Ways(waysIn);
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request, visit, org);
            case "PUT" -> change(request, visit, org);
            case "DELETE" -> lift(request, visit, org);
            default -> Problem.methodNotAllowed("GET, PUT, DELETE").answer(request);
        };
    }

    private HttpResponse show(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("sign-in-rule.show");
        return switch (read.run(visit, org)) {
            case ReadDoor.Outcome.Shown(var door, var breakGlass, var _, var you) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.texts(
                                        "means",
                                        texts(door.signIn()
                                                .map(SignInRule::means)
                                                .orElseGet(Set::of)))
                                .text("breakGlass", breakGlass.map(Handle::value))
                                .texts(
                                        "offered",
                                        waysIn.offers().stream()
                                                .map(offer -> offer.means().value())
                                                .toList())
                                .text("yourMeans", you.means().value())));
            case ReadDoor.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse change(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("sign-in-rule.change");
        var body = JsonBody.of(request, "means", "breakGlass", "dryRun");
        var wish = new ChangeSignInRule.Wish(
                ways.named(body.findTexts("means").orElse(List.of())), new Handle(body.text("breakGlass")));
        var outcome =
                body.findFlag("dryRun").orElse(false) ? change.preview(visit, org, wish) : change.run(visit, org, wish);
        return answer(request, org, outcome, Optional.of(wish));
    }

    private HttpResponse lift(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("sign-in-rule.lift");
        return answer(request, org, change.lift(visit, org), Optional.empty());
    }

    private HttpResponse answer(
            HttpRequest request, OrgSlug org, ChangeSignInRule.Outcome outcome, Optional<ChangeSignInRule.Wish> wish) {
        return switch (outcome) {
            case ChangeSignInRule.Outcome.Changed _ ->
                wish.map(one -> HttpResponse.json(200, JsonText.of(json -> write(json.flag("dryRun", false), one))))
                        .orElseGet(() -> HttpResponse.empty(204));
            case ChangeSignInRule.Outcome.Previewed(var letsYouIn, var cutOff, var signInAgain) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> write(json.flag("dryRun", true), wish.orElseThrow())
                                .flag("letsYouIn", letsYouIn)
                                .objects(
                                        "cutOff",
                                        cutOff,
                                        (each, member) -> each.text(
                                                        "handle",
                                                        member.person().handle().value())
                                                .text("role", member.role().wireName()))
                                .number("signInAgain", signInAgain)));
            case ChangeSignInRule.Outcome.LocksYouOut(var means) ->
                GuardProblems.ruleLocksYouOut(means).answer(request);
            case ChangeSignInRule.Outcome.NoOwner(var handle) ->
                GuardProblems.noOwner(handle, org).answer(request);
            case ChangeSignInRule.Outcome.Busy _ -> GuardProblems.busy().answer(request);
            case ChangeSignInRule.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private static JsonText write(JsonText json, ChangeSignInRule.Wish wish) {
        return json.texts("means", texts(wish.ways().keySet()))
                .text("breakGlass", wish.breakGlass().value());
    }

    private static List<String> texts(Collection<Means> means) {
        return means.stream().map(Means::value).sorted().toList();
    }
}
