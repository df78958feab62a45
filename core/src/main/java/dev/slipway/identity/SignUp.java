package dev.slipway.identity;

import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.RateLimits.Answer;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditAction.AccountOpened;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import java.time.Duration;
import java.util.Optional;

/// Opens an account for somebody who has proved who they are, and signs them in.
public final class SignUp {

    /// Handles are tried out, if not all of them by one.
    private static final RateLimit BY_NETWORK = new RateLimit("sign-up", 60, Duration.ofHours(1));

    private final SignIns signIns;
    private final Accounts accounts;
    private final Sessions sessions;
    private final RateLimits limits;
    private final Ids ids;

    public SignUp(SignIns signIns, Accounts accounts, Tokens tokens, RateLimits limits, Ids ids) {
        this.signIns = signIns;
        this.accounts = accounts;
        this.sessions = new Sessions(tokens, ids);
        this.limits = limits;
        this.ids = ids;
    }

    /// Who is about to get an account.
    ///
    /// @param suggestion a handle that is free at this moment
    public record Pending(Arrival arrival, Optional<Handle> suggestion) {}

    /// What became of it.
    public sealed interface Outcome {

        /// @param session for the cookie
        record Welcome(Token session, Account account) implements Outcome {}

        /// It is somebody's, an organization's, a reserved word, or looks like one of these.
        record HandleTaken(Handle handle, Arrival arrival) implements Outcome {}

        /// What they have proved became an account's meanwhile: they can sign in to it.
        record HasAccount() implements Outcome {}

        /// Nobody came with this secret, they have their account, or took too long.
        record Gone() implements Outcome {}

        record TooFast(Duration retryAfter) implements Outcome {}
    }

    /// Who comes with this secret, if there is still time. Changes nothing.
    public Optional<Pending> look(Visit visit, TokenHash secret) {
        return open(visit, secret).map(arrival -> new Pending(arrival, suggestion(arrival)));
    }

    public Outcome run(Visit visit, TokenHash secret, Handle handle) {
        var network = RateLimit.network(visit.origin().address());
        return switch (limits.spend(BY_NETWORK, network, visit.at())) {
            case Answer.TooFast(var wait) -> new Outcome.TooFast(wait);
            case Answer.Allowed _ ->
                open(visit, secret)
                        .map(arrival -> signUp(visit, secret, arrival, handle))
                        .orElseGet(Outcome.Gone::new);
        };
    }

    private Optional<Arrival> open(Visit visit, TokenHash secret) {
        return signIns.findArrival(secret).filter(arrival -> arrival.openAt(visit.at()));
    }

    private Optional<Handle> suggestion(Arrival arrival) {
        return HandleSuggestions.of(arrival).stream()
                .filter(handle -> !accounts.findTaken(handle))
                .findFirst();
    }

    private Outcome signUp(Visit visit, TokenHash secret, Arrival arrival, Handle handle) {
        if (handle.reserved()) {
            return new Outcome.HandleTaken(handle, arrival);
        }
        var newcomer = new Newcomer(handle, Optional.<DisplayName>empty(), arrival.email(), arrival.identity());
        var account = OpenAccount.account(visit, newcomer, ids);
        var opened = visit.entry(
                ids.next(visit.at()),
                new Book.OfAccount(account.id()),
                account.person(),
                new AccountOpened(handle.value(), arrival.email()));
        var token = Token.draw(Token.Kind.SESSION);
        var session = sessions.begin(visit, token, account.person(), arrival.means());
        var identities = OpenAccount.identities(visit, newcomer, ids);
        return switch (signIns.signUp(secret, account, identities, session, opened)) {
            case COMMITTED -> {
                sessions.end(visit);
                yield new Outcome.Welcome(token, account);
            }
            case GONE -> new Outcome.Gone();
            case HANDLE_TAKEN -> new Outcome.HandleTaken(handle, arrival);
            case EMAIL_TAKEN, IDENTITY_TAKEN -> new Outcome.HasAccount();
        };
    }
}
