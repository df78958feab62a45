package dev.slipway.webhooks;

import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an endpoint was told, or is to be told.
///
/// @param type the name of the event
/// @param target what it was done to
/// @param body exactly what is sent, and signed, at every attempt
/// @param at when it happened
/// @param round how often it was set off: 1, and one more each time that somebody sends it again. A message of an
///     earlier round is void
/// @param tries how many attempts there were in this round
/// @param made how many there were in all
/// @param attempts the last [#KEPT] of them, the latest last
/// @param nextAttempt when it is tried again; empty if it isn't
/// @param version one more with each change; a change counts only on the latest
public record Delivery(
        DeliveryId id,
        OrgSlug org,
        String type,
        String target,
        String body,
        Instant at,
        State state,
        int round,
        int tries,
        int made,
        List<Attempt> attempts,
        Optional<Instant> nextAttempt,
        long version) {

    /// Of so many attempts it is kept what became of them.
    public static final int KEPT = 10;

    /// How long deliveries are listed.
    public static final Duration LISTED = Duration.ofDays(30);

    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /// What became of it.
    public enum State {
        /// It is to be sent, or sent again.
        PENDING,
        DELIVERED,
        /// It was tried as often as it is tried.
        FAILED,
        /// It came while the webhook was paused.
        PARKED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// As it is set off.
    ///
    /// @param now when it is to be sent first
    public static Delivery begun(
            DeliveryId id, OrgSlug org, String type, String target, String body, Instant at, Instant now) {
        return new Delivery(id, org, type, target, body, at, State.PENDING, 1, 0, 0, List.of(), Optional.of(now), 1);
    }

    /// Until when it is listed, and can be sent again.
    public Instant listedUntil() {
        return at.plus(LISTED);
    }

    /// The one of its lane's that it stands in line with.
    public int lane() {
        return Lane.of(target);
    }

    /// The number that the next attempt has.
    public int nextNumber() {
        return made + 1;
    }

    public Optional<Attempt> lastAttempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    public Delivery delivered(Attempt attempt) {
        return noted(attempt, State.DELIVERED, Optional.empty());
    }

    /// After an attempt that failed, with another one to come.
    public Delivery failed(Attempt attempt, Instant again) {
        return noted(attempt, State.PENDING, Optional.of(again));
    }

    /// After the last attempt.
    public Delivery failedForGood(Attempt attempt) {
        return noted(attempt, State.FAILED, Optional.empty());
    }

    public Delivery parked() {
        return with(State.PARKED, round, tries, Optional.empty());
    }

    /// Set off once more, by hand.
    public Delivery again(Instant now) {
        return with(State.PENDING, round + 1, 0, Optional.of(now));
    }

    private Delivery with(State next, int inRound, int triesInRound, Optional<Instant> again) {
        return new Delivery(
                id, org, type, target, body, at, next, inRound, triesInRound, made, attempts, again, version + 1);
    }

    private Delivery noted(Attempt attempt, State next, Optional<Instant> again) {
        var all = new ArrayList<Attempt>();
        attempts.stream()
                .skip(Math.max(0, attempts.size() - KEPT + 1))
                .map(Attempt::shortened)
                .forEach(all::add);
        all.add(attempt);
        return new Delivery(id, org, type, target, body, at, next, round, tries + 1, made + 1, all, again, version + 1);
    }
}
