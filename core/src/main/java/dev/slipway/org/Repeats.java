package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Requests that may be sent again, in the table: what was asked under an [IdempotencyKey], and what was answered.
///
/// Notes about requests and not about what they change, so that no audit entry comes with them.
public interface Repeats {

    /// How long an answer is kept.
    Duration KEPT = Duration.ofHours(24);

    /// How long a request may run. One that has run longer was cut off: a function ends after 29 seconds.
    Duration LONGEST_RUN = Duration.ofSeconds(45);

    /// A request under its key.
    ///
    /// @param content a hash of all that was asked
    record Request(Principal.Person caller, OrgSlug org, IdempotencyKey key, TokenHash content) {}

    /// Says that a request is about to be done now.
    Begun begin(Request request, Instant now);

    /// What is known of it.
    sealed interface Begun {

        /// Nobody has sent it before.
        record First() implements Begun {}

        /// It was begun and cut off: what of it was done then is done, and the rest isn't.
        ///
        /// @param since when it was begun
        record CutOff(Instant since) implements Begun {}

        record Answered(List<InviteMembers.Result> results) implements Begun {}

        /// It is being done at this moment.
        ///
        /// @param retryAfter when to ask again; at least a second
        record Running(Duration retryAfter) implements Begun {}

        /// The key was used for something else.
        record OtherContent() implements Begun {}
    }

    /// Keeps the answer of the run that began at this time, unless another one has taken over since.
    void answer(Request request, Instant begun, List<InviteMembers.Result> results);

    /// The run that began at this time did nothing: the request may come again as if it had not come.
    void forget(Request request, Instant begun);
}
