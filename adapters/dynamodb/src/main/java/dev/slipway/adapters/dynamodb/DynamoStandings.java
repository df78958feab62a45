package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Caller;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Presented;
import dev.slipway.access.Standing;
import dev.slipway.access.Standings;
import dev.slipway.kernel.OrgSlug;
import java.util.List;

/// Who calls, from the table.
public final class DynamoStandings implements Standings {

    private final CallerReader callers;

    public DynamoStandings(Table table) {
        this.callers = new CallerReader(table);
    }

    @Override
    public Caller findCaller(Presented presented) {
        return callers.readAlone(presented);
    }

    @Override
    public OrgStanding findIn(Presented presented, OrgSlug org) {
        var read = callers.read(presented, org, List.of(), _ -> true, _ -> false);
        return new OrgStanding(org, read.caller(), read.policy());
    }

    @Override
    public Standing find(Presented presented) {
        var caller = callers.readAlone(presented);
        var memberships = callers.memberships(caller);
        return new Standing(caller, memberships.places(), memberships.givers());
    }
}
