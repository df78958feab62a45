package dev.slipway.webhooks;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.WebhookCreated;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import java.util.Optional;

/// Makes a webhook, which is told of what happens from then on.
public final class CreateEndpoint {

    private final Endpoints endpoints;
    private final Destinations destinations;
    private final Secrets secrets;
    private final Standings standings;
    private final Ids ids;

    public CreateEndpoint(
            Endpoints endpoints, Destinations destinations, Secrets secrets, Standings standings, Ids ids) {
        this.endpoints = endpoints;
        this.destinations = destinations;
        this.secrets = secrets;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param secret shown this once
        record Created(Endpoint endpoint, Secret secret) implements Outcome {}

        /// The URL leads where nothing is sent to.
        ///
        /// @param why anything but public
        record NotAllowed(Destinations.Verdict why) implements Outcome {}

        record TooMany(int most) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// Whoever may not is told so before anything is looked up in the DNS for them.
    public Outcome run(Visit visit, OrgSlug org, Endpoint.Settings settings) {
        return Attempts.until(() -> attempt(visit, org, settings), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Endpoint.Settings settings) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_WEBHOOKS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                switch (destinations.check(settings.url())) {
                    case Destinations.Verdict.Public _ -> create(visit, org, settings, by);
                    case Destinations.Verdict why -> Optional.of(new Outcome.NotAllowed(why));
                };
        };
    }

    private Optional<Outcome> create(Visit visit, OrgSlug org, Endpoint.Settings settings, Authority by) {
        var endpoint = Endpoint.created(new EndpointId(ids.next(visit.at())), org, settings, visit.at(), by.person());
        // First, so that nothing is made whose secret can't be shown.
        var secret = secrets.current(endpoint);
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(org),
                by.person(),
                new WebhookCreated(
                        endpoint.id().value(),
                        endpoint.url().shown(),
                        endpoint.events().names()));
        return switch (endpoints.create(endpoint, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Created(endpoint, secret));
            case MOVED_MEANWHILE -> Optional.empty();
            case TOO_MANY -> Optional.of(new Outcome.TooMany(Endpoint.MOST));
        };
    }
}
