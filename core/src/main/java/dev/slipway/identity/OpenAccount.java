package dev.slipway.identity;

import dev.slipway.audit.AuditAction.AccountOpened;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;

/// Opens an account for a person.
public final class OpenAccount {

    private final Accounts accounts;
    private final Ids ids;

    public OpenAccount(Accounts accounts, Ids ids) {
        this.accounts = accounts;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Opened(Account account) implements Outcome {}

        /// It is somebody's, an organization's, a reserved word, or looks like one of these.
        record HandleTaken(Handle handle) implements Outcome {}
    }

    public Outcome run(Visit visit, Handle handle) {
        if (handle.reserved()) {
            return new Outcome.HandleTaken(handle);
        }
        var account = new Account(new AccountId(ids.next(visit.at())), handle, visit.at());
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfAccount(account.id()),
                account.person(),
                new AccountOpened(handle.value()));
        return accounts.open(account, audit) ? new Outcome.Opened(account) : new Outcome.HandleTaken(handle);
    }
}
