package dev.slipway.adapters.web;

/// What stands on a page, one record for each. They hold values, texts and times; no HTML.
///
/// Each record names the forms on its page and what they send. Every form sends the hidden field `form` besides, and
/// where a path takes several forms, `act` says which one it is. A handler that refuses a form shows its page once
/// more: with what was typed, and what was wrong beside it ([Field]) or above it ([Frame#problem]).
public sealed interface Page
        permits AddressTakenPage,
                BillingPage,
                ApproveLoginPage,
                AuditExportPage,
                AuditPage,
                ConfirmSignInPage,
                CreateOrganizationPage,
                ExplainPage,
                HomePage,
                InvitationPage,
                InvitationsPage,
                LinkGonePage,
                LoginAnsweredPage,
                MachinesPage,
                MailSentPage,
                MembersPage,
                MyInvitationsPage,
                OrganizationPage,
                PackagePage,
                PackagesPage,
                ProblemPage,
                RestorePage,
                SecurityPage,
                SessionsPage,
                SignInElsewherePage,
                SignInPage,
                SignInWithPage,
                SignUpPage,
                SignedInPage,
                TeamPage,
                TeamsPage,
                TokensPage,
                TransferPage,
                WebhookPage,
                WebhooksPage {

    Frame frame();
}
