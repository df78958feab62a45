package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditEntry;
import dev.slipway.identity.HeldToken;
import dev.slipway.identity.Tokens;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tokens in the table.
public final class DynamoTokens implements Tokens {

    private final Table table;
    private final Holdings holdings;

    public DynamoTokens(Table table) {
        this.table = table;
        this.holdings = new Holdings(table);
    }

    private enum Step {
        TOKEN,
        HOLDING,
        AUDIT
    }

    @Override
    public void issue(TokenHash hash, Credential credential, AuditEntry audit) {
        var outcome = table.transact(List.of(
                Write.putNew(Step.TOKEN, TokenItem.write(hash, credential)),
                Write.putNew(Step.HOLDING, HoldingItem.write(hash, credential)),
                Write.putNew(Step.AUDIT, AuditItem.write(audit))));
        if (outcome instanceof Outcome.Refused<Step>) {
            throw new IllegalStateException("256 random bits, or an id, were drawn twice");
        }
    }

    @Override
    public Optional<Credential> find(TokenHash hash) {
        return table.get(Keys.token(hash)).map(TokenItem::read);
    }

    @Override
    public Optional<HeldToken> findHeld(Principal holder, TokenId id) {
        return table.get(Keys.holding(holder, id))
                .map(HoldingItem::readHash)
                .flatMap(hash -> find(hash).map(credential -> new HeldToken(hash, credential)));
    }

    @Override
    public Page<HeldToken> list(Principal holder, Token.Kind kind, Slice slice) {
        var page = holdings.page(Keys.holdingsOf(holder), item -> HoldingItem.readKind(item) == kind, slice);
        return new Page<>(holdings.read(page.items(), HeldToken::new), page.next());
    }

    @Override
    public boolean revoke(HeldToken token, Instant at, AuditEntry audit) {
        var outcome = table.transact(List.of(
                TokenItem.revoke(Step.TOKEN, token.hash(), at),
                Write.deleteAlways(
                        Step.HOLDING,
                        Keys.holding(
                                token.credential().principal(),
                                token.credential().id())),
                Write.putNew(Step.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Step> _ -> true;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case TOKEN -> false;
                    case HOLDING, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
