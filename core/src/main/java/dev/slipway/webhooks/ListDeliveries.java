package dev.slipway.webhooks;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Admission;

/// Shows what a webhook was told in the last 30 days, and what became of it.
public final class ListDeliveries {

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Standings standings;

    public ListDeliveries(Endpoints endpoints, Deliveries deliveries, Standings standings) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(Endpoint endpoint, Page<Delivery> page) implements Outcome {}

        /// One alone was asked for.
        record Shown(Endpoint endpoint, Delivery delivery) implements Outcome {}

        record NoSuchEndpoint(EndpointId id) implements Outcome {}

        record NoSuchDelivery(DeliveryId id) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// The latest event first.
    public Outcome run(Visit visit, OrgSlug org, EndpointId id, Slice slice) {
        return found(visit, org, id, endpoint -> new Outcome.Listed(endpoint, deliveries.list(id, visit.at(), slice)));
    }

    /// One of them.
    public Outcome run(Visit visit, OrgSlug org, DeliveryId id) {
        return found(
                visit,
                org,
                id.endpoint(),
                endpoint -> deliveries
                        .find(id, visit.at())
                        .<Outcome>map(delivery -> new Outcome.Shown(endpoint, delivery))
                        .orElseGet(() -> new Outcome.NoSuchDelivery(id)));
    }

    private interface Next {
        Outcome of(Endpoint endpoint);
    }

    private Outcome found(Visit visit, OrgSlug org, EndpointId id, Next next) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_WEBHOOKS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ ->
                endpoints.find(org, id).map(next::of).orElseGet(() -> new Outcome.NoSuchEndpoint(id));
        };
    }
}
