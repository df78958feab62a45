package dev.slipway.webhooks;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.WebhookSecretRotated;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Gives a webhook another secret. For 24 hours what is sent is signed with the one before as well, so that a receiver
/// takes over the new one when it suits it.
///
/// Whoever's secret got into wrong hands has the one before die at once. So does whoever rotates again within the 24
/// hours: there are two signatures at most, and nobody should learn from silence that theirs is gone.
public final class RotateSecret {

    private final Endpoints endpoints;
    private final Secrets secrets;
    private final Standings standings;
    private final Ids ids;

    public RotateSecret(Endpoints endpoints, Secrets secrets, Standings standings, Ids ids) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param secret shown this once
        record Rotated(Endpoint endpoint, Secret secret) implements Outcome {}

        /// The one before the last rotation is still valid.
        record RotatedLately(Instant until) implements Outcome {}

        record NoSuchEndpoint(EndpointId id) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param expireNow whether nothing is signed any more with any secret before
    public Outcome run(Visit visit, OrgSlug org, EndpointId id, boolean expireNow) {
        return Attempts.until(() -> attempt(visit, org, id, expireNow), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, EndpointId id, boolean expireNow) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_WEBHOOKS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                endpoints
                        .find(org, id)
                        .map(endpoint -> rotate(visit, endpoint, expireNow, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchEndpoint(id)));
        };
    }

    private Optional<Outcome> rotate(Visit visit, Endpoint endpoint, boolean expireNow, Authority by) {
        var age = endpoint.secret();
        if (!expireNow && age.overlapsAt(visit.at())) {
            return Optional.of(new Outcome.RotatedLately(age.previousUntil().orElseThrow()));
        }
        var next = endpoint.with(expireNow ? age.replaced(visit.at()) : age.rotated(visit.at()));
        var secret = secrets.current(next);
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(endpoint.org()),
                by.person(),
                new WebhookSecretRotated(endpoint.id().value(), endpoint.url().shown(), expireNow));
        return switch (endpoints.change(endpoint, next, by, List.of(audit))) {
            case COMMITTED -> Optional.of(new Outcome.Rotated(next, secret));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
