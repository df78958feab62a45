package dev.slipway.functions.access;

import dev.slipway.access.Refusal;
import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.npm.AccessDocuments;
import dev.slipway.adapters.npm.NpmAccess;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.packages.Catalogue;
import dev.slipway.packages.FindPerson;
import dev.slipway.packages.ListPackages;
import dev.slipway.packages.ListPackagesOfPerson;
import java.util.Optional;

/// `npm access list packages`, and whom `npm owner add` names.
///
/// npm asks for an organization first and for a person of that name on a 404; pnpm asks for the person alone. Handles
/// and slugs are one namespace, so whoever is asked for in place of the other is meant.
final class NpmPackages {

    private final Access access;

    NpmPackages(Access access) {
        this.access = access;
    }

    HttpResponse ofOrganization(HttpRequest request, Visit visit, String text) {
        request.notes().action("packages.list");
        var org = slug(text);
        return org.map(slug -> ofOrganization(request, visit, slug))
                .orElseGet(() -> Problem.of(new Refusal.NotFound()).answer(request));
    }

    private HttpResponse ofOrganization(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().organization(org);
        return listed(request, org, access.list().ofOrganization(visit, org, Slice.first(Catalogue.MOST_SEARCHED)));
    }

    HttpResponse ofTeam(HttpRequest request, Visit visit, OrgSlug org, TeamName team) {
        request.notes().action("packages.list").organization(org);
        return listed(request, org, access.list().ofTeam(visit, org, team));
    }

    private static HttpResponse listed(HttpRequest request, OrgSlug org, ListPackages.Outcome outcome) {
        return switch (outcome) {
            case ListPackages.Outcome.Listed(var page) ->
                HttpResponse.json(200, AccessDocuments.packages(page.items()));
            case ListPackages.Outcome.NoSuchTeam(var team) ->
                AccessProblems.noSuchTeam(team, org).answer(request);
            case ListPackages.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse ofUser(HttpRequest request, Visit visit, String text) {
        request.notes().action("packages.list");
        var handle = NpmAccess.handle(text);
        return handle.map(known -> listed(request, visit, access.listOfPerson().run(visit, known)))
                .orElseGet(() -> Problem.of(new Refusal.NotFound()).answer(request));
    }

    HttpResponse own(HttpRequest request, Visit visit) {
        request.notes().action("packages.list");
        return listed(request, visit, access.listOfPerson().own(visit));
    }

    private HttpResponse listed(HttpRequest request, Visit visit, ListPackagesOfPerson.Outcome outcome) {
        return switch (outcome) {
            case ListPackagesOfPerson.Outcome.Listed(var items) ->
                HttpResponse.json(200, AccessDocuments.packages(items));
            case ListPackagesOfPerson.Outcome.NoSuchPerson(var handle) ->
                ofOrganization(request, visit, new OrgSlug(handle.value()));
            case ListPackagesOfPerson.Outcome.Refused(var why) ->
                Problem.of(why).answer(request);
        };
    }

    HttpResponse user(HttpRequest request, Visit visit, String text) {
        request.notes().action("person.find");
        var handle = NpmAccess.handle(text);
        return handle.map(known -> user(request, visit, known))
                .orElseGet(() -> AccessProblems.noSuchAccount(text).answer(request));
    }

    private HttpResponse user(HttpRequest request, Visit visit, Handle handle) {
        return switch (access.findPerson().run(visit, handle)) {
            case FindPerson.Outcome.Found(var person) -> HttpResponse.json(200, AccessDocuments.user(person));
            case FindPerson.Outcome.NoSuchPerson _ ->
                AccessProblems.noSuchAccount(handle.value()).answer(request);
            case FindPerson.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// What can't be a slug is nobody's.
    private static Optional<OrgSlug> slug(String text) {
        return NpmAccess.handle(text).map(handle -> new OrgSlug(handle.value()));
    }
}
