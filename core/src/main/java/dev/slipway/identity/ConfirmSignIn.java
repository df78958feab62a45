package dev.slipway.identity;

import dev.slipway.access.Means;
import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.RateLimits.Answer;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Ids;
import java.time.Duration;
import java.util.Optional;

/// Signs somebody in by the link that was mailed to them. A link works once; one that is over, was used or never was
/// looks the same.
public final class ConfirmSignIn {

    /// Nobody guesses 256 bits; whoever tries shall not cost more than this.
    private static final RateLimit BY_NETWORK = new RateLimit("sign-in-link", 60, Duration.ofHours(1));

    private final SignIns signIns;
    private final Accounts accounts;
    private final Sessions sessions;
    private final RateLimits limits;

    public ConfirmSignIn(SignIns signIns, Accounts accounts, Tokens tokens, RateLimits limits, Ids ids) {
        this.signIns = signIns;
        this.accounts = accounts;
        this.sessions = new Sessions(tokens, ids);
        this.limits = limits;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param session for the cookie
        record SignedIn(Token session, Account account) implements Outcome {}

        /// The address is proved and nobody's yet.
        ///
        /// @param arrival for the cookie
        record SignUpFirst(Token arrival, Email email) implements Outcome {}

        record Gone() implements Outcome {}

        record TooFast(Duration retryAfter) implements Outcome {}
    }

    /// Whom the link signs in, if it still works. Changes nothing: mail scanners open links too.
    public Optional<Email> look(Visit visit, TokenHash link) {
        return open(visit, link).map(MailedSignIn::email);
    }

    public Outcome run(Visit visit, TokenHash link) {
        var network = RateLimit.network(visit.origin().address());
        return switch (limits.spend(BY_NETWORK, network, visit.at())) {
            case Answer.TooFast(var wait) -> new Outcome.TooFast(wait);
            case Answer.Allowed _ ->
                open(visit, link)
                        .map(signIn -> confirm(visit, link, signIn.email()))
                        .orElseGet(Outcome.Gone::new);
        };
    }

    private Optional<MailedSignIn> open(Visit visit, TokenHash link) {
        return signIns.findMailed(link).filter(signIn -> signIn.openAt(visit.at()));
    }

    private Outcome confirm(Visit visit, TokenHash link, Email email) {
        return accounts.findByEmail(email)
                .map(account -> signIn(visit, link, account))
                .orElseGet(() -> arrive(visit, link, email));
    }

    private Outcome signIn(Visit visit, TokenHash link, Account account) {
        var token = Token.draw(Token.Kind.SESSION);
        var session = sessions.begin(visit, token, account.person(), Means.MAIL);
        if (!signIns.spend(link, session, visit.at())) {
            return new Outcome.Gone();
        }
        sessions.end(visit);
        return new Outcome.SignedIn(token, account);
    }

    private Outcome arrive(Visit visit, TokenHash link, Email email) {
        var token = Token.draw(Token.Kind.SIGN_UP);
        var until = visit.at().plus(Arrival.LIVES);
        var arrival = new Arrival(Optional.of(email), Optional.empty(), Means.MAIL, until);
        return signIns.spend(link, token.hash(), arrival, visit.at())
                ? new Outcome.SignUpFirst(token, email)
                : new Outcome.Gone();
    }
}
