package dev.slipway.identity;

import dev.slipway.access.Credential;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.access.Sighting;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditAction.SessionEnded;
import dev.slipway.audit.AuditAction.SignedIn;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import java.util.EnumSet;
import java.util.Optional;

/// How sessions of browsers begin and end.
final class Sessions {

    private final Tokens tokens;
    private final Ids ids;

    Sessions(Tokens tokens, Ids ids) {
        this.tokens = tokens;
        this.ids = ids;
    }

    /// A session of this person in the browser that this visit comes from. It begins when it is written.
    NewSession begin(Visit visit, Token token, Principal.Person person, Means means) {
        var device = Device.of(visit.origin().client());
        var credential = new Credential(
                new TokenId(ids.next(visit.at())),
                Token.Kind.SESSION,
                person,
                device.name(),
                EnumSet.allOf(Scope.class),
                Limits.NONE,
                token.prefix(),
                means,
                visit.at(),
                Optional.of(visit.at().plus(NewSession.LIVES)),
                Optional.empty(),
                Optional.of(new Sighting(visit.at(), visit.origin().address())));
        var signedIn = new SignedIn(credential.id(), means, device.name());
        var audit = visit.entry(ids.next(visit.at()), new Book.OfAccount(person.id()), person, signedIn);
        return new NewSession(token.hash(), credential, audit);
    }

    /// Ends the session that this visit came with, if there is one.
    ///
    /// @return whether it went on until now
    boolean end(Visit visit) {
        return visit.presented() instanceof Presented.ByHash(var hash, var _)
                && tokens.find(hash)
                        .filter(credential -> credential.kind() == Token.Kind.SESSION && credential.validAt(visit.at()))
                        .map(credential -> end(visit, new HeldToken(hash, credential)))
                        .orElse(false);
    }

    private boolean end(Visit visit, HeldToken session) {
        var credential = session.credential();
        return credential.principal() instanceof Principal.Person person
                && tokens.revoke(
                        session,
                        visit.at(),
                        visit.entry(
                                ids.next(visit.at()),
                                new Book.OfAccount(person.id()),
                                person,
                                new SessionEnded(credential.id(), credential.name())));
    }
}
