package dev.slipway.webhooks;

import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Tells owners and admins by mail that the registry has paused a webhook.
///
/// It may be run more than once for a pause: whoever dies after the mails and before that is known sends them again.
public final class TellPaused {

    private final Endpoints endpoints;
    private final Recipients recipients;
    private final PauseMails mails;
    private final String registry;

    /// @param registry the registry's own URL, without a slash at the end
    public TellPaused(Endpoints endpoints, Recipients recipients, PauseMails mails, String registry) {
        this.endpoints = endpoints;
        this.recipients = recipients;
        this.mails = mails;
        this.registry = registry;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param accepted how many mails were taken
        /// @param failed how many were not, as for an address that the mail service won't send to
        record Told(int accepted, int failed) implements Outcome {}

        /// Not one mail was taken: it is to be tried again.
        record NotTaken(int failed) implements Outcome {}

        /// Somebody has resumed or deleted it, or has it sent elsewhere: they know.
        record NoMatter() implements Outcome {}
    }

    public Outcome run(Queue.Notice notice, Instant now) {
        return endpoints
                .findLive(notice.org(), notice.endpoint())
                .filter(endpoint -> endpoint.state() == Endpoint.State.FAILED)
                .filter(endpoint -> !endpoint.health().good())
                .map(endpoint -> tell(endpoint, now))
                .orElseGet(Outcome.NoMatter::new);
    }

    private Outcome tell(Endpoint endpoint, Instant now) {
        // One that failed for so long is given up for that, whatever its last answer was.
        var since = endpoint.health().givenUpAt(now) ? endpoint.health().failingSince() : Optional.<Instant>empty();
        var link = URI.create(registry + "/console/organizations/" + endpoint.org() + "/webhooks/" + endpoint.id());
        int accepted = 0;
        int failed = 0;
        for (var address : recipients.of(endpoint.org())) {
            var letter = new PauseMails.Letter(
                    address, endpoint.org(), endpoint.url().shown(), since, link);
            switch (mails.send(letter)) {
                case Posted.Accepted _ -> accepted++;
                case Posted.Failed _ -> failed++;
            }
        }
        return accepted == 0 && failed > 0 ? new Outcome.NotTaken(failed) : new Outcome.Told(accepted, failed);
    }
}
