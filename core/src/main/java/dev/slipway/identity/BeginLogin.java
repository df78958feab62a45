package dev.slipway.identity;

import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Token;
import dev.slipway.audit.Visit;
import java.time.Duration;
import java.time.Instant;

/// Lets a command line ask to be let in. Anybody may ask; that somebody answers is what counts.
public final class BeginLogin {

    /// More than an office behind one address needs.
    static final RateLimit LIMIT = new RateLimit("login", 60, Duration.ofHours(1));

    private final Logins logins;
    private final RateLimits limits;

    public BeginLogin(Logins logins, RateLimits limits) {
        this.logins = logins;
        this.limits = limits;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param page for the link that a person opens
        /// @param poll for the command line, which asks with both whether it was let in
        record Begun(Token page, Token poll, Instant until) implements Outcome {}

        record TooFast(Duration retryAfter) implements Outcome {}
    }

    public Outcome run(Visit visit) {
        var network = RateLimit.network(visit.origin().address());
        return switch (limits.spend(LIMIT, network, visit.at())) {
            case RateLimits.Answer.TooFast(var wait) -> new Outcome.TooFast(wait);
            case RateLimits.Answer.Allowed _ -> begin(visit);
        };
    }

    private Outcome begin(Visit visit) {
        var page = Token.draw(Token.Kind.LOGIN);
        var poll = Token.draw(Token.Kind.POLL);
        var login = new Login(poll.hash(), visit.origin(), visit.at(), new Login.Answer.None());
        logins.begin(page.hash(), login);
        return new Outcome.Begun(page, poll, login.expiresAt());
    }
}
