package dev.slipway.identity;

import dev.slipway.audit.AuditAction.AccountOpened;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import java.util.List;
import java.util.Set;

/// Opens an account for a person.
///
/// It stands behind no route: people get an account when they sign in for the first time. The first set-up of
/// a deployment uses it.
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

        /// The address is another account's.
        record EmailTaken(Email email) implements Outcome {}

        /// The identity is another account's.
        record IdentityTaken(Identity identity) implements Outcome {}
    }

    /// For somebody of whom nothing but a handle is known.
    public Outcome run(Visit visit, Handle handle) {
        return run(visit, Newcomer.named(handle));
    }

    public Outcome run(Visit visit, Newcomer newcomer) {
        if (newcomer.handle().reserved()) {
            return new Outcome.HandleTaken(newcomer.handle());
        }
        var account = account(visit, newcomer, ids);
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfAccount(account.id()),
                account.person(),
                new AccountOpened(account.handle().value(), newcomer.verifiedEmail()));
        return switch (accounts.open(account, identities(visit, newcomer, ids), audit)) {
            case COMMITTED -> new Outcome.Opened(account);
            case HANDLE_TAKEN -> new Outcome.HandleTaken(newcomer.handle());
            case EMAIL_TAKEN -> new Outcome.EmailTaken(newcomer.verifiedEmail().orElseThrow());
            case IDENTITY_TAKEN -> new Outcome.IdentityTaken(newcomer.identity().orElseThrow());
        };
    }

    static Account account(Visit visit, Newcomer newcomer, Ids ids) {
        return new Account(
                new AccountId(ids.next(visit.at())),
                newcomer.handle(),
                newcomer.displayName(),
                newcomer.verifiedEmail().map(Set::of).orElseGet(Set::of),
                visit.at());
    }

    /// What leads to the account from its first moment on.
    static List<LinkedIdentity> identities(Visit visit, Newcomer newcomer, Ids ids) {
        return newcomer.identity().stream()
                .map(known -> LinkedIdentity.of(new IdentityId(ids.next(visit.at())), known, visit.at()))
                .toList();
    }
}
