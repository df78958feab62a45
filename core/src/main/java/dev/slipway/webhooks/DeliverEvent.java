package dev.slipway.webhooks;

import dev.slipway.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tries to deliver what stands in line, once.
///
/// It may be run more than once for a message, and by two at once: a receiver then gets the same twice, under the same
/// id. What came of an attempt counts if the delivery is still as it was read before it.
public final class DeliverEvent {

    /// Longer than an attempt takes, so that a claim ends by itself if whoever made it died.
    private static final Duration CLAIM = Duration.ofSeconds(30);

    /// After meeting another one.
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private static final int ROUNDS = 5;

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Queue queue;
    private final Secrets secrets;
    private final Courier courier;
    private final PauseFailing pause;

    public DeliverEvent(
            Endpoints endpoints, Deliveries deliveries, Queue queue, Secrets secrets, Courier courier, Ids ids) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.queue = queue;
        this.secrets = secrets;
        this.courier = courier;
        this.pause = new PauseFailing(endpoints, ids);
    }

    /// What becomes of the message.
    public sealed interface Outcome {

        /// It is over: delivered, failed for good, or for a delivery that needs it no more.
        record Over(Ending ending) implements Outcome {}

        /// It keeps its place until then.
        ///
        /// @param tried whether the receiver was asked
        record Held(Duration rest, boolean tried) implements Outcome {}
    }

    /// Why a message is over.
    public enum Ending {
        DELIVERED,
        FAILED,
        /// The webhook is paused: the delivery is parked.
        PARKED,
        /// It goes on out of line.
        ASIDE,
        /// There is nothing to do: it was delivered before, sent again since, or is gone with its webhook.
        VOID
    }

    public Outcome run(Queue.Message message, Instant now) {
        var found = deliveries
                .find(message.delivery(), now)
                .filter(delivery -> delivery.state() == Delivery.State.PENDING)
                .filter(delivery -> delivery.round() == message.round());
        if (found.isEmpty()) {
            return new Outcome.Over(Ending.VOID);
        }
        var delivery = found.get();
        if (message.tries() < Retries.IN_LINE && delivery.tries() >= Retries.IN_LINE) {
            return aside(delivery);
        }
        var due = delivery.nextAttempt().filter(now::isBefore);
        if (due.isPresent()) {
            return new Outcome.Held(Duration.between(now, due.get()), false);
        }
        return endpoints
                .findLive(message.org(), message.delivery().endpoint())
                .map(endpoint -> attempt(endpoint, delivery, now))
                .orElseGet(() -> new Outcome.Over(Ending.VOID));
    }

    private Outcome aside(Delivery delivery) {
        queue.sendAside(Queue.Message.of(delivery));
        return new Outcome.Over(Ending.ASIDE);
    }

    private Outcome attempt(Endpoint endpoint, Delivery delivery, Instant now) {
        if (!endpoint.active()) {
            return park(delivery);
        }
        var health = endpoint.health();
        if (!health.open()) {
            return send(endpoint, delivery, now);
        }
        if (!health.mayTryAt(now)) {
            var rest = Duration.between(now, health.notBefore().orElseThrow());
            return new Outcome.Held(Retries.spread(rest, delivery.id().hashCode()), false);
        }
        var claimed = health.claimedUntil(now.plus(CLAIM));
        return endpoints.noteHealth(endpoint, claimed)
                ? send(endpoint.with(claimed), delivery, now)
                : new Outcome.Held(Retries.spread(SHORTLY, delivery.id().hashCode()), false);
    }

    private Outcome park(Delivery delivery) {
        return deliveries.note(delivery.parked()) ? new Outcome.Over(Ending.PARKED) : new Outcome.Held(SHORTLY, false);
    }

    private Outcome send(Endpoint endpoint, Delivery delivery, Instant now) {
        var id = delivery.id().messageId();
        var signature = Secret.sign(secrets.valid(endpoint, now), id, now, delivery.body());
        var sent = courier.send(new Courier.Letter(endpoint.url(), id, now, signature, delivery.body()));
        var attempt = attempt(delivery.nextNumber(), sent, now);
        if (attempt.succeeded()) {
            return delivered(endpoint, delivery, attempt);
        }
        return failed(endpoint, delivery, attempt, wish(sent));
    }

    private static Attempt attempt(int number, Courier.Sent sent, Instant now) {
        return switch (sent) {
            case Courier.Sent.Answered(var status, var answer, var _, var took) ->
                new Attempt(number, now, took, new Attempt.Ending.Answered(status), answer);
            case Courier.Sent.Broken(var why, var took) ->
                new Attempt(number, now, took, new Attempt.Ending.Broken(why), "");
            case Courier.Sent.NotAllowed(var why, var took) ->
                new Attempt(number, now, took, new Attempt.Ending.Broken(said(why)), "");
        };
    }

    private static String said(Destinations.Verdict why) {
        return switch (why) {
            case Destinations.Verdict.Public _ -> "It leads to the internet.";
            case Destinations.Verdict.NotPublic(var host) ->
                host + " leads to an address that is not public: nothing was sent.";
            case Destinations.Verdict.NotEncrypted _ -> "It is not https: nothing was sent.";
            case Destinations.Verdict.NotFound(var host) -> "There is no host " + host + ".";
        };
    }

    /// Only those who say that it is too much, or that they can't just now, are asked when.
    private static Optional<Duration> wish(Courier.Sent sent) {
        return sent instanceof Courier.Sent.Answered(var status, var _, var retryAfter, var _)
                        && (status == 429 || status == 503)
                ? retryAfter
                : Optional.empty();
    }

    /// That it arrived is noted first: whoever dies before that sends it once more, and not for days.
    private Outcome delivered(Endpoint endpoint, Delivery delivery, Attempt attempt) {
        if (!deliveries.note(delivery.delivered(attempt))) {
            return new Outcome.Held(SHORTLY, true);
        }
        noteHealth(endpoint, Optional.empty());
        return new Outcome.Over(Ending.DELIVERED);
    }

    private Outcome failed(Endpoint endpoint, Delivery delivery, Attempt attempt, Optional<Duration> wish) {
        var ended = attempt.at().plus(attempt.took());
        var wait = Retries.waitAfter(delivery.tries() + 1, delivery.id(), wish);
        var next = wait.map(until -> delivery.failed(attempt, ended.plus(until)))
                .orElseGet(() -> delivery.failedForGood(attempt));
        if (!deliveries.note(next)) {
            return new Outcome.Held(SHORTLY, true);
        }
        noteHealth(endpoint, Optional.of(ended)).ifPresent(seen -> pause.run(seen, attempt, ended));
        if (wait.isEmpty()) {
            return new Outcome.Over(Ending.FAILED);
        }
        return next.tries() == Retries.IN_LINE ? aside(next) : new Outcome.Held(wait.get(), true);
    }

    /// Others note at the same time, so it is read again a few times. What can't be noted then is one failure, or one
    /// success, that doesn't count.
    ///
    /// @param failedAt empty after a success
    /// @return as it was noted; empty if it is no matter any more
    private Optional<Endpoint> noteHealth(Endpoint endpoint, Optional<Instant> failedAt) {
        var seen = Optional.of(endpoint);
        for (int round = 0; round < ROUNDS && seen.isPresent(); round++) {
            var health = seen.get().health();
            var next = failedAt.map(health::failedAt).orElse(Health.GOOD);
            if (next.equals(health) || endpoints.noteHealth(seen.get(), next)) {
                return Optional.of(seen.get().with(next));
            }
            seen = endpoints.findLive(endpoint.org(), endpoint.id()).filter(Endpoint::active);
        }
        return Optional.empty();
    }
}
