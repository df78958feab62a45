package dev.slipway.org;

import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.OrganizationRestored;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Takes the deletion of an organization back, for somebody who owned it, within 30 days.
public final class RestoreOrganization {

    private final Organizations organizations;
    private final Standings standings;
    private final Ids ids;

    public RestoreOrganization(Organizations organizations, Standings standings, Ids ids) {
        this.organizations = organizations;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// What could be restored, before anything is done.
        record Restorable(Organization organization) implements Outcome {}

        record Restored(Organization organization) implements Outcome {}

        record NotDeleted(OrgSlug org) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// Looks whether it could be restored, and changes nothing.
    public Outcome show(Visit visit, OrgSlug org) {
        return attempt(visit, org, (deleted, _) -> Optional.of(new Outcome.Restorable(deleted)))
                .orElseGet(() -> new Outcome.Busy(org));
    }

    public Outcome run(Visit visit, OrgSlug org) {
        return Attempts.until(
                () -> attempt(visit, org, (deleted, by) -> restore(visit, deleted, by)), new Outcome.Busy(org));
    }

    private interface Act {
        /// Empty if something had changed meanwhile.
        Optional<Outcome> with(Organization deleted, Authority by);
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Act act) {
        var standing = standings.findIn(visit.presented(), org);
        var deleted = organizations.find(org).filter(found -> found.restorableAt(visit.at()));
        if (deleted.isEmpty()) {
            return Optional.of(present(visit, standing));
        }
        // Nobody but an owner is told that it was deleted, and may be back.
        var before = new OrgStanding(
                org, standing.caller(), Optional.of(deleted.get().policy()));
        return switch (Admission.to(before, Permission.OWN_ORGANIZATION, visit.at())) {
            case Admission.Refused(Refusal.NotPermitted _) -> Optional.of(new Outcome.Refused(new Refusal.NotFound()));
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) -> act.with(deleted.get(), by);
        };
    }

    private static Outcome present(Visit visit, OrgStanding standing) {
        return switch (Admission.to(standing, Permission.OWN_ORGANIZATION, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ -> new Outcome.NotDeleted(standing.org());
        };
    }

    private Optional<Outcome> restore(Visit visit, Organization deleted, Authority by) {
        var org = deleted.slug();
        var audit = visit.entry(
                ids.next(visit.at()), new Book.OfOrganization(org), by.person(), new OrganizationRestored(org.value()));
        return switch (organizations.restore(org, deleted.deletedAt().orElseThrow(), by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Restored(deleted.restored()));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
