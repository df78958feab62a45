package dev.slipway.functions.guard;

import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.console.Shown;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ShowOrganization;
import java.util.function.UnaryOperator;

/// What both pages have in common: who looks, and what the organization is to them.
final class Desk {

    private final WhoAmI whoAmI;
    private final ShowOrganization show;

    Desk(WhoAmI whoAmI, ShowOrganization show) {
        this.whoAmI = whoAmI;
        this.show = show;
    }

    /// What a page says above everything else.
    record Message(int status, UnaryOperator<Chrome> said) {

        static final Message NONE = new Message(200, chrome -> chrome);

        static Message of(Problem problem) {
            return problem(problem.status(), problem.detail());
        }

        static Message problem(int status, String sentence) {
            return new Message(status, chrome -> chrome.withProblem(sentence));
        }

        static Message notice(String sentence) {
            return new Message(200, chrome -> chrome.withNotice(sentence));
        }
    }

    interface ForViewer {
        HttpResponse show(Chrome frame, OrganizationHead organization);
    }

    /// Shows a page to whoever is signed in and belongs to the organization.
    HttpResponse seat(Shown shown, OrgSlug org, Message message, String path, ForViewer page) {
        return switch (whoAmI.run(shown.visit())) {
            case WhoAmI.Outcome.Known(Principal.Person person) ->
                switch (show.run(shown.visit(), org)) {
                    case ShowOrganization.Outcome.Shown found ->
                        page.show(message.said().apply(shown.chrome(person.handle())), head(found));
                    case ShowOrganization.Outcome.Refused(var why) -> shown.refused(why, path);
                };
            case WhoAmI.Outcome.Known(Principal.Machine _) -> shown.refused(new Refusal.NotAPerson(), path);
            case WhoAmI.Outcome.Refused(var why) -> shown.refused(why, path);
        };
    }

    private static OrganizationHead head(ShowOrganization.Outcome.Shown found) {
        var organization = found.organization();
        return new OrganizationHead(
                organization.slug(),
                organization.displayName(),
                organization.kind(),
                found.role().orElseThrow(),
                found.may());
    }

    static OrgSlug slug(HttpRequest request) {
        var org = new OrgSlug(request.parameter("org"));
        request.notes().organization(org);
        return org;
    }
}
