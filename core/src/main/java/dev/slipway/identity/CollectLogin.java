package dev.slipway.identity;

import dev.slipway.access.Credential;
import dev.slipway.access.Limits;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/// Tells a command line whether it was let in, and if so gives it its token, once.
///
/// The token is drawn now and not when the person says yes: until somebody takes it, it is nowhere.
public final class CollectLogin {

    /// How long somebody stays logged in: as long as a person may well be away from a project, and no longer than a
    /// laptop that was lost should stay let in unnoticed.
    public static final Duration TOKEN_LIVES = Duration.ofDays(90);

    private static final int LONGEST_CLIENT = 80;

    private final Logins logins;
    private final Ids ids;

    public CollectLogin(Logins logins, Ids ids) {
        this.logins = logins;
        this.ids = ids;
    }

    /// What the answer is.
    public sealed interface Outcome {

        /// Nobody has answered yet.
        record Waiting() implements Outcome {}

        /// @param token shown this once, and stored nowhere
        record LetIn(Token token, Credential credential) implements Outcome {}

        record Denied() implements Outcome {}

        /// Unknown, over, or collected: which of these isn't said.
        record Gone() implements Outcome {}
    }

    /// @param page what the link to the page holds
    /// @param poll what the command line alone has
    public Outcome run(Visit visit, TokenHash page, TokenHash poll) {
        var login = logins.find(page)
                .filter(found -> found.poll().equals(poll) && visit.at().isBefore(found.expiresAt()));
        return login.map(found -> switch (found.answer()) {
                    case Login.Answer.None _ -> new Outcome.Waiting();
                    case Login.Answer.No _ -> new Outcome.Denied();
                    case Login.Answer.Yes yes -> letIn(visit, page, found, yes);
                })
                .orElseGet(Outcome.Gone::new);
    }

    /// Whoever uses npm expects to do with it all that they may, so the token has every scope.
    private Outcome letIn(Visit visit, TokenHash page, Login login, Login.Answer.Yes yes) {
        var token = Token.draw(Token.Kind.ACCESS);
        var expiresAt = visit.at().plus(TOKEN_LIVES);
        var credential = new Credential(
                new TokenId(ids.next(visit.at())),
                Token.Kind.ACCESS,
                yes.by(),
                name(login),
                EnumSet.allOf(Scope.class),
                Limits.NONE,
                token.prefix(),
                yes.means(),
                visit.at(),
                Optional.of(expiresAt),
                Optional.empty(),
                Optional.empty());
        var audit = visit.entry(
                ids.next(visit.at()), new Book.OfAccount(yes.by().id()), yes.by(), issued(credential, expiresAt));
        return logins.collect(page, token.hash(), credential, audit)
                ? new Outcome.LetIn(token, credential)
                : new Outcome.Gone();
    }

    private static TokenIssued issued(Credential credential, Instant expiresAt) {
        return new TokenIssued(credential.id(), credential.name(), credential.scopes(), expiresAt.toString());
    }

    private static String name(Login login) {
        var client = login.from().client().replaceAll("\\p{Cntrl}", " ").strip();
        return "npm login on " + (client.isEmpty() ? "an unnamed client" : Texts.cut(client, LONGEST_CLIENT));
    }
}
