package dev.slipway.functions.guard;

import dev.slipway.access.Means;
import dev.slipway.access.Permission;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.ExplainPage;
import dev.slipway.adapters.web.Field;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ExplainPermission;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Why somebody may do something, or not, `/console/organizations/{org}/explain`.
final class ExplainConsole {

    private final ExplainPermission explain;
    private final OrganizationDesk desk;

    ExplainConsole(ExplainPermission explain, OrganizationDesk desk) {
        this.explain = explain;
        this.desk = desk;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.explain");
        return Shown.answer(
                request,
                visit,
                shown -> show(
                        shown,
                        OrganizationDesk.slug(request),
                        _ -> Optional.empty(),
                        OrganizationDesk.Message.NONE,
                        Optional.empty()),
                form -> explain(
                        form.shown(),
                        OrganizationDesk.slug(request),
                        name -> Optional.ofNullable(form.fields().get(name))));
    }

    /// What can't be asked is said above the form.
    private HttpResponse explain(Shown shown, OrgSlug org, ExplainApi.Asked asked) {
        ExplainPermission.Question question;
        try {
            question = ExplainApi.question(org, asked);
        } catch (Malformed e) {
            return show(shown, org, asked, OrganizationDesk.Message.problem(400, e.sentence()), Optional.empty());
        }
        return switch (explain.run(shown.visit(), org, question)) {
            case ExplainPermission.Outcome.Explained explained ->
                show(shown, org, asked, OrganizationDesk.Message.NONE, Optional.of(answer(org, question, explained)));
            case ExplainPermission.Outcome.NoSuchSubject(var name) ->
                show(
                        shown,
                        org,
                        asked,
                        OrganizationDesk.Message.of(GuardProblems.noSuchSubject(name)),
                        Optional.empty());
            case ExplainPermission.Outcome.NoSuchPackage(var pkg) ->
                show(
                        shown,
                        org,
                        asked,
                        OrganizationDesk.Message.of(GuardProblems.noSuchPackage(pkg)),
                        Optional.empty());
            case ExplainPermission.Outcome.Refused(var why) ->
                show(shown, org, asked, OrganizationDesk.Message.of(Problem.of(why)), Optional.empty());
        };
    }

    private static ExplainPage.Answer answer(
            OrgSlug org, ExplainPermission.Question question, ExplainPermission.Outcome.Explained explained) {
        var explanation = explained.explanation();
        var grounds = explanation.grounds().stream()
                .map(ground -> ExplanationText.reason(ground, org))
                .toList();
        var facts = Stream.of(
                        explained.address().map(address -> "The allow-list was asked about " + address + "."),
                        explained
                                .means()
                                .map(Means::shownName)
                                .map(means -> "The sign-in rule was asked about signing in by " + means + "."))
                .flatMap(Optional::stream)
                .toList();
        return new ExplainPage.Answer(
                explanation.allowed(),
                ExplanationText.sentence(org, question, explained),
                explanation.allowed() && grounds.size() < 2 ? List.of() : grounds,
                facts);
    }

    private HttpResponse show(
            Shown shown,
            OrgSlug org,
            ExplainApi.Asked asked,
            OrganizationDesk.Message message,
            Optional<ExplainPage.Answer> answer) {
        return desk.seat(shown, org, message, "/console/organizations/" + org + "/explain", (frame, head) -> {
            var others =
                    head.may().contains(Permission.MANAGE_MEMBERS) || head.may().contains(Permission.MANAGE_TEAMS);
            return shown.page(
                    message.status(),
                    new ExplainPage(
                            frame,
                            head,
                            others,
                            typed(asked, "subject"),
                            permission(asked),
                            typed(asked, "package"),
                            typed(asked, "address"),
                            answer));
        });
    }

    private static Field typed(ExplainApi.Asked asked, String name) {
        return Field.of(asked.find(name).orElse(""));
    }

    private static Permission permission(ExplainApi.Asked asked) {
        var name = asked.find("permission").orElse("");
        return Stream.of(Permission.values())
                .filter(one -> one.wireName().equals(name))
                .findFirst()
                .orElse(Permission.READ_PACKAGES);
    }
}
