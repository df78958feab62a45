package dev.slipway.identity;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;

/// Lists the tokens of whoever asks, the newest first: those that were not revoked. One that has expired stays among
/// them for a while, so that whoever wonders why it fails can see it.
public final class ListTokens {

    private final Tokens tokens;
    private final Standings standings;

    public ListTokens(Tokens tokens, Standings standings) {
        this.tokens = tokens;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param holder whoever asks
        record Found(Principal.Person holder, Page<HeldToken> page) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, Slice slice) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) ->
                new Outcome.Found(person, tokens.list(person, Token.Kind.ACCESS, slice));
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people have tokens of their own");
        };
    }
}
