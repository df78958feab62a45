package dev.slipway.functions.organization;

import dev.slipway.adapters.lambda.BillingPlace;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.CreateOrganizationPage;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.HomePage;
import dev.slipway.adapters.web.WaitingInvitation;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Belonging;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.ListMyInvitations;
import dev.slipway.org.ListOrganizations;
import dev.slipway.org.ListOrganizations.Which;
import dev.slipway.org.Organization;
import java.util.List;
import java.util.Optional;

/// My organizations, `/console`, and the form that founds one.
final class HomeConsole {

    private static final String PATH = "/console";
    private static final String NEW = "/console/organizations/new";
    private static final Paging PAGES = Paging.of("organizations page", "me");
    private static final int MOST_DELETED = 50;

    private final ListOrganizations list;
    private final ListMyInvitations invitations;
    private final FoundOrganization found;
    private final Desk desk;

    HomeConsole(ListOrganizations list, ListMyInvitations invitations, FoundOrganization found, Desk desk) {
        this.list = list;
        this.invitations = invitations;
        this.found = found;
        this.desk = desk;
    }

    HttpResponse home(HttpRequest request, Visit visit) {
        request.notes().action("console.home");
        return Shown.answer(request, visit, this::show, Shown.Form::unknown);
    }

    private HttpResponse show(Shown shown) {
        var slice = PAGES.slice(shown.request());
        return switch (invitations.run(shown.visit())) {
            case ListMyInvitations.Outcome.Refused(var why) -> shown.refused(why, PATH);
            case ListMyInvitations.Outcome.Listed(var person, var offers) ->
                switch (list.run(shown.visit(), Which.PRESENT, slice)) {
                    case ListOrganizations.Outcome.Refused(var why) -> shown.refused(why, PATH);
                    case ListOrganizations.Outcome.Listed(var page) ->
                        shown.page(
                                200,
                                new HomePage(
                                        Chrome.of(
                                                person.handle(),
                                                offers.size(),
                                                shown.guard().field()),
                                        page.items().stream()
                                                .map(HomeConsole::row)
                                                .toList(),
                                        offers.stream()
                                                .map(HomeConsole::waiting)
                                                .toList(),
                                        deleted(shown, slice).stream()
                                                .map(HomeConsole::deleted)
                                                .toList(),
                                        PAGES.next(page)));
                };
        };
    }

    /// On the first page alone.
    private List<Belonging> deleted(Shown shown, Slice slice) {
        if (slice.after().isPresent()) {
            return List.of();
        }
        return switch (list.run(shown.visit(), Which.RESTORABLE, Slice.first(MOST_DELETED))) {
            case ListOrganizations.Outcome.Listed(Page<Belonging> page) -> page.items();
            case ListOrganizations.Outcome.Refused _ -> List.of();
        };
    }

    private static HomePage.Row row(Belonging belonging) {
        var organization = belonging.organization();
        return new HomePage.Row(organization.slug(), organization.displayName(), organization.kind(), belonging.role());
    }

    private static HomePage.Deleted deleted(Belonging belonging) {
        var organization = belonging.organization();
        return new HomePage.Deleted(
                organization.slug(),
                organization.displayName(),
                organization.restorableUntil().orElseThrow());
    }

    private static WaitingInvitation waiting(ListMyInvitations.Offer offer) {
        var invitation = offer.invitation();
        return new WaitingInvitation(
                invitation.id().value(),
                invitation.org(),
                offer.organization().displayName(),
                invitation.role(),
                invitation.teamNamesIn(offer.organization().policy().teams()),
                invitation.pool(),
                invitation.link().sentBy().handle(),
                invitation.to(),
                invitation.link().until());
    }

    /// What was typed into the form, and what is wrong with it.
    private record Draft(Field name, Field slug, Organization.Kind kind, Desk.Message message) {

        static final Draft EMPTY = new Draft(Field.EMPTY, Field.EMPTY, Organization.Kind.COMPANY, Desk.Message.NONE);

        Draft nameWrong(String sentence) {
            return new Draft(name.wrong(sentence), slug, kind, Desk.Message.problem(400, sentence));
        }

        Draft slugWrong(int status, String proposal, String sentence) {
            return new Draft(name, Field.of(proposal).wrong(sentence), kind, Desk.Message.problem(status, sentence));
        }
    }

    HttpResponse create(HttpRequest request, Visit visit) {
        request.notes().action("console.organization.new");
        return Shown.answer(request, visit, shown -> form(shown, Draft.EMPTY), Shown.Form::unknown);
    }

    /// The form is sent here; whoever comes by a link of their own finds their organizations.
    HttpResponse organizations(HttpRequest request, Visit visit) {
        request.notes().action("console.organization.create");
        return Shown.answer(request, visit, _ -> HttpResponse.seeOther(PATH), this::take);
    }

    private HttpResponse form(Shown shown, Draft draft) {
        return desk.seat(
                shown,
                draft.message(),
                NEW,
                (_, frame) -> shown.page(
                        draft.message().status(),
                        new CreateOrganizationPage(frame.get(), draft.name(), draft.slug(), draft.kind())));
    }

    private HttpResponse take(Shown.Form form) {
        var kind = Organization.Kind.named(form.field("kind"));
        var typed = form.field("slug").strip();
        var draft = new Draft(Field.of(form.field("name")), Field.of(form.field("slug")), kind, Desk.Message.NONE);
        DisplayName name;
        Optional<OrgSlug> slug;
        try {
            name = new DisplayName(form.field("name"));
        } catch (Malformed e) {
            return form(form.shown(), draft.nameWrong(e.sentence()));
        }
        try {
            slug = typed.isEmpty() ? Optional.empty() : Optional.of(new OrgSlug(typed));
        } catch (Malformed e) {
            return form(form.shown(), draft.slugWrong(400, form.field("slug"), e.sentence()));
        }
        return switch (found.run(form.visit(), new FoundOrganization.Wish(name, slug, kind))) {
            case FoundOrganization.Outcome.Founded(var organization) -> HttpResponse.seeOther(firstPage(organization));
            case FoundOrganization.Outcome.SlugTaken(var taken, var free) ->
                form(
                        form.shown(),
                        draft.slugWrong(
                                409,
                                free.map(OrgSlug::value).orElse(taken.value()),
                                OrganizationProblems.slugTaken(taken, free).detail()));
            case FoundOrganization.Outcome.NoSlugFits _ ->
                form(
                        form.shown(),
                        draft.slugWrong(
                                409, "", OrganizationProblems.noSlugFits().detail()));
            case FoundOrganization.Outcome.Refused(var why) -> form.shown().refused(why, NEW);
        };
    }

    /// Where nothing goes before it is paid for, that comes first.
    private static String firstPage(Organization organization) {
        return organization.policy().worksUntil().isPresent()
                ? BillingPlace.path(organization.slug())
                : "/console/organizations/" + organization.slug();
    }
}
