package dev.slipway.webhooks;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Admission;

/// Lists the webhooks of an organization to those who manage them: what stands behind a host is often a secret.
public final class ListEndpoints {

    private final Endpoints endpoints;
    private final Standings standings;

    public ListEndpoints(Endpoints endpoints, Standings standings) {
        this.endpoints = endpoints;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(Page<Endpoint> page) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Slice slice) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_WEBHOOKS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ -> new Outcome.Listed(endpoints.list(org, slice));
        };
    }
}
