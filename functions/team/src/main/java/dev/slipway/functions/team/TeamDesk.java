package dev.slipway.functions.team;

import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.console.Shown;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ShowOrganization;
import java.util.function.UnaryOperator;

/// What the pages about teams have in common: who looks, and at which organization.
final class TeamDesk {

    private final WhoAmI whoAmI;
    private final ShowOrganization show;

    TeamDesk(WhoAmI whoAmI, ShowOrganization show) {
        this.whoAmI = whoAmI;
        this.show = show;
    }

    /// What a page says above everything else.
    record Message(int status, UnaryOperator<Chrome> said) {

        static final Message NONE = new Message(200, chrome -> chrome);

        static Message of(Problem problem) {
            return new Message(problem.status(), chrome -> chrome.withProblem(problem.detail()));
        }
    }

    interface ForViewer {
        HttpResponse show(Chrome frame, OrganizationHead head);
    }

    /// Shows a page to whoever is signed in and belongs to the organization.
    ///
    /// @param back the page's path
    HttpResponse seat(Shown shown, OrgSlug org, Message message, String back, ForViewer page) {
        return switch (show.run(shown.visit(), org)) {
            case ShowOrganization.Outcome.Refused(var why) -> shown.refused(why, back);
            case ShowOrganization.Outcome.Shown found ->
                switch (whoAmI.run(shown.visit())) {
                    case WhoAmI.Outcome.Known(Principal.Person person) ->
                        page.show(message.said().apply(shown.chrome(person.handle())), head(found));
                    case WhoAmI.Outcome.Known(Principal.Machine _) -> shown.refused(new Refusal.NotAPerson(), back);
                    case WhoAmI.Outcome.Refused(var why) -> shown.refused(why, back);
                };
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
}
