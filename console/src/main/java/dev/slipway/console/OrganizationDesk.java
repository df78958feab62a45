package dev.slipway.console;

import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ShowOrganization;
import java.util.function.UnaryOperator;

/// What all pages about one organization have in common: who looks, and what the organization is to them.
public final class OrganizationDesk {

    private final WhoAmI whoAmI;
    private final ShowOrganization show;
    private final Navigation navigation;

    public OrganizationDesk(WhoAmI whoAmI, ShowOrganization show, Navigation navigation) {
        this.whoAmI = whoAmI;
        this.show = show;
        this.navigation = navigation;
    }

    /// What a page says above everything else.
    public record Message(int status, UnaryOperator<Chrome> said) {

        public static final Message NONE = new Message(200, chrome -> chrome);

        public static Message of(Problem problem) {
            return problem(problem.status(), problem.detail());
        }

        public static Message problem(int status, String sentence) {
            return new Message(status, chrome -> chrome.withProblem(sentence));
        }

        public static Message notice(String sentence) {
            return new Message(200, chrome -> chrome.withNotice(sentence));
        }
    }

    /// Makes the page of what was read for its frame.
    public interface ForViewer {
        HttpResponse show(Chrome frame, OrganizationHead organization);
    }

    /// Shows a page to whoever is signed in and belongs to the organization.
    ///
    /// @param back the page's path
    public HttpResponse seat(Shown shown, OrgSlug org, Message message, String back, ForViewer page) {
        return switch (whoAmI.run(shown.visit())) {
            case WhoAmI.Outcome.Known(Principal.Person person) ->
                switch (show.run(shown.visit(), org)) {
                    case ShowOrganization.Outcome.Shown found ->
                        page.show(
                                message.said().apply(shown.chrome(navigation, person)),
                                OrganizationHead.of(found, shown.visit().at()));
                    case ShowOrganization.Outcome.Refused(var why) -> shown.refused(why, back);
                };
            case WhoAmI.Outcome.Known(Principal.Machine _) -> shown.refused(new Refusal.NotAPerson(), back);
            case WhoAmI.Outcome.Refused(var why) -> shown.refused(why, back);
        };
    }

    /// The organization that a path names, for the log as well.
    public static OrgSlug slug(HttpRequest request) {
        var org = new OrgSlug(request.parameter("org"));
        request.notes().organization(org);
        return org;
    }
}
