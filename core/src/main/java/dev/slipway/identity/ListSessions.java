package dev.slipway.identity;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.Optional;

/// Lists the browsers that whoever asks is signed in with, the newest first.
public final class ListSessions {

    private final Tokens tokens;
    private final Standings standings;

    public ListSessions(Tokens tokens, Standings standings) {
        this.tokens = tokens;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param holder whoever asks
        /// @param current what asks, which is one of them if a browser does
        record Found(Principal.Person holder, Page<HeldToken> page, TokenId current) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, Slice slice) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) ->
                new Outcome.Found(
                        person,
                        tokens.list(person, Token.Kind.SESSION, slice)
                                .mapPresent(held -> Optional.of(held)
                                        .filter(one -> one.credential().validAt(visit.at()))),
                        ((Caller.Holder) caller).credential().id());
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people are signed in");
        };
    }
}
