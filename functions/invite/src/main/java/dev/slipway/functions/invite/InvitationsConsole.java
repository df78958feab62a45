package dev.slipway.functions.invite;

import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.BillingProblems;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Invitation;
import dev.slipway.org.InvitationId;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.ListInvitations;
import dev.slipway.org.ResendInvitation;
import dev.slipway.org.RevokeInvitation;
import dev.slipway.org.ShowOrganization;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Invitations in the console, `/console/organizations/{org}/invitations`.
final class InvitationsConsole {

    private static final int MOST = 200;
    private static final String TEAM = "team:";
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    private final InviteMembers invite;
    private final ListInvitations list;
    private final ResendInvitation resend;
    private final RevokeInvitation revoke;
    private final ShowOrganization show;
    private final WhoAmI whoAmI;
    private final Navigation navigation;
    private final boolean poolSold;

    InvitationsConsole(
            InviteMembers invite,
            ListInvitations list,
            ResendInvitation resend,
            RevokeInvitation revoke,
            ShowOrganization show,
            WhoAmI whoAmI,
            Navigation navigation,
            boolean poolSold) {
        this.invite = invite;
        this.list = list;
        this.resend = resend;
        this.revoke = revoke;
        this.show = show;
        this.whoAmI = whoAmI;
        this.navigation = navigation;
        this.poolSold = poolSold;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        return Shown.answer(
                request,
                visit,
                shown -> {
                    request.notes().action("console.invitations");
                    return View.of(organization(request)).show(this, shown);
                },
                form -> switch (form.field("act")) {
                    case "send" -> send(form);
                    case "resend" -> resend(form);
                    case "revoke" -> revoke(form);
                    default -> form.unknown();
                });
    }

    /// What stands on the page besides what is read for it.
    ///
    /// @param typed in the form
    record View(
            OrgSlug org,
            int status,
            Field typed,
            Role role,
            Set<TeamName> teams,
            boolean pool,
            List<InviteMembers.Result> results,
            UnaryOperator<Chrome> message) {

        static View of(OrgSlug org) {
            return new View(org, 200, Field.EMPTY, Role.MEMBER, Set.of(), false, List.of(), chrome -> chrome);
        }

        View with(List<InviteMembers.Result> became) {
            return new View(org, status, typed, role, teams, pool, became, message);
        }

        View notice(String sentence) {
            return new View(org, status, typed, role, teams, pool, results, chrome -> chrome.withNotice(sentence));
        }

        View problem(int wrong, String sentence) {
            return new View(org, wrong, typed, role, teams, pool, results, chrome -> chrome.withProblem(sentence));
        }

        View problem(Problem problem) {
            return problem(problem.status(), problem.detail());
        }

        View typed(String addresses, Role chosen, Set<TeamName> ticked, boolean place) {
            return new View(org, status, Field.of(addresses), chosen, ticked, place, results, message);
        }

        String path() {
            return "/console/organizations/" + org + "/invitations";
        }

        HttpResponse show(InvitationsConsole console, Shown shown) {
            return console.show(shown, this);
        }
    }

    private HttpResponse send(Shown.Form form) {
        form.shown().request().notes().action("console.invitations.send");
        var org = organization(form.shown().request());
        var typed = form.field("addresses");
        var role = Role.named(form.field("role"));
        var teams = teams(form);
        var pool = form.fields().containsKey("pool");
        var again = View.of(org).typed(typed, role, teams, pool);
        InviteMembers.Wish wish;
        try {
            wish = new InviteMembers.Wish(addresses(typed), role, teams, pool);
        } catch (Malformed e) {
            return again.problem(400, e.sentence()).show(this, form.shown());
        }
        return switch (invite.run(form.visit(), org, wish)) {
            case InviteMembers.Outcome.Done(var results, var _) ->
                View.of(org)
                        .typed(InvitationsShown.rest(results), role, teams, pool)
                        .with(results)
                        .show(this, form.shown());
            case InviteMembers.Outcome.AboveOneself(var above) ->
                again.problem(InviteProblems.aboveOneself(above)).show(this, form.shown());
            case InviteMembers.Outcome.TeamsByAdmins _ ->
                again.problem(InviteProblems.teamsByAdmins()).show(this, form.shown());
            case InviteMembers.Outcome.NoSuchTeam(var name) ->
                again.problem(InviteProblems.noSuchTeam(name, org)).show(this, form.shown());
            case InviteMembers.Outcome.PersonalOrganization _ ->
                again.problem(InviteProblems.personal(org)).show(this, form.shown());
            case InviteMembers.Outcome.PoolUnpaid(var _, var why) ->
                again.problem(BillingProblems.of(org, why)).show(this, form.shown());
            case InviteMembers.Outcome.TooManyMails(var wait) ->
                again.problem(429, "Your organization has sent very many invitations lately. " + Shown.waiting(wait))
                        .show(this, form.shown())
                        .with("retry-after", Long.toString(wait.toSeconds()));
            case InviteMembers.Outcome.KeyReused _, InviteMembers.Outcome.StillRunning _ ->
                throw new IllegalStateException("a form has no key");
            case InviteMembers.Outcome.Refused(var why) -> form.shown().refused(why, again.path());
        };
    }

    private static SequencedSet<TeamName> teams(Shown.Form form) {
        return form.fields().keySet().stream()
                .filter(name -> name.startsWith(TEAM))
                .sorted()
                .map(name -> new TeamName(name.substring(TEAM.length())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> addresses(String typed) {
        return BETWEEN.splitAsStream(typed.strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private HttpResponse resend(Shown.Form form) {
        form.shown().request().notes().action("console.invitations.resend");
        var org = organization(form.shown().request());
        var view = View.of(org);
        var id = new InvitationId(form.field("invitation"));
        return switch (resend.run(form.visit(), org, id)) {
            case ResendInvitation.Outcome.Resent(var invitation, var _) ->
                (invitation.mail() == Invitation.Mail.SENT
                                ? view.notice("Sent again to " + invitation.addressee()
                                        + ". The link before no longer works.")
                                : view.problem(
                                        502,
                                        "The mail to " + invitation.addressee()
                                                + " could not be sent: try again in a while."))
                        .show(this, form.shown());
            case ResendInvitation.Outcome.Ended(var fate) ->
                view.problem(InviteProblems.ended(fate)).show(this, form.shown());
            case ResendInvitation.Outcome.NoSuchInvitation _ ->
                view.problem(InviteProblems.noSuchInvitation()).show(this, form.shown());
            case ResendInvitation.Outcome.ResentMeanwhile _ ->
                view.problem(InviteProblems.busy()).show(this, form.shown());
            case ResendInvitation.Outcome.AboveOneself(var role) ->
                view.problem(InviteProblems.aboveOneself(role)).show(this, form.shown());
            case ResendInvitation.Outcome.TeamsByAdmins _ ->
                view.problem(InviteProblems.teamsByAdmins()).show(this, form.shown());
            case ResendInvitation.Outcome.TooManyMails(var wait) ->
                view.problem(429, "This invitation was sent very often lately. " + Shown.waiting(wait))
                        .show(this, form.shown())
                        .with("retry-after", Long.toString(wait.toSeconds()));
            case ResendInvitation.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse revoke(Shown.Form form) {
        form.shown().request().notes().action("console.invitations.revoke");
        var org = organization(form.shown().request());
        var view = View.of(org);
        return switch (revoke.run(form.visit(), org, new InvitationId(form.field("invitation")))) {
            case RevokeInvitation.Outcome.Revoked _ -> HttpResponse.seeOther(view.path());
            case RevokeInvitation.Outcome.Ended(var fate) ->
                view.problem(InviteProblems.ended(fate)).show(this, form.shown());
            case RevokeInvitation.Outcome.NoSuchInvitation _ ->
                view.problem(InviteProblems.noSuchInvitation()).show(this, form.shown());
            case RevokeInvitation.Outcome.AboveOneself(var role) ->
                view.problem(InviteProblems.aboveOneself(role)).show(this, form.shown());
            case RevokeInvitation.Outcome.Busy _ ->
                view.problem(InviteProblems.busy()).show(this, form.shown());
            case RevokeInvitation.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse show(Shown shown, View view) {
        var paging = Paging.of("past invitations", view.org());
        var past = list.past(shown.visit(), view.org(), paging.slice(shown.request()));
        if (past instanceof ListInvitations.Outcome.Refused(var why)) {
            return shown.refused(why, view.path());
        }
        var open = list.pending(shown.visit(), view.org(), Slice.first(MOST));
        return switch (show.run(shown.visit(), view.org())) {
            case ShowOrganization.Outcome.Refused(var why) -> shown.refused(why, view.path());
            case ShowOrganization.Outcome.Shown found ->
                switch (whoAmI.run(shown.visit())) {
                    case WhoAmI.Outcome.Refused(var why) -> shown.refused(why, view.path());
                    case WhoAmI.Outcome.Known(Principal.Person person) ->
                        shown.page(
                                view.status(),
                                InvitationsShown.page(
                                        view.message().apply(shown.chrome(navigation, person)),
                                        found,
                                        OrganizationHead.of(found, shown.visit().at()),
                                        view,
                                        page(open),
                                        page(past),
                                        paging,
                                        poolSold));
                    case WhoAmI.Outcome.Known(Principal.Machine _) ->
                        shown.refused(new Refusal.NotAPerson(), view.path());
                };
        };
    }

    private static Page<Invitation> page(ListInvitations.Outcome outcome) {
        return switch (outcome) {
            case ListInvitations.Outcome.Listed(var page, var _) -> page;
            // Somebody was removed between two reads: there is nothing to see for them any more.
            case ListInvitations.Outcome.Refused _ -> new Page<>(List.of(), Optional.empty());
        };
    }

    private static OrgSlug organization(HttpRequest request) {
        var org = new OrgSlug(request.parameter("org"));
        request.notes().organization(org);
        return org;
    }
}
