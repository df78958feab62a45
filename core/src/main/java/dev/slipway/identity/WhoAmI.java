package dev.slipway.identity;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;

/// Says whose token it is, whatever it allows.
public final class WhoAmI {

    private final Standings standings;

    public WhoAmI(Standings standings) {
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Known(Principal principal) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit) {
        return switch (Gatekeeper.identify(standings.findCaller(visit.presented()), visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is no principal");
            case Decision.Allowed(var principal) -> new Outcome.Known(principal);
        };
    }
}
