package dev.slipway.functions.guard;

import dev.slipway.access.Principal;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AllowList;
import dev.slipway.org.ChangeAllowList;
import dev.slipway.org.ReadDoor;
import dev.slipway.org.Seen;
import java.util.Collection;
import java.util.List;

/// From where requests may come, `/api/v1/orgs/{org}/allow-list`.
final class AllowListApi {

    private final ReadDoor read;
    private final ChangeAllowList change;

    AllowListApi(ReadDoor read, ChangeAllowList change) {
        this.read = read;
        this.change = change;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request, visit, org);
            case "PUT" -> change(request, visit, org);
            default -> Problem.methodNotAllowed("GET, PUT").answer(request);
        };
    }

    private HttpResponse show(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("allow-list.show");
        return switch (read.run(visit, org)) {
            case ReadDoor.Outcome.Shown(var door, var _, var _, var you) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json ->
                                json.texts("networks", texts(door.networks())).text("yourAddress", you.address())));
            case ReadDoor.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse change(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("allow-list.change");
        var body = JsonBody.of(request, "networks", "dryRun");
        var list = AllowList.of(body.findTexts("networks")
                .orElseThrow(() -> new Malformed("missing_field", "The field \"networks\" is missing.")));
        var outcome =
                body.findFlag("dryRun").orElse(false) ? change.preview(visit, org, list) : change.run(visit, org, list);
        return switch (outcome) {
            case ChangeAllowList.Outcome.Changed(var changed) ->
                HttpResponse.json(200, JsonText.of(json -> write(json.flag("dryRun", false), changed)));
            case ChangeAllowList.Outcome.Previewed(var changed, var address, var letsYouIn, var shutOut) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> write(json.flag("dryRun", true), changed)
                                .text("yourAddress", address)
                                .flag("letsYouIn", letsYouIn)
                                .objects("shutOut", shutOut, AllowListApi::write)));
            case ChangeAllowList.Outcome.LocksYouOut(var _, var address) ->
                GuardProblems.listLocksYouOut(address).answer(request);
            case ChangeAllowList.Outcome.Busy _ -> GuardProblems.busy().answer(request);
            case ChangeAllowList.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private static JsonText write(JsonText json, AllowList list) {
        return json.texts("networks", texts(list.networks()))
                .objects(
                        "notes",
                        list.changed(),
                        (note, line) -> note.text("written", line.written())
                                .text("range", line.range().value())
                                .text("leftOutFor", line.within().map(Cidr::value)));
    }

    private static void write(JsonText json, Seen seen) {
        json.text("who", seen.who().shownName())
                .text(
                        "kind",
                        switch (seen.who()) {
                            case Principal.Person _ -> "member";
                            case Principal.Machine _ -> "machine";
                        })
                .text("address", seen.last().address())
                .instant("seenAt", seen.last().at());
    }

    private static List<String> texts(Collection<Cidr> networks) {
        return networks.stream().map(Cidr::value).sorted().toList();
    }
}
