package dev.slipway.webhooks;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.Values;
import dev.slipway.audit.AuditAction.WebhookChanged;
import dev.slipway.audit.AuditAction.WebhookPaused;
import dev.slipway.audit.AuditAction.WebhookResumed;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes a webhook, pauses it, or resumes it. What happens while it is paused is not told later: it is in the log.
public final class ChangeEndpoint {

    private final Endpoints endpoints;
    private final Destinations destinations;
    private final Standings standings;
    private final Ids ids;

    public ChangeEndpoint(Endpoints endpoints, Destinations destinations, Standings standings, Ids ids) {
        this.endpoints = endpoints;
        this.destinations = destinations;
        this.standings = standings;
        this.ids = ids;
    }

    /// What is to be otherwise; what is empty stays as it is.
    public record Wish(
            Optional<EndpointUrl> url,
            Optional<EndpointDescription> description,
            Optional<EventChoice> events,
            Optional<Boolean> paused) {

        Endpoint.Settings applyTo(Endpoint.Settings settings) {
            return new Endpoint.Settings(
                    url.orElse(settings.url()),
                    description.orElse(settings.description()),
                    events.orElse(settings.events()));
        }
    }

    /// What became of it.
    public sealed interface Outcome {

        /// As it is now, perhaps as before.
        record Changed(Endpoint endpoint) implements Outcome {}

        /// The URL leads where nothing is sent to.
        ///
        /// @param why anything but public
        record NotAllowed(Destinations.Verdict why) implements Outcome {}

        record NoSuchEndpoint(EndpointId id) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, EndpointId id, Wish wish) {
        return Attempts.until(() -> attempt(visit, org, id, wish), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, EndpointId id, Wish wish) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_WEBHOOKS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                endpoints
                        .find(org, id)
                        .map(endpoint -> change(visit, endpoint, wish, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchEndpoint(id)));
        };
    }

    private Optional<Outcome> change(Visit visit, Endpoint before, Wish wish, Authority by) {
        var settings = wish.applyTo(before.settings());
        var objection = objection(before.url(), settings.url());
        return objection.isPresent() ? objection : apply(visit, before, settings, wish, by);
    }

    /// A URL that stays as it is isn't looked up again: whoever only pauses a webhook needs no DNS for it.
    private Optional<Outcome> objection(EndpointUrl before, EndpointUrl after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        return switch (destinations.check(after)) {
            case Destinations.Verdict.Public _ -> Optional.empty();
            case Destinations.Verdict why -> Optional.of(new Outcome.NotAllowed(why));
        };
    }

    private Optional<Outcome> apply(Visit visit, Endpoint before, Endpoint.Settings settings, Wish wish, Authority by) {
        var done = new ArrayList<AuditAction>();
        var next = before;
        var changes = changes(before.settings(), settings);
        if (!changes.isEmpty()) {
            next = next.with(settings);
            done.add(new WebhookChanged(before.id().value(), settings.url().shown(), changes));
        }
        if (wish.paused().filter(paused -> paused == before.active()).isPresent()) {
            var paused = before.active();
            next = next.with(paused ? Endpoint.State.PAUSED : Endpoint.State.ACTIVE);
            var url = settings.url().shown();
            done.add(
                    paused
                            ? new WebhookPaused(before.id().value(), url, "by hand")
                            : new WebhookResumed(before.id().value(), url));
        }
        return done.isEmpty() ? Optional.of(new Outcome.Changed(before)) : write(visit, before, next, done, by);
    }

    private Optional<Outcome> write(Visit visit, Endpoint before, Endpoint next, List<AuditAction> done, Authority by) {
        var audit = done.stream()
                .map(action ->
                        visit.entry(ids.next(visit.at()), new Book.OfOrganization(next.org()), by.person(), action))
                .toList();
        return switch (endpoints.change(before, next, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Changed(next));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }

    private static Map<String, Values> changes(Endpoint.Settings before, Endpoint.Settings after) {
        var changes = new LinkedHashMap<String, Values>();
        if (!before.url().equals(after.url())) {
            changes.put("url", new Values(before.url().shown(), after.url().shown()));
        }
        if (!before.description().equals(after.description())) {
            changes.put(
                    "description",
                    new Values(before.description().value(), after.description().value()));
        }
        if (!before.events().equals(after.events())) {
            changes.put(
                    "events",
                    new Values(
                            String.join(" ", before.events().names()),
                            String.join(" ", after.events().names())));
        }
        return changes;
    }
}
