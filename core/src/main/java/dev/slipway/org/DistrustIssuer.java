package dev.slipway.org;

import dev.slipway.access.Means;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.ProvisioningChanged;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Lets nobody become a member any more by signing in at an issuer. Who has become one stays.
public final class DistrustIssuer {

    private final Trusts trusts;
    private final Standings standings;
    private final Ids ids;

    public DistrustIssuer(Trusts trusts, Standings standings, Ids ids) {
        this.trusts = trusts;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Distrusted(Trust before) implements Outcome {}

        record NotTrusted(Means issuer) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Means issuer) {
        return Attempts.until(() -> attempt(visit, org, issuer), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Means issuer) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.toSensitive(standing, Permission.CHANGE_SETTINGS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                trusts.find(org, issuer)
                        .map(before -> distrust(visit, before, by))
                        .orElseGet(() -> Optional.of(new Outcome.NotTrusted(issuer)));
        };
    }

    private Optional<Outcome> distrust(Visit visit, Trust before, Authority by) {
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(before.org()),
                by.person(),
                new ProvisioningChanged(
                        before.org().value(), before.issuer().value(), Optional.of(before.role()), Optional.empty()));
        return switch (trusts.distrust(before, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Distrusted(before));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
