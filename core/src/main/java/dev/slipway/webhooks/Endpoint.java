package dev.slipway.webhooks;

import dev.slipway.access.Principal;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Locale;

/// A webhook: where an organization is told of what happens in it.
///
/// @param revision how often it was changed by people, or paused; a change counts only on the latest
public record Endpoint(
        EndpointId id,
        OrgSlug org,
        EndpointUrl url,
        EndpointDescription description,
        EventChoice events,
        State state,
        SecretAge secret,
        Health health,
        long revision,
        Instant createdAt,
        Principal.Person createdBy) {

    /// How many an organization may have.
    public static final int MOST = 20;

    /// Whether it is told anything.
    public enum State {
        ACTIVE,
        /// By a person.
        PAUSED,
        /// By the registry, since nothing reached it for days, or it answered that it is gone.
        FAILED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a person says of one.
    public record Settings(EndpointUrl url, EndpointDescription description, EventChoice events) {}

    /// As it is created.
    public static Endpoint created(
            EndpointId id, OrgSlug org, Settings settings, Instant at, Principal.Person createdBy) {
        return new Endpoint(
                id,
                org,
                settings.url(),
                settings.description(),
                settings.events(),
                State.ACTIVE,
                SecretAge.first(at),
                Health.GOOD,
                1,
                at,
                createdBy);
    }

    public Settings settings() {
        return new Settings(url, description, events);
    }

    public boolean active() {
        return state == State.ACTIVE;
    }

    /// Whether it is to be told of this now.
    public boolean wants(String event) {
        return active() && events.includes(event);
    }

    /// Whether what was noted of the receiver before doesn't count any more: it is another one, or is tried again.
    public boolean beginsAnewAfter(Endpoint before) {
        return !url.equals(before.url()) || (active() && !before.active());
    }

    /// With other settings. What failed under another URL says nothing of this one.
    public Endpoint with(Settings settings) {
        return new Endpoint(
                id,
                org,
                settings.url(),
                settings.description(),
                settings.events(),
                state,
                secret,
                settings.url().equals(url) ? health : Health.GOOD,
                revision + 1,
                createdAt,
                createdBy);
    }

    /// In another state. Whoever resumes it begins anew with the receiver.
    public Endpoint with(State next) {
        return new Endpoint(
                id,
                org,
                url,
                description,
                events,
                next,
                secret,
                next == State.ACTIVE ? Health.GOOD : health,
                revision + 1,
                createdAt,
                createdBy);
    }

    /// As the sender notes how the receiver answers: no change by people.
    public Endpoint with(Health next) {
        return new Endpoint(id, org, url, description, events, state, secret, next, revision, createdAt, createdBy);
    }

    public Endpoint with(SecretAge next) {
        return new Endpoint(id, org, url, description, events, state, next, health, revision + 1, createdAt, createdBy);
    }
}
