package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditAction.TokenRevoked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;
import java.util.function.Supplier;

/// Revokes one of an organization's tokens: for whoever manages them, whoever made it. It holds for the very next
/// request, since each reads the token.
///
/// No recent sign-in is asked for: who sees a token that they don't know must not be kept from it.
public final class RevokeMachineToken {

    private final MachineTokens tokens;
    private final Standings standings;
    private final Ids ids;

    public RevokeMachineToken(MachineTokens tokens, Standings standings, Ids ids) {
        this.tokens = tokens;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Revoked() implements Outcome {}

        /// It was revoked before; the first time stays.
        record AlreadyRevoked() implements Outcome {}

        record NoSuchToken() implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// By its id.
    public Outcome run(Visit visit, OrgSlug org, TokenId id) {
        return run(visit, org, () -> tokens.find(org, id));
    }

    /// By its secret.
    public Outcome run(Visit visit, TokenHash hash) {
        return tokens.find(hash)
                .map(token -> run(visit, token.machine().org(), () -> tokens.find(hash)))
                .orElseGet(Outcome.NoSuchToken::new);
    }

    private Outcome run(Visit visit, OrgSlug org, Supplier<Optional<MachineToken>> find) {
        return Attempts.until(() -> attempt(visit, org, find), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Supplier<Optional<MachineToken>> find) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_MACHINE_TOKENS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                find.get()
                        .map(token -> revoke(visit, token, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchToken()));
        };
    }

    private Optional<Outcome> revoke(Visit visit, MachineToken token, Authority by) {
        var credential = token.credential();
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(token.machine().org()),
                by.person(),
                new TokenRevoked(credential.id(), credential.name()));
        return switch (tokens.revoke(token, visit.at(), by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Revoked());
            case MOVED_MEANWHILE -> Optional.empty();
            case REVOKED_BEFORE -> Optional.of(new Outcome.AlreadyRevoked());
        };
    }
}
