package dev.slipway.adapters.lambda;

import dev.slipway.access.Caller;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Presented;
import dev.slipway.access.Standing;
import dev.slipway.access.Standings;
import dev.slipway.audit.RecordRefusal;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;

/// A registry that knows nobody, so that nobody's refusal is recorded.
final class Nobody implements Standings {

    static RecordRefusal refused() {
        return new RecordRefusal(
                new Nobody(),
                (entry, _) -> {
                    throw new AssertionError("nobody is known here: " + entry);
                },
                Ids.random());
    }

    @Override
    public Caller findCaller(Presented presented) {
        return new Caller.Unknown();
    }

    @Override
    public OrgStanding findIn(Presented presented, OrgSlug org) {
        throw new AssertionError("nobody asks for " + org);
    }

    @Override
    public Standing find(Presented presented) {
        throw new AssertionError("nobody asks for organizations");
    }
}
