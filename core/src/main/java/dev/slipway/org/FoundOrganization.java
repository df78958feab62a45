package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.Visibility;
import dev.slipway.audit.AuditAction.OrganizationCreated;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;

/// Founds an organization; whoever does is its first owner.
public final class FoundOrganization {

    private static final int LONGEST_NAME = 100;

    private final Memberships memberships;
    private final Standings standings;
    private final Terms terms;
    private final Ids ids;

    public FoundOrganization(Memberships memberships, Standings standings, Terms terms, Ids ids) {
        this.memberships = memberships;
        this.standings = standings;
        this.terms = terms;
        this.ids = ids;
    }

    /// What a deployment without billing gives to every organization.
    ///
    /// @param seats how many members
    /// @param bytesPerSeat how much each seat adds to the storage that they share
    public record Terms(int seats, long bytesPerSeat) {}

    /// What became of it.
    public sealed interface Outcome {

        record Founded(Organization organization) implements Outcome {}

        /// It is or was somebody's, is a reserved word, or looks like one of these.
        record SlugTaken(OrgSlug slug) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug slug, String displayName, Organization.Kind kind) {
        if (displayName.isBlank() || displayName.length() > LONGEST_NAME) {
            throw new Malformed(
                    "invalid_name", "An organization needs a name of 1 to " + LONGEST_NAME + " characters.");
        }
        return switch (Gatekeeper.mayOneself(standings.findCaller(visit.presented()), Scope.MANAGE, visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody founds anonymously");
            case Decision.Allowed(Principal.Machine _) -> throw new IllegalStateException("machines found nothing");
            case Decision.Allowed(Principal.Person founder) ->
                slug.reserved() ? new Outcome.SlugTaken(slug) : found(visit, founder, slug, displayName, kind);
        };
    }

    private Outcome found(
            Visit visit, Principal.Person founder, OrgSlug slug, String displayName, Organization.Kind kind) {
        var policy = new OrgPolicy(slug, false, Visibility.PRIVATE, terms.seats() * terms.bytesPerSeat());
        var organization = new Organization(slug, displayName, kind, policy, terms.seats(), visit.at());
        var owner = new Member(slug, founder, Role.OWNER, visit.at());
        var audit = visit.entry(
                ids.next(visit.at()), new Book.OfOrganization(slug), founder, new OrganizationCreated(displayName));
        return memberships.found(organization, owner, audit)
                ? new Outcome.Founded(organization)
                : new Outcome.SlugTaken(slug);
    }
}
