package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;

/// Says to anybody who is signed in whether there is an account of this handle, as whoever wants to make somebody an
/// owner asks. A handle is no secret: it stands at what its holder publishes.
public final class FindPerson {

    private final Standings standings;
    private final People people;

    public FindPerson(Standings standings, People people) {
        this.standings = standings;
        this.people = people;
    }

    /// What was found.
    public sealed interface Outcome {

        record Found(Principal.Person person) implements Outcome {}

        record NoSuchPerson(Handle handle) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, Handle handle) {
        return switch (Gatekeeper.maySearch(standings.findCaller(visit.presented()), visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> new Outcome.Refused(new Refusal.SignInFirst());
            case Decision.Allowed _ ->
                people.find(handle).<Outcome>map(Outcome.Found::new).orElseGet(() -> new Outcome.NoSuchPerson(handle));
        };
    }
}
