package dev.slipway.functions.organization;

import dev.slipway.access.Refusal;
import dev.slipway.access.Visibility;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.adapters.web.OrganizationPage;
import dev.slipway.adapters.web.RestorePage;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ChangeOrganization;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.RestoreOrganization;
import dev.slipway.org.RevokeTransfer;
import dev.slipway.org.ShowOrganization;
import dev.slipway.org.StartTransfer;
import dev.slipway.org.TransferId;
import java.util.Optional;

/// One organization, `/console/organizations/{org}`: what it is, its settings, handing it over, deleting and restoring.
final class OrganizationConsole {

    private final ShowOrganization show;
    private final ChangeOrganization change;
    private final StartTransfer start;
    private final RevokeTransfer revoke;
    private final DeleteOrganization delete;
    private final RestoreOrganization restore;
    private final Desk desk;

    OrganizationConsole(
            ShowOrganization show,
            ChangeOrganization change,
            StartTransfer start,
            RevokeTransfer revoke,
            DeleteOrganization delete,
            RestoreOrganization restore,
            Desk desk) {
        this.show = show;
        this.change = change;
        this.start = start;
        this.revoke = revoke;
        this.delete = delete;
        this.restore = restore;
        this.desk = desk;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.organization");
        return Shown.answer(request, visit, shown -> show(shown, View.of(OrganizationsApi.slug(request))), form -> {
            var view = View.of(OrganizationsApi.slug(request));
            return switch (form.field("act")) {
                case "profile" -> profile(form, view);
                case "transfer" -> transfer(form, view);
                case "revoke-transfer" -> revoke(form, view);
                case "delete" -> delete(form, view);
                case "restore" -> restore(form, view);
                default -> form.unknown();
            };
        });
    }

    /// What stands on the page besides what is read for it.
    ///
    /// @param typed the profile as it was sent, if it wasn't saved
    private record View(
            OrgSlug org, Desk.Message message, Optional<OrganizationPage.Profile> typed, Field heir, Field typedSlug) {

        static View of(OrgSlug org) {
            return new View(org, Desk.Message.NONE, Optional.empty(), Field.EMPTY, Field.EMPTY);
        }

        View with(Problem problem) {
            return new View(org, Desk.Message.of(problem), typed, heir, typedSlug);
        }

        View with(OrganizationPage.Profile profile, String sentence) {
            return new View(org, Desk.Message.problem(400, sentence), Optional.of(profile), heir, typedSlug);
        }

        View heir(String handle, Problem problem) {
            var field = Field.of(handle).wrong(problem.detail());
            return new View(org, Desk.Message.of(problem), typed, field, typedSlug);
        }

        View typedSlug(String slug, Problem problem) {
            var field = Field.of(slug).wrong(problem.detail());
            return new View(org, Desk.Message.of(problem), typed, heir, field);
        }

        String path() {
            return "/console/organizations/" + org;
        }
    }

    private HttpResponse show(Shown shown, View view) {
        return switch (show.run(shown.visit(), view.org())) {
            case ShowOrganization.Outcome.Shown found -> show(shown, view, found);
            case ShowOrganization.Outcome.Refused(Refusal.NotFound why) -> restorable(shown, view, why);
            case ShowOrganization.Outcome.Refused(var why) -> shown.refused(why, view.path());
        };
    }

    private HttpResponse show(Shown shown, View view, ShowOrganization.Outcome.Shown found) {
        var organization = found.organization();
        return desk.seat(
                shown,
                view.message(),
                view.path(),
                (_, frame) -> shown.page(
                        view.message().status(),
                        new OrganizationPage(
                                        frame.get(),
                                        OrganizationHead.of(found, shown.visit().at()),
                                        organization.createdAt(),
                                        view.typed().orElseGet(() -> ProfileForm.of(organization)),
                                        Desk.seats(found),
                                        desk.transfer(shown, found),
                                        view.heir(),
                                        view.typedSlug())
                                .at(shown.visit().registry())));
    }

    /// Its owners see that a deleted one can be had back; everybody else sees what they would see if it had never been.
    private HttpResponse restorable(Shown shown, View view, Refusal why) {
        return switch (restore.show(shown.visit(), view.org())) {
            case RestoreOrganization.Outcome.Restorable(var organization) ->
                desk.seat(
                        shown,
                        view.message(),
                        view.path(),
                        (_, frame) -> shown.page(
                                view.message().status(),
                                new RestorePage(
                                        frame.get(),
                                        organization.slug(),
                                        organization.displayName(),
                                        organization.deletedAt().orElseThrow(),
                                        organization.restorableUntil().orElseThrow())));
            case RestoreOrganization.Outcome.Restored _,
                    RestoreOrganization.Outcome.NotDeleted _,
                    RestoreOrganization.Outcome.Busy _,
                    RestoreOrganization.Outcome.Refused _ -> shown.refused(why, view.path());
        };
    }

    private HttpResponse profile(Shown.Form form, View view) {
        form.shown().request().notes().action("console.organization.change");
        ChangeOrganization.Outcome outcome;
        try {
            outcome = change.run(form.visit(), view.org(), wish(form));
        } catch (Malformed e) {
            return show(form.shown(), view.with(ProfileForm.of(form, e), e.sentence()));
        }
        return switch (outcome) {
            case ChangeOrganization.Outcome.Changed _ -> HttpResponse.seeOther(view.path());
            case ChangeOrganization.Outcome.Busy _ -> show(form.shown(), view.with(OrganizationProblems.busy()));
            case ChangeOrganization.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    /// A personal organization's form has no legal name and no tax id.
    private static ChangeOrganization.Wish wish(Shown.Form form) {
        return new ChangeOrganization.Wish(
                Optional.of(new DisplayName(form.field("name"))),
                sent(form, "description"),
                sent(form, "website"),
                sent(form, "contact"),
                sent(form, "legalName"),
                sent(form, "taxId"),
                Optional.of(form.ticked("membersCanPublish")),
                Optional.of(Visibility.named(form.field("visibility"))));
    }

    private static Optional<String> sent(Shown.Form form, String name) {
        return Optional.ofNullable(form.fields().get(name));
    }

    private HttpResponse transfer(Shown.Form form, View view) {
        form.shown().request().notes().action("console.transfer.start");
        var typed = form.field("handle").strip();
        Handle handle;
        try {
            handle = new Handle(typed);
        } catch (Malformed _) {
            var nobody = Problem.of(
                    404,
                    "member_not_found",
                    "No such member",
                    "There is no member of that name in @" + view.org() + ".");
            return show(form.shown(), view.heir(typed, nobody));
        }
        return switch (start.run(form.visit(), view.org(), handle)) {
            case StartTransfer.Outcome.Started _ -> HttpResponse.seeOther(view.path());
            case StartTransfer.Outcome.NoSuchMember _ ->
                show(form.shown(), view.heir(typed, OrganizationProblems.noSuchMember(handle, view.org())));
            case StartTransfer.Outcome.OwnerAlready _ ->
                show(form.shown(), view.heir(typed, OrganizationProblems.ownerAlready(handle)));
            case StartTransfer.Outcome.NoAddress _ ->
                show(form.shown(), view.heir(typed, OrganizationProblems.noAddress(handle)));
            case StartTransfer.Outcome.NotMailed _ ->
                show(form.shown(), view.heir(typed, OrganizationProblems.notMailed(handle)));
            case StartTransfer.Outcome.AnotherPending _ ->
                show(form.shown(), view.with(OrganizationProblems.transferPending(view.org())));
            case StartTransfer.Outcome.TooFast(var wait) ->
                show(
                                form.shown(),
                                view.with(Problem.of(
                                        429,
                                        "too_fast",
                                        "Too fast",
                                        "This organization was offered too often today. " + Shown.waiting(wait))))
                        .with("retry-after", Long.toString(wait.toSeconds()));
            case StartTransfer.Outcome.Busy _ -> show(form.shown(), view.with(OrganizationProblems.busy()));
            case StartTransfer.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse revoke(Shown.Form form, View view) {
        form.shown().request().notes().action("console.transfer.revoke");
        return switch (revoke.run(form.visit(), view.org(), new TransferId(form.field("transfer")))) {
            case RevokeTransfer.Outcome.Revoked _ -> HttpResponse.seeOther(view.path());
            case RevokeTransfer.Outcome.NoSuchTransfer _ ->
                show(form.shown(), view.with(OrganizationProblems.noSuchTransfer()));
            case RevokeTransfer.Outcome.Settled(var transfer) ->
                show(
                        form.shown(),
                        view.with(OrganizationProblems.settled(
                                transfer.stateAt(form.visit().at()))));
            case RevokeTransfer.Outcome.Busy _ -> show(form.shown(), view.with(OrganizationProblems.busy()));
            case RevokeTransfer.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse delete(Shown.Form form, View view) {
        form.shown().request().notes().action("console.organization.delete");
        var typed = form.field("slug");
        return switch (delete.run(form.visit(), view.org(), typed)) {
            case DeleteOrganization.Outcome.Deleted _ -> HttpResponse.seeOther("/console");
            case DeleteOrganization.Outcome.NotConfirmed _ ->
                show(form.shown(), view.typedSlug(typed, OrganizationProblems.notConfirmed(view.org())));
            case DeleteOrganization.Outcome.Busy _ -> show(form.shown(), view.with(OrganizationProblems.busy()));
            case DeleteOrganization.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }

    private HttpResponse restore(Shown.Form form, View view) {
        form.shown().request().notes().action("console.organization.restore");
        return switch (restore.run(form.visit(), view.org())) {
            case RestoreOrganization.Outcome.Restored _, RestoreOrganization.Outcome.NotDeleted _ ->
                HttpResponse.seeOther(view.path());
            case RestoreOrganization.Outcome.Restorable _ ->
                throw new IllegalStateException("it was to be restored and not looked at");
            case RestoreOrganization.Outcome.Busy _ -> show(form.shown(), view.with(OrganizationProblems.busy()));
            case RestoreOrganization.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
        };
    }
}
