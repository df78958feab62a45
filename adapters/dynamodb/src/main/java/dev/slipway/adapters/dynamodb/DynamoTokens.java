package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditEntry;
import dev.slipway.identity.HeldToken;
import dev.slipway.identity.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Tokens in the table.
public final class DynamoTokens implements Tokens {

    private final Table table;

    public DynamoTokens(Table table) {
        this.table = table;
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
    public List<HeldToken> findHeld(Principal holder, String after, int most) {
        var hashes = table.queryAfter(Keys.holdingsOf(holder), after, most).stream()
                .map(HoldingItem::readHash)
                .toList();
        var items = table.getAll(hashes.stream().map(Keys::token).toList());
        return hashes.stream()
                .flatMap(hash -> Optional.ofNullable(items.get(Keys.token(hash)))
                        .map(item -> new HeldToken(hash, TokenItem.read(item)))
                        .stream())
                .toList();
    }

    @Override
    public boolean revoke(HeldToken token, Instant at, AuditEntry audit) {
        var outcome = table.transact(List.of(
                Write.update(
                        Step.TOKEN,
                        Keys.token(token.hash()),
                        "SET revokedAt = :at",
                        "attribute_exists(pk) AND attribute_not_exists(revokedAt)",
                        Map.of(),
                        Map.of(":at", AttributeValue.fromS(at.toString()))),
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
