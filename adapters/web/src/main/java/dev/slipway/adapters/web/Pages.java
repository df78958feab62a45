package dev.slipway.adapters.web;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/// Prints pages.
///
/// The templates are Java by the time javac sees them, and each is called by its name: nothing is looked up, compiled
/// or reflected upon when the first page is asked for.
public final class Pages {

    private static final int ORDINARY_LENGTH = 16 * 1024;

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// JTE can be asked to add to certain elements; it is asked for none.
    private static final HtmlInterceptor UNTOUCHED = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    };

    private Pages() {}

    /// The page as HTML, whole and escaped.
    public static String render(Page page) {
        var text = new StringOutput(ORDINARY_LENGTH);
        print(page, new BoundedOutput(text));
        return text.toString();
    }

    /// The headers that go with every page, beyond its type: nothing runs on it, nothing frames it, nothing keeps it,
    /// and who follows a link from it tells no path. `strict-origin` it is, and not `no-referrer`: under that one
    /// browsers send forms with `Origin: null`.
    public static Map<String, String> headers(Page page) {
        return Map.of(
                "content-security-policy", goesElsewhere(page) ? POLICY : POLICY + "; form-action 'self'",
                "referrer-policy", "strict-origin",
                "x-content-type-options", "nosniff",
                "x-frame-options", "DENY",
                "cross-origin-opener-policy", "same-origin",
                "permissions-policy", "interest-cohort=()",
                "cache-control", "no-store");
    }

    /// Browsers hold what a form is redirected to against `form-action` too, and a provider may answer anywhere.
    private static boolean goesElsewhere(Page page) {
        return switch (page) {
            case SignInPage signIn -> !signIn.providers().isEmpty();
            // To Stripe's pages.
            case BillingPage _ -> true;
            // To the storage.
            case AuditExportPage _ -> true;
            case SignInElsewherePage _, SignInWithPage _ -> true;
            case SessionsPage sessions -> !sessions.linkable().isEmpty();
            default -> false;
        };
    }

    private static void print(Page page, HtmlTemplateOutput out) {
        switch (page) {
            case AddressTakenPage one -> JteaddressTakenGenerated.render(out, UNTOUCHED, one);
            case AuditExportPage one -> JteauditExportGenerated.render(out, UNTOUCHED, one);
            case AuditPage one -> JteauditGenerated.render(out, UNTOUCHED, one);
            case BillingPage one -> JtebillingGenerated.render(out, UNTOUCHED, one);
            case ApproveLoginPage one -> JteapproveLoginGenerated.render(out, UNTOUCHED, one);
            case ConfirmSignInPage one -> JteconfirmSignInGenerated.render(out, UNTOUCHED, one);
            case CreateOrganizationPage one -> JtecreateOrganizationGenerated.render(out, UNTOUCHED, one);
            case ExplainPage one -> JteexplainGenerated.render(out, UNTOUCHED, one);
            case HomePage one -> JtehomeGenerated.render(out, UNTOUCHED, one);
            case InvitationPage one -> JteinvitationGenerated.render(out, UNTOUCHED, one);
            case InvitationsPage one -> JteinvitationsGenerated.render(out, UNTOUCHED, one);
            case LinkGonePage one -> JtelinkGoneGenerated.render(out, UNTOUCHED, one);
            case LoginAnsweredPage one -> JteloginAnsweredGenerated.render(out, UNTOUCHED, one);
            case MachinesPage one -> JtemachinesGenerated.render(out, UNTOUCHED, one);
            case MailSentPage one -> JtemailSentGenerated.render(out, UNTOUCHED, one);
            case MembersPage one -> JtemembersGenerated.render(out, UNTOUCHED, one);
            case MyInvitationsPage one -> JtemyInvitationsGenerated.render(out, UNTOUCHED, one);
            case OrganizationPage one -> JteorganizationGenerated.render(out, UNTOUCHED, one);
            case PackagePage one -> JtepackageSettingsGenerated.render(out, UNTOUCHED, one);
            case PackagesPage one -> JtepackagesGenerated.render(out, UNTOUCHED, one);
            case ProblemPage one -> JteproblemGenerated.render(out, UNTOUCHED, one);
            case RestorePage one -> JterestoreGenerated.render(out, UNTOUCHED, one);
            case SecurityPage one -> JtesecurityGenerated.render(out, UNTOUCHED, one);
            case SessionsPage one -> JtesessionsGenerated.render(out, UNTOUCHED, one);
            case SignInElsewherePage one -> JtesignInElsewhereGenerated.render(out, UNTOUCHED, one);
            case SignInPage one -> JtesignInGenerated.render(out, UNTOUCHED, one);
            case SignInWithPage one -> JtesignInWithGenerated.render(out, UNTOUCHED, one);
            case SignUpPage one -> JtesignUpGenerated.render(out, UNTOUCHED, one);
            case TeamPage one -> JteteamGenerated.render(out, UNTOUCHED, one);
            case TeamsPage one -> JteteamsGenerated.render(out, UNTOUCHED, one);
            case SignedInPage one -> JtesignedInGenerated.render(out, UNTOUCHED, one);
            case TokensPage one -> JtetokensGenerated.render(out, UNTOUCHED, one);
            case TransferPage one -> JtetransferGenerated.render(out, UNTOUCHED, one);
            case WebhookPage one -> JtewebhookGenerated.render(out, UNTOUCHED, one);
            case WebhooksPage one -> JtewebhooksGenerated.render(out, UNTOUCHED, one);
        }
    }
}
