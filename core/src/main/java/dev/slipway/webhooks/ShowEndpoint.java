package dev.slipway.webhooks;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;

/// Shows one webhook.
public final class ShowEndpoint {

    private final Endpoints endpoints;
    private final Standings standings;

    public ShowEndpoint(Endpoints endpoints, Standings standings) {
        this.endpoints = endpoints;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Shown(Endpoint endpoint) implements Outcome {}

        record NoSuchEndpoint(EndpointId id) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, EndpointId id) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_WEBHOOKS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ ->
                endpoints
                        .find(org, id)
                        .<Outcome>map(Outcome.Shown::new)
                        .orElseGet(() -> new Outcome.NoSuchEndpoint(id));
        };
    }
}
