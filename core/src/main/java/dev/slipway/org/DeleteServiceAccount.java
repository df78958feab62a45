package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.ServiceAccountDeleted;
import dev.slipway.audit.AuditAction.TokenRevoked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import java.util.Optional;

/// Deletes a service account. Its tokens are refused from that moment on, since each request reads the account.
///
/// They are then revoked as well, one after the other, since there may be more than one transaction takes. Were that
/// interrupted, what is left opens nothing, stands in no list, and takes nobody's place.
public final class DeleteServiceAccount {

    private static final int AT_A_TIME = 100;

    private final ServiceAccounts accounts;
    private final MachineTokens tokens;
    private final Standings standings;
    private final Ids ids;

    public DeleteServiceAccount(ServiceAccounts accounts, MachineTokens tokens, Standings standings, Ids ids) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param tokens how many of its tokens were revoked
        record Deleted(ServiceAccount account, int tokens) implements Outcome {}

        record NoSuchServiceAccount(ServiceAccountName name) implements Outcome {}

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
            case Admission.Admitted(var by) ->
                accounts.find(org, name)
                        .map(account -> delete(visit, account, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchServiceAccount(name)));
        };
    }

    private Optional<Outcome> delete(Visit visit, ServiceAccount account, Authority by) {
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(account.org()),
                by.person(),
                new ServiceAccountDeleted(
                        account.who().id(), account.who().name().value()));
        return switch (accounts.delete(account, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Deleted(account, revokeAll(visit, account, by)));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }

    /// No token is added any more: whoever issues one checks that the account is there.
    private int revokeAll(Visit visit, ServiceAccount account, Authority by) {
        var revoked = 0;
        var slice = Slice.first(AT_A_TIME);
        while (true) {
            var page = tokens.list(account.org(), account.who().id(), slice);
            for (var token : page.items()) {
                var credential = token.credential();
                var audit = visit.entry(
                        ids.next(visit.at()),
                        new Book.OfOrganization(account.org()),
                        by.person(),
                        new TokenRevoked(credential.id(), credential.name()));
                tokens.revokeOrphan(token, visit.at(), audit);
                revoked++;
            }
            if (page.next().isEmpty()) {
                return revoked;
            }
            slice = new Slice(page.next(), AT_A_TIME);
        }
    }
}
