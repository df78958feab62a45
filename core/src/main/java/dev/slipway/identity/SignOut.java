package dev.slipway.identity;

import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;

/// Ends the session of the browser that asks.
public final class SignOut {

    private final Sessions sessions;

    public SignOut(Tokens tokens, Ids ids) {
        this.sessions = new Sessions(tokens, ids);
    }

    /// What became of it.
    public sealed interface Outcome {

        record SignedOut() implements Outcome {}

        /// Nobody was signed in any more.
        record NobodyWas() implements Outcome {}
    }

    public Outcome run(Visit visit) {
        return sessions.end(visit) ? new Outcome.SignedOut() : new Outcome.NobodyWas();
    }
}
