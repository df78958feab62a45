package dev.slipway.identity;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.IdentityUnlinked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;

/// Takes a way in away from the account of whoever asks. The last one stays: nobody could sign in any more.
///
/// Browsers that were signed in this way stay so, and tokens go on: whoever wants these to end ends them. The identity
/// is free afterwards, for this account or another one.
public final class UnlinkIdentity {

    private final Accounts accounts;
    private final Standings standings;
    private final Ids ids;

    public UnlinkIdentity(Accounts accounts, Standings standings, Ids ids) {
        this.accounts = accounts;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Unlinked() implements Outcome {}

        /// Theirs is none of that id, or not any more.
        record NoSuchIdentity() implements Outcome {}

        /// There is no other identity and no verified address.
        record LastWayIn() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// Sensitive: a stranger at a browser that was left open could lock its owner out.
    public Outcome run(Visit visit, IdentityId id) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneselfSensitive(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) ->
                accounts.findIdentity(person.id(), id)
                        .map(linked -> unlink(visit, person, linked))
                        .orElseGet(Outcome.NoSuchIdentity::new);
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people have identities");
        };
    }

    private Outcome unlink(Visit visit, Principal.Person person, LinkedIdentity linked) {
        var unlinked = new IdentityUnlinked(linked.id().value(), linked.issuer());
        var audit = visit.entry(ids.next(visit.at()), new Book.OfAccount(person.id()), person, unlinked);
        return switch (accounts.unlink(person.id(), linked, audit)) {
            case COMMITTED -> new Outcome.Unlinked();
            case GONE -> new Outcome.NoSuchIdentity();
            case LAST_WAY_IN -> new Outcome.LastWayIn();
        };
    }
}
