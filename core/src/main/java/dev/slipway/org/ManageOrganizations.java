package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import java.util.List;

/// Shows a program that manages organizations, with a token that allows managing, those that its holder belongs to; and
/// one of them with all its members.
public final class ManageOrganizations {

    private final Organizations organizations;
    private final Memberships memberships;
    private final Standings standings;

    public ManageOrganizations(Organizations organizations, Memberships memberships, Standings standings) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param all by their slugs
        record Listed(List<Organization> all) implements Outcome {}

        /// @param members all of them, by the age of their accounts
        record Shown(Organization organization, List<Member> members) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// Those that the caller belongs to.
    public Outcome all(Visit visit) {
        return switch (Gatekeeper.mayOneself(standings.findCaller(visit.presented()), Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody belongs anywhere");
            case Decision.Allowed(Principal.Machine _) -> throw new IllegalStateException("a machine is not itself");
            case Decision.Allowed(Principal.Person person) ->
                new Outcome.Listed(memberships.listAllOf(person.id()).stream()
                        .map(Belonging::organization)
                        .filter(organization -> organization.deletedAt().isEmpty())
                        .toList());
        };
    }

    /// One of them.
    public Outcome one(Visit visit, OrgSlug org) {
        return switch (standings.findIn(visit.presented(), org).may(Permission.BELONG, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed _ ->
                organizations
                        .find(org)
                        .<Outcome>map(found -> new Outcome.Shown(found, memberships.listAll(org)))
                        .orElseGet(() -> new Outcome.Refused(new Refusal.NotFound()));
        };
    }
}
