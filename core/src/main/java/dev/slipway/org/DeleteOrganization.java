package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.OrganizationDeleted;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Optional;

/// Deletes an organization. From then on it behaves as if it weren't there, with all that is in it; its owners can have
/// it back for 30 days, and its slug is never anybody else's.
public final class DeleteOrganization {

    private final Organizations organizations;
    private final Standings standings;
    private final Ids ids;

    public DeleteOrganization(Organizations organizations, Standings standings, Ids ids) {
        this.organizations = organizations;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Deleted(Instant restorableUntil) implements Outcome {}

        /// What was typed is not the slug.
        record NotConfirmed(OrgSlug org) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param typed the slug once more, so that nobody deletes one organization for another
    public Outcome run(Visit visit, OrgSlug org, String typed) {
        return Attempts.until(() -> attempt(visit, org, typed), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, String typed) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.toSensitive(standing, Permission.OWN_ORGANIZATION, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                typed.strip().equals(org.value()) ? delete(visit, org, by) : Optional.of(new Outcome.NotConfirmed(org));
        };
    }

    private Optional<Outcome> delete(Visit visit, OrgSlug org, Authority by) {
        var audit = visit.entry(
                ids.next(visit.at()), new Book.OfOrganization(org), by.person(), new OrganizationDeleted(org.value()));
        return switch (organizations.delete(org, visit.at(), by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Deleted(visit.at().plus(Organization.RESTORABLE)));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
