package dev.slipway.identity;

import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.RateLimits.Answer;
import dev.slipway.access.Token;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// Mails a link that signs somebody in.
///
/// It doesn't look whether the address has an account, so nobody can learn it from the answer or from how long it
/// takes: that is told to whoever has the link.
public final class RequestSignIn {

    /// Nobody's mailbox is filled by a stranger.
    private static final RateLimit BY_ADDRESS = new RateLimit("sign-in-address", 5, Duration.ofHours(1));

    /// More than an office behind one address needs.
    private static final RateLimit BY_NETWORK = new RateLimit("sign-in-network", 30, Duration.ofHours(1));

    private final SignIns signIns;
    private final SignInMails mails;
    private final RateLimits limits;

    public RequestSignIn(SignIns signIns, SignInMails mails, RateLimits limits) {
        this.signIns = signIns;
        this.mails = mails;
        this.limits = limits;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param until when the link stops working
        record Sent(Email to, Instant until) implements Outcome {}

        record TooFast(Duration retryAfter) implements Outcome {}

        /// @param reason for the log
        record NotSent(String reason) implements Outcome {}
    }

    public Outcome run(Visit visit, Email email, ReturnTo returnTo) {
        var network = RateLimit.network(visit.origin().address());
        if (limits.spend(BY_NETWORK, network, visit.at()) instanceof Answer.TooFast(var wait)) {
            return new Outcome.TooFast(wait);
        }
        if (limits.spend(BY_ADDRESS, email.value(), visit.at()) instanceof Answer.TooFast(var wait)) {
            return new Outcome.TooFast(wait);
        }
        var token = Token.draw(Token.Kind.SIGN_IN);
        var signIn = new MailedSignIn(email, visit.at().plus(MailedSignIn.LIVES));
        signIns.keep(token.hash(), signIn);
        return switch (mails.send(email, link(visit, token, returnTo), signIn.expiresAt(), asker(visit))) {
            case Posted.Accepted _ -> new Outcome.Sent(email, signIn.expiresAt());
            case Posted.Failed(var reason) -> new Outcome.NotSent(reason);
        };
    }

    /// The way goes along in the link: it may be opened in another browser than the one that asked.
    private static URI link(Visit visit, Token token, ReturnTo returnTo) {
        var way = returnTo.equals(ReturnTo.HOME)
                ? ""
                : "&returnTo=" + URLEncoder.encode(returnTo.path(), StandardCharsets.UTF_8);
        return URI.create(visit.registry() + "/sign-in/mail?token=" + token.secret() + way);
    }

    private static String asker(Visit visit) {
        return Device.of(visit.origin().client()) + ", from " + visit.origin().address();
    }
}
