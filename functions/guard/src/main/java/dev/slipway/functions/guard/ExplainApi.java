package dev.slipway.functions.guard;

import dev.slipway.access.Explanation;
import dev.slipway.access.Ground;
import dev.slipway.access.Means;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ExplainPermission;
import dev.slipway.org.SubjectName;
import dev.slipway.packages.PackageName;
import java.util.Optional;

/// Why somebody may do something, or not, `/api/v1/orgs/{org}/permissions/explain`.
final class ExplainApi {

    private final ExplainPermission explain;

    ExplainApi(ExplainPermission explain) {
        this.explain = explain;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("permissions.explain");
        var org = OrganizationDesk.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> explain(request, visit, org);
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    private HttpResponse explain(HttpRequest request, Visit visit, OrgSlug org) {
        var question = question(org, request::query);
        return switch (explain.run(visit, org, question)) {
            case ExplainPermission.Outcome.Explained explained ->
                HttpResponse.json(200, JsonText.of(json -> write(json, org, question, explained)));
            case ExplainPermission.Outcome.NoSuchSubject(var name) ->
                GuardProblems.noSuchSubject(name).answer(request);
            case ExplainPermission.Outcome.NoSuchPackage(var pkg) ->
                GuardProblems.noSuchPackage(pkg).answer(request);
            case ExplainPermission.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// Where what is asked stands: in a query, or in a form.
    interface Asked {
        Optional<String> find(String name);
    }

    /// @throws Malformed for what can't be asked
    static ExplainPermission.Question question(OrgSlug org, Asked from) {
        return new ExplainPermission.Question(
                asked(from, "subject").map(SubjectName::read),
                Permission.named(asked(from, "permission").orElse("")),
                asked(from, "package").map(text -> packageOf(org, text)),
                asked(from, "address").map(ExplainApi::address));
    }

    private static Optional<String> asked(Asked from, String name) {
        return from.find(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String packageOf(OrgSlug org, String text) {
        var name = PackageName.parse(text);
        if (!name.scope().equals(org)) {
            throw new Malformed("invalid_package_name", name + " is no package of @" + org + ".");
        }
        return name.toString();
    }

    private static String address(String text) {
        if (!Cidr.isAddress(text)) {
            throw new Malformed("invalid_address", "\"" + Malformed.shown(text) + "\" is no IP address.");
        }
        return text;
    }

    private static void write(
            JsonText json,
            OrgSlug org,
            ExplainPermission.Question question,
            ExplainPermission.Outcome.Explained explained) {
        var explanation = explained.explanation();
        json.text("organization", org.value())
                .text("subject", explained.subject())
                .text("permission", question.permission().wireName())
                .text("package", question.pkg())
                .flag("allowed", explanation.allowed())
                .text("sentence", ExplanationText.sentence(org, question, explained))
                .objects("grounds", explanation.grounds(), ExplainApi::write)
                .text("code", explanation.refusal().map(why -> Problem.of(why).code()))
                .object(
                        "door",
                        door -> door.text("address", explained.address())
                                .text("means", explained.means().map(Means::value)))
                .object("remedy", remedy -> write(remedy, explanation.remedy()));
    }

    private static void write(JsonText json, Explanation.Remedy remedy) {
        json.text("role", remedy.role().wireName())
                .flag("setting", remedy.setting())
                .flag("team", remedy.team())
                .text("packageRole", remedy.inPackage().map(PackageRole::wireName));
    }

    private static void write(JsonText json, Ground ground) {
        switch (ground) {
            case Ground.OpenToAll _ -> json.text("by", "public");
            case Ground.ByRole(var role) -> json.text("by", "role").text("role", role.wireName());
            case Ground.BySetting _ -> json.text("by", "setting").text("setting", "membersCanPublish");
            case Ground.ByTeam(var team, var name) ->
                json.text("by", "team").text("team", name.value()).text("teamId", team.value());
            case Ground.ByTeamOfPackage(var team, var name, var role) ->
                json.text("by", "team_of_package")
                        .text("team", name.value())
                        .text("teamId", team.value())
                        .text("role", role.wireName());
            case Ground.ByPackage(var role) -> json.text("by", "package").text("role", role.wireName());
            case Ground.ByGrant _ -> json.text("by", "grant");
            case Ground.ByPool _ -> json.text("by", "pool");
            case Ground.ByMachine _ -> json.text("by", "machine");
        }
    }
}
