package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.ServiceAccountCreated;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;
import java.util.Set;

/// Creates a service account, which may do nothing until it is added to a team.
public final class CreateServiceAccount {

    private final ServiceAccounts accounts;
    private final Standings standings;
    private final Ids ids;

    public CreateServiceAccount(ServiceAccounts accounts, Standings standings, Ids ids) {
        this.accounts = accounts;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Created(ServiceAccount account) implements Outcome {}

        record NameTaken(ServiceAccountName name) implements Outcome {}

        record TooMany(int most) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, ServiceAccountName name) {
        return Attempts.until(() -> attempt(visit, org, name), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, ServiceAccountName name) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_SERVICE_ACCOUNTS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) -> create(visit, org, name, by);
        };
    }

    private Optional<Outcome> create(Visit visit, OrgSlug org, ServiceAccountName name, Authority by) {
        var who = new Principal.ServiceAccount(new ServiceAccountId(ids.next(visit.at())), name);
        var account = new ServiceAccount(org, who, Set.of(), visit.at(), by.person());
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(org),
                by.person(),
                new ServiceAccountCreated(who.id(), name.value()));
        return switch (accounts.create(account, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Created(account));
            case MOVED_MEANWHILE -> Optional.empty();
            case NAME_TAKEN -> Optional.of(new Outcome.NameTaken(name));
            case TOO_MANY -> Optional.of(new Outcome.TooMany(ServiceAccount.MOST));
        };
    }
}
