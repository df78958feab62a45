package dev.slipway.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Sends to receivers, and tells what they say. It waits ten seconds at most, and follows no redirect.
public interface Courier {

    /// What is sent.
    ///
    /// @param id `webhook-id`
    /// @param at `webhook-timestamp`
    /// @param signature `webhook-signature`
    record Letter(EndpointUrl url, String id, Instant at, String signature, String body) {

        /// Shows neither the body nor where it goes.
        @Override
        public String toString() {
            return id;
        }
    }

    Sent send(Letter letter);

    /// What came of it.
    sealed interface Sent {

        Duration took();

        /// There was an answer in time, whatever it says.
        ///
        /// @param answer its beginning
        /// @param retryAfter what it asks to be given, if it does
        record Answered(int status, String answer, Optional<Duration> retryAfter, Duration took) implements Sent {}

        /// There was none.
        ///
        /// @param why a sentence for people, without anything secret
        record Broken(String why, Duration took) implements Sent {}

        /// It wasn't asked at all: the URL leads where nothing is sent to.
        record NotAllowed(Destinations.Verdict why, Duration took) implements Sent {}
    }
}
